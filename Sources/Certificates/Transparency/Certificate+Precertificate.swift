package import CertificateCryptography
import CertificateEncoding

extension Certificate {
  /// The TBSCertificate as the logs saw it before they had signed: without the list of their timestamps (RFC 6962 §3.2).
  ///
  /// What lies around the extension gets new lengths; every other byte stays. A list that only had this extension is left
  /// out whole. `nil` if the certificate has no such extension.
  package var precertificateTBS: [UInt8]? {
    let array = arena.bytes
    let bytes = array.span
    guard let removed = timestampExtension(bytes) else { return nil }
    // The extensions are the last field (RFC 5280 §4.1): their wrapper, [3], starts behind the fields before it.
    var outer = DERReader(layout.signedPart.range)
    guard var fields = try? outer.enter(.sequence, bytes) else { return nil }
    let start = fields.position
    var end = start
    while !fields.isAtEnd, fields.peek(bytes) != .contextConstructed(3), (try? fields.read(bytes)) != nil {
      end = fields.position
    }
    let list = layout.extensions.range
    let rest = array[list.lowerBound..<removed.lowerBound] + array[removed.upperBound..<list.upperBound]
    var contents = Array(array[start..<end])
    if !rest.isEmpty {
      contents += DERTag.contextConstructed(3).element(DERTag.sequence.element(Array(rest)))
    }
    return DERTag.sequence.element(contents)
  }

  /// Where the whole Extension structure of the timestamps lies.
  private func timestampExtension(_ bytes: Span<UInt8>) -> Range<Int>? {
    var list = DERReader(layout.extensions.range)
    while !list.isAtEnd {
      let start = list.position
      guard let slot = try? CertificateExtension.read(bytes, &list) else { return nil }
      if slot.identifier(bytes) == .signedCertificateTimestamps { return start..<list.position }
    }
    return nil
  }

  /// The SHA-256 digest of the SubjectPublicKeyInfo, by which a log tells an issuer (RFC 6962 §3.2).
  package var publicKeyInfoDigest: Digest {
    let array = arena.bytes
    return HashAlgorithm.sha256.digest(of: array.span.extracting(layout.publicKeyInfo.range))
  }
}

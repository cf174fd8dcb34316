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
      contents += Self.element(.contextConstructed(3), Self.element(.sequence, Array(rest)))
    }
    return Self.element(.sequence, contents)
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

  /// An element of DER with its shortest length (X.690 §10.1); a certificate's parts have lengths below 2^24.
  private static func element(_ tag: DERTag, _ contents: [UInt8]) -> [UInt8] {
    let count = contents.count
    var header = [tag.rawValue]
    if count < 0x80 {
      header.append(UInt8(truncatingIfNeeded: count))
    } else {
      let lengthByteCount = count < 0x100 ? 1 : count < 0x1_0000 ? 2 : 3
      header.append(0x80 | UInt8(truncatingIfNeeded: lengthByteCount))
      for index in (0..<lengthByteCount).reversed() { header.append(UInt8(truncatingIfNeeded: count >> (8 * index))) }
    }
    return header + contents
  }

  /// The SHA-256 digest of the SubjectPublicKeyInfo, by which a log tells an issuer (RFC 6962 §3.2).
  package var publicKeyInfoDigest: Digest {
    let array = arena.bytes
    return HashAlgorithm.sha256.digest(of: array.span.extracting(layout.publicKeyInfo.range))
  }
}

import CertificateEncoding

extension Certificate {
  /// A hash of the subject's name, equal for names that RFC 5280 §7.1 calls equal.
  package var subjectHash: UInt64 {
    let bytes = arena.bytes
    return DistinguishedName.hash(bytes.span, layout.subject.range)
  }

  /// A hash of the issuer's name.
  package var issuerHash: UInt64 {
    let bytes = arena.bytes
    return DistinguishedName.hash(bytes.span, layout.issuer.range)
  }

  /// A hash of the whole encoding; see ``ContentHash``.
  package var contentHash: UInt64 {
    let bytes = arena.bytes
    return ContentHash.hash(bytes.span, layout.whole.range)
  }

  /// Whether both certificates have the same subject's name, compared as RFC 5280 §7.1 says.
  package func hasSubject(of other: Certificate) -> Bool {
    let bytes = arena.bytes
    let otherBytes = other.arena.bytes
    return DistinguishedName.matches(
      bytes.span, layout.subject.range, otherBytes.span, other.layout.subject.range)
  }

  /// Whether this certificate's issuer has the name of the other's subject, compared as RFC 5280 §7.1 says.
  package func isIssuedByName(of other: Certificate) -> Bool {
    let bytes = arena.bytes
    let otherBytes = other.arena.bytes
    return DistinguishedName.matches(
      bytes.span, layout.issuer.range, otherBytes.span, other.layout.subject.range)
  }

  /// Whether this certificate's issuer has the name of the other's subject, byte for byte.
  package func isIssuedBySameBytes(as other: Certificate) -> Bool {
    let bytes = arena.bytes
    let otherBytes = other.arena.bytes
    return bytes.span.equals(layout.issuer.range, otherBytes.span, other.layout.subject.range)
  }

  /// Whether both certificates are of one entity: the same name, byte for byte, and the same key.
  package func isSameEntity(as other: Certificate) -> Bool {
    let bytes = arena.bytes
    let otherBytes = other.arena.bytes
    return bytes.span.equals(layout.publicKeyInfo.range, otherBytes.span, other.layout.publicKeyInfo.range)
      && bytes.span.equals(layout.subject.range, otherBytes.span, other.layout.subject.range)
  }
}

extension Certificate {
  /// The identifier of the subject's key (RFC 5280 §4.2.1.2); `nil` if the certificate does not tell it.
  public var subjectKeyIdentifier: [UInt8]? {
    guard let value = firstExtension(.subjectKeyIdentifier)?.value else { return nil }
    let array = arena.bytes
    return (try? SubjectKeyIdentifier(array.span, value)).map { Array(array[$0.keyIdentifier]) }
  }

  /// Where the issuer's certificate can be fetched, as the first such entry of the authority information access
  /// extension says (RFC 5280 §4.2.2.1); `nil` if there is none.
  package var issuerURL: String? {
    guard let value = firstExtension(.authorityInfoAccess)?.value else { return nil }
    let array = arena.bytes
    let bytes = array.span
    var url: Range<Int>?
    _ = (try? AuthorityInfoAccess(bytes, value))?.descriptions.contains(bytes) { description in
      guard description.method == .caIssuers, case .uniformResourceIdentifier(let range) = description.location else {
        return false
      }
      url = range
      return true
    }
    return url.map { String(decoding: array[$0], as: UTF8.self) }
  }
}

extension Certificate {
  /// Where the issuer's revocation list can be fetched, as the first URI of the distribution points says (RFC 5280
  /// §4.2.1.13); `nil` if there is none.
  package var distributionPointURL: String? {
    guard let value = firstExtension(.crlDistributionPoints)?.value else { return nil }
    let array = arena.bytes
    let bytes = array.span
    var url: Range<Int>?
    _ = (try? CRLDistributionPoints(bytes, value))?.points.contains(bytes) { point in
      guard case .fullName(let names) = point.name else { return false }
      return names.contains(bytes) { name in
        guard case .uniformResourceIdentifier(let range) = name else { return false }
        url = range
        return true
      }
    }
    return url.map { String(decoding: array[$0], as: UTF8.self) }
  }
}

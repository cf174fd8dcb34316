import CertificateEncoding

extension Certificate {
  /// The SubjectPublicKeyInfo, tag and length included (RFC 5280 §4.1.2.7).
  package var publicKeyInfo: [UInt8] { Array(arena.bytes[layout.publicKeyInfo.range]) }

  /// Whether the SubjectPublicKeyInfo has these bytes.
  package func hasPublicKeyInfo(_ other: [UInt8]) -> Bool {
    let array = arena.bytes
    return array.span.equals(layout.publicKeyInfo.range, other.span, 0..<other.count)
  }

  /// A hash of the SubjectPublicKeyInfo: FNV-1a (draft-eastlake-fnv, §2) over bytes that tell keys apart, an RSA modulus'
  /// before its exponent and a curve's coordinate.
  package var publicKeyHash: UInt64 {
    let array = arena.bytes
    let bytes = array.span
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for offset in layout.publicKeyInfo.range.suffix(24) { hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01B3 }
    return hash ^ UInt64(truncatingIfNeeded: layout.publicKeyInfo.range.count)
  }
}

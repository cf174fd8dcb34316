import CertificateEncoding

extension Certificate {
  /// Where the bits of the subject's key lie in the arena, without the count of unused ones: what OCSP takes a hash of
  /// (RFC 6960 §4.1.1, §4.2.1); `nil` for a key that is not a whole number of bytes.
  package var keyBits: Range<Int>? {
    let array = arena.bytes
    return (try? PublicKeyParts(array.span, layout.publicKeyInfo.range))?.key
  }
}

import CertificateCryptography

extension ECDSAPublicKey {
  /// Whether bytes are one of the encodings of this key's point: whole, compressed, or hybrid.
  ///
  /// The hybrid one is whole and says by its first byte, 06 or 07, whether y is odd (X9.62 §4.3.6). RFC 5480 §2.2 has no
  /// room for it in a certificate, but beside a private key OpenSSL writes it where it is asked to.
  func isEncoded(as bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 1, bytes[0] == 6 || bytes[0] == 7 else {
      return (try? ECDSAPublicKey(curve: curve, point: bytes)) == self
    }
    guard bytes[bytes.count - 1] & 1 == bytes[0] & 1 else { return false }
    var whole: [UInt8] = [4]
    whole.reserveCapacity(bytes.count)
    for index in 1..<bytes.count { whole.append(bytes[index]) }
    return (try? ECDSAPublicKey(curve: curve, point: whole.span)) == self
  }
}

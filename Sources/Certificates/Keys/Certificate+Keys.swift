package import CertificateCryptography
import CertificateEncoding

extension Certificate {
  /// The subject's RSA key, ready to verify with; `nil` if the key is of another kind or breaks a rule.
  package var rsaKey: RSAPublicKey? {
    let array = arena.bytes
    let bytes = array.span
    return (try? PublicKeyParts(bytes, layout.publicKeyInfo.range))?.rsaKey(bytes)
  }
}

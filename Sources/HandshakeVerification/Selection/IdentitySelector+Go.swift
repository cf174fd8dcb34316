import CertificateCryptography
import CertificateEncoding
import Certificates

// The rules of Go's crypto/tls (1.27), as getClientCertificate, CertificateRequestInfo.SupportsCertificate and
// selectSignatureScheme have them:
//
// S1  the first scheme of the server's list that the key can do; in TLS 1.3 neither PKCS #1 v1.5 nor SHA-1, and ECDSA bound
//     to its curve; since 1.25 no SHA-1 in TLS 1.2 either (RFC 9155). RSA needs a modulus with room for the padding.
// S2  in TLS 1.2 the kinds of certificates strike schemes from the list first.
// S3  with authorities, some certificate of the file must have one of them as its issuer, byte for byte.
// S4  nothing else is looked at: not when the certificate is valid, nor its purposes, nor signature_algorithms_cert, nor
//     filters.
// S5  the first identity that fits goes out, and no other is ever tried in the same handshake.
extension IdentitySelector {
  /// The scheme for an identity, and what speaks against it.
  func goAnswer(
    _ chain: [Certificate], _ request: CertificateRequest, _ authorities: AuthorityIndex
  ) -> (scheme: SignatureScheme?, objections: [IdentityObjection]) {
    guard let leaf = chain.first else { return (nil, []) }
    let key = leaf.publicKey
    let is13 = request.version >= .tls13
    let able = SignatureScheme.known.filter { $0.isGoScheme(of: key, is13: is13) }
    guard !able.isEmpty else { return (nil, [.key(key)]) }
    guard let preferred = request.schemes.first(where: { able.contains($0) }) else { return (nil, [.schemes(key)]) }
    guard is13 || Self.isAllowedByGo(preferred, request.certificateTypes) else {
      return (nil, [.certificateTypes(key, request.certificateTypes)])
    }
    guard !request.authorities.isEmpty else { return (preferred, []) }
    guard !chain.contains(where: { authorities.hasEncoding(of: $0.issuer) }) else { return (preferred, []) }
    // A name that a person can't tell from one of the list deserves a reason of its own.
    let lookalike = chain.map { $0.issuer }.first { authorities.names($0) }
    return (nil, [lookalike.map { .authorityEncoding($0) } ?? .authorities])
  }

  /// certificateRequestInfoFromMsg: rsa_sign for RSA, ecdsa_sign for ECDSA and Ed25519.
  private static func isAllowedByGo(_ scheme: SignatureScheme, _ types: [ClientCertificateType]) -> Bool {
    switch scheme.algorithm {
    case .rsaPKCS1, .rsaPSS: types.contains(.rsaSign)
    case .ecdsa, .eddsa: types.contains(.ecdsaSign)
    default: false
    }
  }
}

extension SignatureScheme {
  /// Whether Go signs with the scheme for a key (auth.go, signatureSchemesForPublicKey).
  func isGoScheme(of key: PublicKey, is13: Bool) -> Bool {
    switch (key, algorithm) {
    // A key marked as RSASSA-PSS is not loaded.
    case (.rsa(let bitCount, _, .none), .rsaPSS(let parameters)):
      // rsa_pss_pss_* are not known.
      return rawValue < 0x0809 && (bitCount + 7) / 8 >= 2 * parameters.hash.digestByteCount + 2
    case (.rsa(let bitCount, _, .none), .rsaPKCS1(let hash)):
      switch hash {
      case .sha256, .sha384, .sha512: return !is13 && (bitCount + 7) / 8 >= 19 + hash.digestByteCount + 11
      default: return false
      }
    case (.ellipticCurve(let curve), .ecdsa(let hash)):
      switch (hash, curve) {
      case (.sha256, .p256), (.sha384, .p384), (.sha512, .p521): return true
      case (.sha256, _), (.sha384, _), (.sha512, _): return !is13
      default: return false
      }
    case (.edwards(.ed25519), .eddsa(.ed25519)): return true
    default: return false
    }
  }
}

package import Certificates

extension CertificateRequest {
  /// What speaks against a client's certificate by what was asked for; `nil` if nothing does.
  ///
  /// Schemes are another matter, which the proof is asked about. Authorities decide nothing: RFC 5246 §7.4.6 and RFC 8446
  /// §4.4.2.3 have the client's chain lead to one of them as a mere SHOULD.
  package func objection(to leaf: Certificate) -> HandshakeError.Reason? {
    // RFC 5246 §7.4.6, RFC 8422 §5.5: of a kind that was named.
    if version < .tls13, !names(leaf.publicKey) { return .certificateType(leaf.publicKey) }
    // RFC 8446 §4.4.2.3: the filters that the server knows how to match.
    for filter in filters where !leaf.matches(filter) { return .filter(filter.identifier) }
    return nil
  }

  /// Whether the kinds of certificates of TLS 1.2 have a key's (RFC 5246 §7.4.4, RFC 8422 §5.5): RSA by rsa_sign, those of
  /// ECDSA and EdDSA by ecdsa_sign, and DSA by dss_sign.
  ///
  /// Of a key that can't be told nothing is said here.
  package func names(_ key: PublicKey) -> Bool {
    switch key {
    case .rsa: certificateTypes.contains(.rsaSign)
    case .ellipticCurve, .edwards: certificateTypes.contains(.ecdsaSign)
    case .dsa: certificateTypes.contains(ClientCertificateType(rawValue: 2))
    case .unknown, .malformed: true
    case .mlDSA: false
    }
  }
}

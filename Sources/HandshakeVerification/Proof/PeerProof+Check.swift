import CertificateEncoding
package import CertificateVerification
package import Certificates

extension PeerProof {
  /// What speaks against the proof, by the key of a certificate; `nil` if the signature is right.
  ///
  /// What costs nothing is asked first.
  ///
  /// - Parameters:
  ///   - leaf: the peer's certificate.
  ///   - offered: the schemes that this side offered, which the peer's must be one of; `nil` if they are not known.
  ///   - policy: what is too weak.
  package func objection(
    of leaf: Certificate, offered: [SignatureScheme]?, policy: VerificationPolicy
  ) -> HandshakeError.Reason? {
    // RFC 8446 §4.4.3, RFC 5246 §7.4.3, §7.4.8: one of those that were offered.
    if let offered, !offered.contains(scheme) { return .schemeNotOffered(scheme) }
    guard let algorithm = scheme.algorithm else { return .schemeNotAllowed(scheme, .unknownScheme) }
    guard StrengthRule.isStrong(algorithm, policy) else { return .schemeWeak(scheme) }
    let key = leaf.subjectKey
    if let objection = scheme.objection(to: key.publicKey, in: version >= .tls13 ? .handshake13 : .handshake12) {
      return .schemeNotAllowed(scheme, objection)
    }
    if let cipherSuite, !cipherSuite.isSigned(by: key.publicKey) { return .keyNotOfCipherSuite(key.publicKey) }
    // RFC 8446 §4.4.2.2, RFC 5246 §7.4.2: a certificate with a key usage must have digitalSignature in it.
    if let usage = leaf.keyUsage, !usage.contains(.digitalSignature) { return .keyUsage }
    // A key that can't be computed with has been objected to, as no scheme is for it.
    guard let verificationKey = key.verificationKey else { return .schemeNotAllowed(scheme, .keyOfOtherKind) }
    let verdict = verificationKey.verdict(on: signature.span, of: message.span, algorithm: algorithm)
    return verdict == .valid ? nil : .signatureInvalid(verdict.flaw)
  }
}

extension CipherSuite {
  /// Whether the suite of TLS 1.2 is for a server with such a key (RFC 5246 §7.4.2, RFC 8422 §2, §5.10).
  fileprivate func isSigned(by key: PublicKey) -> Bool {
    switch (parts?.keyExchange, key) {
    case (.dheRSA, .rsa), (.ecdheRSA, .rsa), (.ecdheECDSA, .ellipticCurve), (.ecdheECDSA, .edwards): true
    // Of a suite that isn't known nothing can be said.
    case (nil, _): true
    default: false
    }
  }
}

extension Certificate {
  /// What the key may be used for; `nil` if the certificate does not say, or if what it says can't be read.
  var keyUsage: KeyUsage? {
    guard let value = firstExtension(.keyUsage)?.value else { return nil }
    let array = arena.bytes
    return try? KeyUsage(array.span, value)
  }
}

extension SignatureVerdict {
  fileprivate var flaw: SignatureFlaw? {
    if case .malformed(let flaw) = self { flaw } else { nil }
  }
}

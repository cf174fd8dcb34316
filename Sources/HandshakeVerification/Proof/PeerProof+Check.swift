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
  ///   - offered: the schemes that this side offered, which the peer's must be one of; `nil` if somebody else asks that.
  ///   - policy: what is too weak.
  package func objection(
    of leaf: Certificate, offered: [SignatureScheme]?, policy: VerificationPolicy
  ) -> HandshakeError.Reason? {
    // RFC 8446 §4.4.3, RFC 5246 §7.4.3, §7.4.8: one of those that were offered.
    if let offered, !offered.contains(scheme) { return .schemeNotOffered(scheme) }
    if let fault { return fault }
    let key = leaf.subjectKey
    if case .malformed(_, .modulusTooLarge) = key.publicKey { return .keyUnsupported(key.publicKey) }
    guard let algorithm = scheme.algorithm else { return unknownSchemeObjection(to: key.publicKey, policy) }
    guard StrengthRule.isStrong(algorithm, policy) else { return .schemeWeak(scheme) }
    if let objection = scheme.objection(to: key.publicKey, in: version >= .tls13 ? .handshake13 : .handshake12) {
      return .schemeNotAllowed(scheme, objection)
    }
    if let objection = cipherSuiteObjection(to: key.publicKey) { return objection }
    // RFC 8446 §4.4.2.2, RFC 5246 §7.4.2, RFC 5280 §4.2.1.3: a certificate with a key usage must have digitalSignature in it.
    guard leaf.maySign else { return .keyUsage }
    // The scheme is for such a key, on a curve that isn't computed with.
    guard let verificationKey = key.verificationKey else { return .keyUnsupported(key.publicKey) }
    let verdict = verificationKey.verdict(on: signature.span, of: message.span, algorithm: algorithm)
    return verdict == .valid ? nil : .signatureInvalid(verdict.flaw)
  }

  /// What is to be said of a scheme that isn't computed with: whether it is wrong at any rate.
  private func unknownSchemeObjection(to key: PublicKey, _ policy: VerificationPolicy) -> HandshakeError.Reason {
    if let objection = cipherSuiteObjection(to: key) { return objection }
    let (hash, signature) = (scheme.rawValue >> 8, scheme.rawValue & 0xFF)
    // RFC 5246 §7.4.1.4.1: MD5 to SHA-512, and RSA, DSA or ECDSA.
    guard (1...6).contains(hash), (1...3).contains(signature) else { return .schemeUnsupported(scheme) }
    // RFC 8446 §B.3.1.3: none of what TLS 1.3 left out.
    guard version < .tls13 else { return .schemeNotAllowed(scheme, .notInThisUse) }
    // RFC 9155 §4, §5.
    guard hash > 2 || hash == 2 && policy.allowsSHA1Signatures else { return .schemeWeak(scheme) }
    guard signature == 2 else { return .schemeUnsupported(scheme) }
    guard case .dsa = key else { return .schemeNotAllowed(scheme, .keyOfOtherKind) }
    return .schemeUnsupported(scheme)
  }

  /// Whether the suite of TLS 1.2 is for a server with another key (RFC 5246 §7.4.2, RFC 8422 §2, §5.10).
  private func cipherSuiteObjection(to key: PublicKey) -> HandshakeError.Reason? {
    guard let cipherSuite, version < .tls13 else { return nil }
    switch (cipherSuite.parts?.keyExchange, key) {
    case (.dheRSA, .rsa), (.ecdheRSA, .rsa), (.dheDSS, .dsa), (.ecdheECDSA, .ellipticCurve), (.ecdheECDSA, .edwards):
      return nil
    // A key that can't be told, as with GOST.
    case (_, .unknown): return .keyUnsupported(key)
    default: return .keyNotOfCipherSuite(key)
    }
  }
}

extension CipherSuite.KeyExchange {
  /// Whether the server signs its part of the exchange in TLS 1.2 (RFC 5246 §7.4.3, RFC 8422 §2).
  package var isSigned12: Bool {
    switch self {
    case .dheRSA, .dheDSS, .ecdheRSA, .ecdheECDSA: true
    default: false
    }
  }
}

extension HandshakeError.Reason {
  /// Whether it says no more than that something isn't computed with here, so that nobody can tell right from wrong.
  package var isForWantOfKnowledge: Bool {
    switch self {
    case .cipherSuiteUnknown, .keyUnsupported, .schemeUnsupported: true
    case .message(let error): error.isLimit
    default: false
    }
  }
}

extension Certificate {
  /// Whether the key may make signatures: the certificate has no key usage, or one with digitalSignature.
  ///
  /// One that can't be read permits nothing.
  var maySign: Bool {
    guard let value = firstExtension(.keyUsage)?.value else { return true }
    let array = arena.bytes
    guard let usage = try? KeyUsage(array.span, value) else { return false }
    return usage.contains(.digitalSignature)
  }
}

extension SignatureVerdict {
  fileprivate var flaw: SignatureFlaw? {
    if case .malformed(let flaw) = self { flaw } else { nil }
  }
}

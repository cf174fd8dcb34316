import CertificateCryptography
import CertificateVerification
import Certificates
import HandshakeVerification

extension Examiner {
  /// Whether a side's signature was made by the key of its certificate.
  func proof(
    _ proof: HandshakeFacts.Proof?, _ chain: PresentedChain?, _ side: Side, _ facts: HandshakeFacts
  ) -> StepResult {
    guard let proof else { return .notCheckable("no signature was recorded") }
    guard let leaf = chain?.leaf else { return .notCheckable("the \(side)'s certificate can't be read") }
    let scheme = proof.scheme
    let use: SignatureScheme.Use = facts.version == .tls13 ? .handshake13 : .handshake12
    if let objection = scheme.objection(to: leaf.publicKey, in: use) {
      return .fail("the signature's scheme \(scheme) is not one for the \(side)'s key: \(Self.words(objection))")
    }
    guard let algorithm = scheme.algorithm, let key = leaf.subjectKey.verificationKey else {
      return .notCheckable("signatures with the scheme \(scheme) are not checked here")
    }
    if algorithm == .rsaPKCS1(.sha1) || algorithm == .ecdsa(.sha1), !verifier.policy.allowsSHA1Signatures {
      return .fail("the signature is over a SHA-1 digest, which can be forged")
    }
    let (signature, content) = (proof.signature, proof.signedContent)
    switch key.verdict(on: signature.span, of: content.span, algorithm: algorithm) {
    case .valid:
      return .pass("the key of the \(side)'s certificate signed this handshake, with \(scheme)")
    case .invalid, .malformed, .keyOfOtherKind:
      return .fail("the key of the \(side)'s certificate did not make the signature over this handshake (\(scheme))")
    }
  }

  private static func words(_ objection: SignatureScheme.Objection) -> String {
    switch objection {
    case .unknownScheme: "the scheme is not known"
    case .notInThisUse: "the version has no place for the scheme"
    case .keyOfOtherKind: "the key is of another kind"
    case .keyOnOtherCurve: "the key is on another curve"
    case .keyTooShort: "the key is too short for it"
    }
  }
}

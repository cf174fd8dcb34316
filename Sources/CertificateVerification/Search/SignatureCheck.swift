import CertificateCryptography
import CertificateEncoding
import Certificates

/// What came of checking a certificate's signature with an issuer's key.
enum SignatureOutcome: Sendable, Hashable {
  /// The key made the signature.
  case valid
  /// It did not.
  case invalid
  /// Nothing can be said: the algorithm is not one that is checked here, or the key is of another kind.
  case unknown(Problem)
  /// The budget was spent before it could be checked.
  case notChecked
}

/// A signature that a certificate carries, and the key that may have made it (RFC 5280 §6.1.3 (a)(1)).
struct SignatureCheck {
  let child: Certificate
  let issuer: Certificate

  /// Checks the signature; variable-time, as everything here is public.
  func outcome(_ effort: inout SearchEffort, _ budget: SearchBudget) -> SignatureOutcome {
    let algorithm = child.signatureAlgorithm
    guard case .rsaPKCS1(let hash) = algorithm else {
      return .unknown(.signatureAlgorithmUnsupported(algorithm))
    }
    // RFC 4055 §1.2: a key marked as RSASSA-PSS makes no other signatures.
    let issuerKey = issuer.publicKey
    guard case .rsa(_, _, pssOnly: false) = issuerKey, let key = issuer.rsaKey else {
      return .unknown(.keyDoesNotFitSignature(algorithm, issuerKey: issuerKey))
    }
    // RFC 8017 §8.2.2 step 1: the signature has as many bytes as the modulus. It is asked before any work is spent.
    guard child.layout.signature.range.count == key.modulusByteCount else { return .invalid }
    guard effort.spendSignature(work: key.verificationCost, budget) else { return .notChecked }
    let array = child.arena.bytes
    let bytes = array.span
    let digest = hash.digest(of: bytes.extracting(child.layout.signedPart.range))
    let signature = bytes.extracting(child.layout.signature.range)
    return key.isValidPKCS1Signature(signature, of: digest) ? .valid : .invalid
  }
}

import CertificateCryptography
import CertificateEncoding
import Certificates

/// What came of checking a certificate's signature with an issuer's key.
enum SignatureOutcome: Sendable, Hashable {
  /// The key made the signature.
  case valid
  /// It did not; the flaw is why nobody's key can have made it, if that is known.
  case invalid(SignatureFlaw?)
  /// Nothing can be said: the algorithm or the key is not one that is checked here, or the key is of another kind.
  case unknown(Problem)
  /// The issuer's key breaks the rules of its own algorithm, so that nothing can be checked with it.
  case keyUnusable
  /// The budget was spent before it could be checked.
  case notChecked
}

/// Something that carries a signature over a part of itself.
protocol SignedObject {
  /// The algorithm of the signature.
  var signatureAlgorithm: SignatureAlgorithm { get }
  /// How many bytes the signature has.
  var signatureByteCount: Int { get }
  /// How many bytes the signed part has.
  var signedByteCount: Int { get }
  /// What a key says of the signature.
  func verdict(of key: VerificationKey) -> SignatureVerdict
}

extension Certificate: SignedObject {
  var signedByteCount: Int { layout.signedPart.range.count }
}

/// A signature that a certificate carries, or a response, and the key that may have made it (RFC 5280 §6.1.3 (a)(1)).
struct SignatureCheck<Object: SignedObject> {
  let child: Object
  let issuerKey: SubjectKey

  /// Checks the signature; variable-time, as everything here is public.
  ///
  /// - Parameter isKnownToBeValid: whether it has been found valid before, so that it is counted and not checked.
  func outcome(
    _ effort: inout SearchEffort, _ budget: SearchBudget, isKnownToBeValid: Bool = false
  ) -> SignatureOutcome {
    let algorithm = child.signatureAlgorithm
    switch algorithm {
    case .unknown: return .unknown(.signatureAlgorithmUnsupported(algorithm))
    case .malformed: return .unknown(.signatureAlgorithmMalformed(algorithm))
    default: break
    }
    guard let key = issuerKey.verificationKey else {
      return switch (issuerKey.publicKey, algorithm) {
      case (.malformed, _): .keyUnusable
      case (.ellipticCurve, .ecdsa): .unknown(.issuerKeyUnsupported(issuerKey.publicKey))
      default: misfit(algorithm)
      }
    }
    guard key.fits(algorithm) else { return misfit(algorithm) }
    // Another key's signature, which a glance at its length tells, costs nothing.
    guard key.canSign(byteCount: child.signatureByteCount) else { return .invalid(nil) }
    let work = key.work(messageByteCount: child.signedByteCount)
    guard effort.spendSignature(work: work, budget) else { return .notChecked }
    if isKnownToBeValid {
      effort.rememberedSignatures += 1
      return .valid
    }
    return switch child.verdict(of: key) {
    case .valid: .valid
    case .invalid: .invalid(nil)
    case .malformed(let flaw): .invalid(flaw)
    case .keyOfOtherKind: misfit(algorithm)
    }
  }

  private func misfit(_ algorithm: SignatureAlgorithm) -> SignatureOutcome {
    .unknown(.keyDoesNotFitSignature(algorithm, issuerKey: issuerKey.publicKey))
  }
}

extension VerificationKey {
  /// What it costs to check a signature of a message, in units of signature work.
  ///
  /// A unit is some 20 µs; the slowest digests (SHA-256 without special instructions, and SHA-3) take 3 to 6 µs for a
  /// kilobyte, so that 4,096 bytes of a message count as much as one unit.
  func work(messageByteCount: Int) -> Int { cost + messageByteCount / 4096 }
}

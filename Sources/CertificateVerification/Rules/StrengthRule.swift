import CertificateCryptography
import CertificateEncoding
package import Certificates

/// Keys and digests are strong enough (NIST SP 800-131A revision 2, CA/Browser Forum baseline §6.1.5 and §7.1.3.2).
///
/// The key of every certificate is looked at, an anchor's included, because each vouches for something. The signature
/// of an anchor is not: nobody relies on it.
package enum StrengthRule {
  static func checkKey(_ context: RuleContext) -> Problem? {
    let key = context.publicKey
    let policy = context.request.policy
    if policy.requiresBaselineKeys, !isInBaseline(key) { return .keyNotAllowed(key) }
    switch key {
    case .malformed: return .keyMalformed(key)
    case .rsa(let bitCount, _, _):
      if bitCount < policy.minimumRSABitCount { return .keyTooShort(key, minimum: policy.minimumRSABitCount) }
      if policy.requiresWholeByteModulus, bitCount % 8 != 0 { return .modulusNotWholeBytes(key) }
      return nil
    // NIST SP 800-131A §3: 224 bits are the least; P-192 has 96 bits of strength.
    case .ellipticCurve(.p192): return .keyTooShort(key, minimum: 224)
    default: return nil
    }
  }

  /// Whether the CA/Browser Forum's baseline has keys of this kind (§6.1.5, §7.1.3.1).
  private static func isInBaseline(_ key: PublicKey) -> Bool {
    switch key {
    // What is wrong with a malformed key is said below.
    case .rsa, .ellipticCurve(.p256), .ellipticCurve(.p384), .ellipticCurve(.p521), .malformed: true
    default: false
    }
  }

  static func checkSignature(_ context: RuleContext) -> Problem? {
    guard !context.isTrusted else { return nil }
    let algorithm = context.certificate.signatureAlgorithm
    return isStrong(algorithm, context.request.policy) ? nil : .signatureAlgorithmWeak(algorithm)
  }

  /// Whether a signature's digest is one that nobody makes collisions of, or that the policy allows nonetheless.
  package static func isStrong(_ algorithm: SignatureAlgorithm, _ policy: VerificationPolicy) -> Bool {
    switch algorithm {
    case .rsaPKCS1(.sha1), .ecdsa(.sha1): policy.allowsSHA1Signatures
    // The mask's digest need not resist collisions (RFC 8017 §9.1, note 4), so that only the message's counts.
    case .rsaPSS(let parameters) where parameters.hash == .sha1: policy.allowsSHA1Signatures
    case .unknown(.md2WithRSAEncryption), .unknown(.md4WithRSAEncryption), .unknown(.md5WithRSAEncryption): false
    default: true
    }
  }
}

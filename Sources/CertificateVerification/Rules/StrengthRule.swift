import CertificateCryptography
import CertificateEncoding
import Certificates

/// Keys and digests are strong enough (NIST SP 800-131A revision 2, CA/Browser Forum baseline §6.1.5 and §7.1.3.2).
///
/// The key of every certificate is looked at, an anchor's included, because each vouches for something. The signature
/// of an anchor is not: nobody relies on it.
enum StrengthRule {
  static func checkKey(_ context: RuleContext) -> Problem? {
    let key = context.publicKey
    let policy = context.request.policy
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

  static func checkSignature(_ context: RuleContext) -> Problem? {
    context.isTrusted ? nil : weakness(of: context.certificate.signatureAlgorithm, context.request.policy)
  }

  /// What makes signatures of an algorithm worth nothing.
  static func weakness(of algorithm: SignatureAlgorithm, _ policy: VerificationPolicy) -> Problem? {
    switch algorithm {
    case .rsaPKCS1(.sha1), .ecdsa(.sha1):
      return policy.allowsSHA1Signatures ? nil : .signatureAlgorithmWeak(algorithm)
    // The mask's digest need not resist collisions (RFC 8017 §9.1, note 4), so that only the message's counts.
    case .rsaPSS(let parameters) where parameters.hash == .sha1:
      return policy.allowsSHA1Signatures ? nil : .signatureAlgorithmWeak(algorithm)
    case .unknown(.md2WithRSAEncryption), .unknown(.md4WithRSAEncryption), .unknown(.md5WithRSAEncryption):
      return .signatureAlgorithmWeak(algorithm)
    default: return nil
    }
  }
}

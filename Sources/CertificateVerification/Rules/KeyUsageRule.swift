import CertificateEncoding
import Certificates

/// Whoever signs certificates may do so by its key usage (RFC 5280 §6.1.4 (n), §4.2.1.3), and a key of
/// ML-DSA, which only signs, is marked for signing and for nothing else (RFC 9881 §5).
///
/// Deviation: RFC 9295 §3 says the same of keys on Edwards curves, and is not enforced. It came years after them, and
/// common tools mark each leaf for key encipherment; the key can't do that, so that nothing depends on the bit.
///
/// A certificate without the extension may, unless the policy demands one of authorities. A leaf must not be marked for
/// signing certificates if it is no authority, and not for nothing at all (§4.2.1.3). Its other bits matter to the
/// handshake, which knows what its key is used for, and not to the path. Deviation: the bits of a leaf that the trust
/// store vouches for are not looked at.
enum KeyUsageRule {
  static func check(_ context: RuleContext) -> Problem? {
    if case .mlDSA = context.publicKey, let usage = context.facts.keyUsage,
      !usage.isDisjoint(with: .encryptionAndAgreement) || usage.isDisjoint(with: .signing)
    {
      return .usageNotOfKey(context.publicKey)
    }
    guard let usage = context.facts.keyUsage else {
      // CA/Browser Forum baseline §7.1.2.1.2, §7.1.2.10.2.
      let isMissing =
        context.role != .leaf && context.request.policy.requiresKeyUsageOfAuthorities
        && !context.facts.isMalformed(.keyUsage)
      return isMissing ? .usageMissing : nil
    }
    if context.role != .leaf { return usage.contains(.keyCertSign) ? nil : .signingNotAllowed }
    if context.isTrusted { return nil }
    // RFC 5280 §4.2.1.3: at least one bit; and who is no authority does not sign certificates.
    if usage.isEmpty { return .usageEmpty }
    return usage.contains(.keyCertSign) && context.facts.basicConstraints?.isCA != true ? .signingByNoAuthority : nil
  }
}

extension KeyUsage {
  /// What a key does that signs.
  fileprivate static var signing: KeyUsage { [.digitalSignature, .contentCommitment, .keyCertSign, .crlSign] }

  /// What a key does that does not sign.
  fileprivate static var encryptionAndAgreement: KeyUsage {
    [.keyEncipherment, .dataEncipherment, .keyAgreement, .encipherOnly, .decipherOnly]
  }
}

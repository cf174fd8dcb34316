import Certificates

/// Whoever signs certificates may do so by its key usage (RFC 5280 §6.1.4 (n), §4.2.1.3), and a key of
/// ML-DSA, which only signs, is marked for signing and for nothing else (RFC 9881 §5).
///
/// Deviation: RFC 9295 §3 says the same of keys on Edwards curves, and is not enforced. It came years after them, and
/// common tools mark each leaf for key encipherment; the key can't do that, so that nothing depends on the bit.
///
/// A certificate without the extension may. The leaf's other bits matter to the handshake, which knows what its key is
/// used for, and not to the path.
enum KeyUsageRule {
  static func check(_ context: RuleContext) -> Problem? {
    if case .mlDSA = context.publicKey, let usage = context.facts.keyUsage,
      !usage.isDisjoint(with: .encryptionAndAgreement) || usage.isDisjoint(with: .signing)
    {
      return .usageNotOfKey(context.publicKey)
    }
    guard context.role != .leaf, let usage = context.facts.keyUsage, !usage.contains(.keyCertSign) else {
      return nil
    }
    return .signingNotAllowed
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

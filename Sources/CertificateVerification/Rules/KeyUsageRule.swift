import Certificates

/// Whoever signs certificates may do so by its key usage (RFC 5280 §6.1.4 (n), §4.2.1.3), and a key that can only sign
/// is not marked for anything else (RFC 9881 §5 for ML-DSA, RFC 9295 §3 for Edwards curves).
///
/// A certificate without the extension may. The leaf's other bits matter to the handshake, which knows what its key is
/// used for, and not to the path.
enum KeyUsageRule {
  static func check(_ context: RuleContext) -> Problem? {
    if let usage = context.facts.keyUsage, !usage.isDisjoint(with: .encryptionAndAgreement) {
      switch context.facts.publicKey {
      case .mlDSA, .edwards: return .usageNotOfKey(context.facts.publicKey)
      default: break
      }
    }
    guard context.role != .leaf, let usage = context.facts.keyUsage, !usage.contains(.keyCertSign) else {
      return nil
    }
    return .signingNotAllowed
  }
}

extension KeyUsage {
  /// What a key does that does not sign.
  fileprivate static var encryptionAndAgreement: KeyUsage {
    [.keyEncipherment, .dataEncipherment, .keyAgreement, .encipherOnly, .decipherOnly]
  }
}

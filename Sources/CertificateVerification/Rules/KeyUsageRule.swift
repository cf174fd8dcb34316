import Certificates

/// Whoever signs certificates may do so by its key usage (RFC 5280 §6.1.4 (n), §4.2.1.3).
///
/// A certificate without the extension may. The leaf's own bits matter to the handshake, which knows what its key is
/// used for, and not to the path.
enum KeyUsageRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.role != .leaf, let usage = context.facts.keyUsage, !usage.contains(.keyCertSign) else {
      return nil
    }
    return .signingNotAllowed
  }
}

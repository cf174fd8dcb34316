/// How much a policy wants to be told of key identifiers (RFC 5280 §4.2.1.1, §4.2.1.2).
///
/// In any case they are hints that speed up a search, and no trust rests on them.
public enum KeyIdentifierDemand: Sendable, Hashable {
  /// Nothing: they may be there or not, and differ.
  case ignored
  /// What belongs together: whoever tells its own key's identifier tells its issuer's as well, if that has one, and an
  /// intermediate that tells its issuer's tells its own. Chains without any are fine.
  case consistent
  /// All that the CA/Browser Forum's baseline wants (§7.1.2.1.3, §7.1.2.11.1): each authority has one, each certificate
  /// tells the same of its issuer and nothing else, and a root that tells its issuer's tells its own.
  case complete
}

import Certificates

/// No more intermediates follow than an authority allows (RFC 5280 §6.1.4 (l) and (m), §4.2.1.9).
///
/// Self-issued intermediates do not count. The rule binds anchors that carry the constraint as well: RFC 5937 §3
/// lets an anchor's constraints start the path's.
enum PathLengthRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.role != .leaf, let allowed = context.facts.basicConstraints?.pathLength,
      context.intermediatesBelow > allowed
    else { return nil }
    return .pathTooLong(allowed: allowed, found: context.intermediatesBelow)
  }
}

/// Every critical extension is understood and acted upon (RFC 5280 §6.1.4 (o), §6.1.5 (f)).
///
/// Deviation: it holds for anchors as well; what their owner marked as critical limits what the anchor may vouch for.
enum CriticalExtensionRule {
  static func check(_ context: RuleContext) -> Problem? { context.facts.unprocessed }
}

import CertificateEncoding

/// Every critical extension is understood and acted upon (RFC 5280 §6.1.4 (o), §6.1.5 (f)).
///
/// Deviation: it holds for anchors as well; what their owner marked as critical limits what the anchor may vouch for.
///
/// Distribution points of revocation lists are acted upon where revocation is asked.
enum CriticalExtensionRule {
  static func check(_ context: RuleContext) -> Problem? {
    if let problem = context.facts.unprocessed { return problem }
    let asksRevocation = context.request.policy.revocation != .off || context.request.servesRevocation
    return context.facts.hasCriticalDistributionPoints && !asksRevocation
      ? .criticalExtensionUnsupported(.crlDistributionPoints) : nil
  }
}

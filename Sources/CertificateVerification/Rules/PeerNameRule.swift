import CertificateEncoding
import Certificates

/// The leaf is for the peer that was asked for (RFC 9525 §6, RFC 5280 §4.2.1.6).
///
/// Only the subject alternative name counts: DNS names for a DNS name, IP addresses for an IP address, and never the
/// subject's common name (RFC 9525 §2). A malformed alternative matches nothing and spoils nothing.
enum PeerNameRule {
  /// How many alternatives a finding quotes.
  static let quotedCount = 8

  static func findings(_ context: RuleContext, _ effort: inout SearchEffort) -> [Finding] {
    problem(context, &effort).map { [Finding($0, certificate: context.position)] } ?? []
  }

  private static func problem(_ context: RuleContext, _ effort: inout SearchEffort) -> Problem? {
    guard let name = context.request.name else { return nil }
    let reference: ReferenceIdentity
    do {
      reference = try ReferenceIdentity(name)
    } catch {
      return .referenceNameInvalid(name, error)
    }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    var isOverBudget = false
    let budget = context.request.policy.budget
    let isMatch =
      context.facts.subjectAltName?.contains(bytes) { alternative in
        isOverBudget = isOverBudget || !effort.spendName(budget)
        return isOverBudget || matches(bytes, alternative, reference)
      } ?? false
    if isOverBudget { return .budgetExhausted(.names, limit: budget.names) }
    if isMatch { return nil }
    return .nameMismatch(name, presented: presentedNames(context, bytes))
  }

  private static func matches(
    _ bytes: Span<UInt8>, _ alternative: GeneralName, _ reference: ReferenceIdentity
  ) -> Bool {
    switch (alternative, reference) {
    case (.dnsName(let range), .dns(let name)): DNSPattern.matches(bytes, range, name)
    case (.ipAddress(let range), .ip(let address)): address.equals(bytes, range)
    default: false
    }
  }

  /// The names that the leaf is for, as far as a person wants to read them.
  private static func presentedNames(_ context: RuleContext, _ bytes: Span<UInt8>) -> Problem.PresentedNames {
    var texts: [String] = []
    var count = 0
    context.facts.subjectAltName?.forEach(bytes) { alternative in
      switch alternative {
      case .dnsName, .ipAddress:
        count += 1
        if texts.count < quotedCount { texts.append(alternative.describe(bytes)) }
      default: break
      }
    }
    return Problem.PresentedNames(
      alternatives: texts, count: count, commonName: context.certificate.subject.commonName)
  }
}

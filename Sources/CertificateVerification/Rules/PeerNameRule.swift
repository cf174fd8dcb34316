import CertificateEncoding
import Certificates

/// The leaf is for the peer that was asked for (RFC 9525 §6, RFC 5280 §4.2.1.6).
///
/// Only the subject alternative name counts: DNS names for a DNS name, IP addresses for an IP address, mailboxes for a
/// mailbox, and never the subject's common name (RFC 9525 §2). A malformed alternative matches nothing and spoils nothing.
/// One with an underscore, which is not in the preferred syntax of RFC 1034 §3.5, is malformed unless the policy says
/// otherwise; a wildcard may stand for a name that has one.
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
    var hasUnderscore = false
    let budget = context.request.policy.budget
    let isMatch =
      context.facts.subjectAltName?.contains(bytes) { alternative in
        isOverBudget = isOverBudget || !effort.spendName(budget)
        if isOverBudget { return true }
        guard matches(bytes, alternative, reference) else { return false }
        guard !context.request.policy.allowsUnderscores, case .dnsName(let range) = alternative,
          range.contains(where: { bytes[$0] == UInt8(ascii: "_") })
        else { return true }
        hasUnderscore = true
        return false
      } ?? false
    if isOverBudget { return .budgetExhausted(.names, limit: budget.names) }
    if isMatch { return nil }
    if hasUnderscore { return .nameWithUnderscore(name) }
    return .nameMismatch(name, presented: presentedNames(context, bytes, mailboxes: reference.isMailbox))
  }

  private static func matches(
    _ bytes: Span<UInt8>, _ alternative: GeneralName, _ reference: ReferenceIdentity
  ) -> Bool {
    switch (alternative, reference) {
    case (.dnsName(let range), .dns(let name)): DNSPattern.matches(bytes, range, name)
    case (.ipAddress(let range), .ip(let address)): address.equals(bytes, range)
    case (.rfc822Name, .email(let mailbox)), (.otherName, .email(let mailbox)): mailbox.matches(bytes, alternative)
    default: false
    }
  }

  /// The names that the leaf is for, as far as a person wants to read them.
  private static func presentedNames(
    _ context: RuleContext, _ bytes: Span<UInt8>, mailboxes: Bool
  ) -> Problem.PresentedNames {
    var texts: [String] = []
    var count = 0
    context.facts.subjectAltName?.forEach(bytes) { alternative in
      let isOfInterest =
        switch alternative {
        case .dnsName, .ipAddress: !mailboxes
        case .rfc822Name, .otherName(.smtpUTF8Mailbox, _): mailboxes
        default: false
        }
      guard isOfInterest else { return }
      count += 1
      if texts.count < quotedCount { texts.append(alternative.describe(bytes)) }
    }
    return Problem.PresentedNames(
      alternatives: texts, count: count, commonName: context.certificate.subject.commonName)
  }
}

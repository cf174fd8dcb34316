import CertificateEncoding
import Certificates

/// The name constraints of one certificate, ready to be asked about those below it (RFC 5280 §4.2.1.10, §6.1.3 (b), (c)).
///
/// Making one takes the time of a sort, and each name that of a search, however many subtrees there are: pairs of
/// names and subtrees are what a stranger would make many of (CVE-2018-16875, golang/go#78282).
struct NameConstraintSet: Sendable {
  private let certificate: Certificate
  /// Where the subtrees lie: in that certificate, or in what a trust store says beside it.
  private let source: [UInt8]
  /// Whether a trust store says it, and not the certificate.
  let isOfTrustStore: Bool
  private let permitted: SubtreeSet
  private let excluded: SubtreeSet
  private let constraints: NameConstraints

  /// How many subtrees a violation quotes.
  private static let quotedCount = 8

  /// Reads the constraints of `certificate`, which lie in `source`.
  init(
    _ certificate: Certificate, _ source: [UInt8], _ constraints: NameConstraints, isOfTrustStore: Bool = false
  ) throws(SubtreeSet.Malformation) {
    let bytes = source.span
    self.certificate = certificate
    self.source = source
    self.isOfTrustStore = isOfTrustStore
    self.constraints = constraints
    // Leading dots are for ``NameConstraintsRule`` to allow or not; what the trust store says has none.
    permitted =
      if let subtrees = constraints.permitted { try SubtreeSet(bytes, subtrees, .leadingDots) } else { SubtreeSet() }
    excluded =
      if let subtrees = constraints.excluded {
        try SubtreeSet(bytes, subtrees, [.excluded, .leadingDots])
      } else {
        SubtreeSet()
      }
  }

  /// What a certificate below is called that it must not be; `nil` if nothing, or if the budget ended first.
  func violation(
    by node: PathNode, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> NameConstraintViolation? {
    let array = node.certificate.arena.bytes
    let bytes = array.span
    let subject = node.certificate.layout.subject.range
    let forms = permitted.forms.union(excluded.forms)
    if forms.contains(.directoryName), !node.certificate.subject.isEmpty, effort.spendConstrainedNames(1, budget),
      let violation = violation(bytes, .directoryName(subject), &effort, budget)
    {
      return violation
    }
    guard let names = node.facts.subjectAltName else {
      // RFC 5280 §4.2.1.10: without alternative names, mailboxes in the subject count.
      guard forms.contains(.rfc822Name) else { return nil }
      for range in DistinguishedName.emailAddresses(bytes, subject) where effort.spendConstrainedNames(1, budget) {
        if let violation = violation(bytes, .rfc822Name(range), &effort, budget) { return violation }
      }
      return nil
    }
    // Names are read only where one is of a form that is constrained, and then each counts, whatever its form: a stranger
    // has the same list read for every one of a thousand authorities.
    guard !forms.isDisjoint(with: node.facts.alternativeNameForms) else { return nil }
    var reader = names.makeReader()
    while let name = reader.next(bytes), effort.spendConstrainedNames(1, budget) {
      if let violation = violation(bytes, name, &effort, budget) { return violation }
      // RFC 9598 §6: constraints on mailboxes hold for internationalized ones, whose hosts are A-labels.
      if case .otherName(.smtpUTF8Mailbox, let value) = name,
        let violation = violation(bytes, .rfc822Name(Self.contents(bytes, value)), &effort, budget)
      {
        return violation
      }
    }
    return nil
  }

  /// The contents of the element that fills a range.
  private static func contents(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var reader = DERReader(range)
    return (try? reader.read(bytes).contents) ?? range
  }

  private func violation(
    _ bytes: Span<UInt8>, _ name: GeneralName, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> NameConstraintViolation? {
    let (isPermitted, isExcluded) = (permitted.hasSubtree(ofTheFormOf: name), excluded.hasSubtree(ofTheFormOf: name))
    guard isPermitted || isExcluded else { return nil }
    let base = source.span
    func violation(_ kind: NameConstraintViolation.Kind) -> NameConstraintViolation {
      NameConstraintViolation(
        name: name.describe(bytes), kind: kind, authority: certificate, isOfTrustStore: isOfTrustStore)
    }
    if isExcluded {
      switch excluded.relation(bytes, name, base: base, &effort, budget) {
      case .inside(let source): return violation(.excluded(subtree: name.text(base, source)))
      case .partlyInside(let source): return violation(.reachesExcluded(subtree: name.text(base, source)))
      case .malformed: return violation(.malformed)
      case .incomparable: return violation(.notComparable)
      case .unprocessed: return violation(.formNotProcessed)
      case .outside, .notCompared: break
      }
    }
    if isPermitted {
      switch permitted.relation(bytes, name, base: base, &effort, budget) {
      case .outside, .partlyInside: return violation(permittedSubtrees(NameForms(name), base))
      case .malformed: return violation(.malformed)
      case .incomparable: return violation(.notComparable)
      case .unprocessed: return violation(.formNotProcessed)
      case .inside, .notCompared: break
      }
    }
    return nil
  }

  private func permittedSubtrees(_ form: NameForms, _ base: Span<UInt8>) -> NameConstraintViolation.Kind {
    var texts: [String] = []
    var count = 0
    constraints.permitted?.forEach(base) { subtree in
      guard NameForms(subtree.base) == form else { return }
      count += 1
      if texts.count < Self.quotedCount { texts.append(subtree.base.describe(base)) }
    }
    return .notPermitted(subtrees: texts, count: count)
  }
}

extension GeneralName {
  /// A subtree of the same form as this name, in words.
  fileprivate func text(_ bytes: Span<UInt8>, _ source: Range<Int>) -> String {
    switch self {
    case .rfc822Name: GeneralName.rfc822Name(source).describe(bytes)
    case .dnsName: GeneralName.dnsName(source).describe(bytes)
    case .directoryName: GeneralName.directoryName(source).describe(bytes)
    case .uniformResourceIdentifier: GeneralName.uniformResourceIdentifier(source).describe(bytes)
    case .ipAddress: GeneralName.ipAddress(source).describe(bytes)
    // Of the others nothing is ever found to be inside.
    case .otherName, .x400Address, .ediPartyName, .registeredID: describe(bytes)
    }
  }
}

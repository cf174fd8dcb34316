import CertificateEncoding
import Certificates

/// No certificate has a name that an authority above it does not allow (RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g)).
///
/// Every authority that comes onto a path is asked about all certificates below it: that each authority's constraints
/// are kept is what the intersections and unions of §6.1.4 (g) come to. An anchor's own constraints hold as well
/// (RFC 5937 §3.2). A name of a form that is constrained and not known how to compare is refused (§4.2.1.10);
/// each type of an otherName is a form of its own.
///
/// An excluded directory name must not be stepped around by another spelling of it. So where directory names are excluded, a
/// name is refused whose comparison would come to nothing sure: one with a character that is drawn as nothing, a control
/// character, a space other than that of ASCII, a compatibility character (full-width letters, ligatures, `ª`, `™`), a value
/// beyond ASCII that folds into ASCII (`Straße`), or more than 2,048 bytes. An excluded name of that kind is malformed.
///
/// Deviations: the constraints are asked from the leaf up, so that a path that breaks them is left at once. Mailboxes in
/// the subject count only where there is no subject alternative name, as §4.2.1.10 has it.
enum NameConstraintsRule {
  /// What speaks against the constraints themselves.
  static func checkForm(_ context: RuleContext) -> Problem? {
    guard context.facts.nameConstraints != nil else { return nil }
    let isCritical = context.facts.hasCriticalNameConstraints
    // §4.2.1.10: only in an authority's certificate, and critical.
    guard context.facts.basicConstraints?.isCA == true else {
      // Whether it is an authority can't be told of one whose basic constraints are malformed, which is another rule's.
      return context.facts.isMalformed(.basicConstraints) ? nil : .nameConstraintsMisplaced(isCritical: isCritical)
    }
    let policy = context.request.policy
    guard isCritical || policy.allowsNonCriticalNameConstraints else {
      return .nameConstraintsMisplaced(isCritical: false)
    }
    // §4.2.1.10: a leading dot is for URIs and mailboxes.
    guard let subtree = context.facts.leadingDotConstraint, !policy.allowsLeadingDotInDNSConstraints else { return nil }
    let array = context.certificate.arena.bytes
    return .nameConstraintMalformed(subtree.describe(array.span))
  }

  /// What an authority that comes onto a path objects to in the certificates below it, the leaf first.
  static func findings(
    _ authority: PathNode, above path: [PathNode], _ memory: inout SearchMemory, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> [Finding] {
    guard let constraints = authority.facts.nameConstraints else { return [] }
    let own = memory.nameConstraints(of: authority, constraints, &effort, budget)
    return findings(own, authority, above: path, &memory, &effort, budget)
  }

  /// What constraints that hold below an authority object to in the certificates there.
  static func findings(
    _ constraints: SearchMemory.Constraints, _ authority: PathNode, above path: [PathNode],
    _ memory: inout SearchMemory, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> [Finding] {
    switch constraints {
    case .malformed(let text): return [Finding(.nameConstraintMalformed(text), certificate: path.count)]
    case .notRead: return []
    case .ready(let set):
      var findings: [Finding] = []
      for (position, node) in path.enumerated() {
        // §6.1.3 (b): self-issued certificates are exempt, unless they are the leaf.
        if position > 0, node.isSelfIssued { continue }
        if let violation = memory.violation(of: set, authority, by: node, &effort, budget) {
          findings.append(Finding(.nameNotAllowed(violation), certificate: position))
        }
      }
      return findings
    }
  }
}

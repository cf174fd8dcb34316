import Certificates

extension Sentences {
  func nameConstraints(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .nameNotAllowed(let violation): return nameNotAllowed(violation, place)
    case .nameConstraintMalformed(let subtree):
      return Words(
        "the name constraints of \(place.subject) are malformed.",
        "\(Self.quoted(subtree)) is no subtree of its form, so that nobody can say which names it allows.",
        remedy: "Ask \(place.keeper) for a certificate whose name constraints follow RFC 5280: DNS names without a "
          + "leading dot or wildcard, addresses with a mask of ones and then zeros. Those of DNS names with a leading dot "
          + "can be allowed: \(Self.switches("allowsLeadingDotInDNSConstraints", "--allow leading-dot-constraints")).")
    case .nameConstraintsMisplaced(let isCritical):
      let isAuthority = place.certificate.map { CertificateFacts($0).basicConstraints?.isCA == true } ?? false
      guard isAuthority, !isCritical else {
        return Words(
          "\(place.subject) has name constraints that it should not have.",
          "Only an authority's certificate may limit the names below it.",
          remedy: "Ask \(place.keeper) for a certificate without name constraints.")
      }
      return Words(
        "\(place.subject) has name constraints that are not marked as critical.",
        "Whoever does not know them would pass over them.",
        remedy: "Ask \(place.keeper) for a certificate with critical name constraints, or allow it: "
          + "\(Self.switches("allowsNonCriticalNameConstraints", "--allow non-critical-name-constraints")).")
    default: return Words("", "", remedy: "")
    }
  }

  private func nameNotAllowed(_ violation: NameConstraintViolation, _ place: Place) -> Words {
    let authority =
      violation.isOfTrustStore
      ? "The trust store's entry for \(Self.name(violation.authority))" : Self.name(violation.authority)
    let name = Self.quoted(violation.name)
    let fact =
      switch violation.kind {
      case .notPermitted(let subtrees, let count):
        "\(authority) permits only: " + subtrees.joined(separator: ", ")
          + (count > subtrees.count ? ", and \(count - subtrees.count) more." : ".")
      case .excluded(let subtree): "\(authority) excludes \(subtree)."
      case .reachesExcluded(let subtree):
        "\(authority) excludes \(subtree), which is one of the names that the wildcard stands for."
      case .malformed: "\(authority) constrains names of this form, and it is not a proper one."
      case .notComparable:
        "\(authority) constrains names of this form, and this one can't be compared: it is too long, or has characters "
          + "that are drawn as nothing or read as others."
      case .formNotProcessed: "\(authority) constrains names of this form, which can't be compared here."
      }
    return Words(
      "\(place.subject) has the name \(name), which an authority above it does not allow.", fact,
      remedy: "Ask \(place.keeper) for a certificate without this name, or have it issued by an authority that may "
        + "issue it.")
  }
}

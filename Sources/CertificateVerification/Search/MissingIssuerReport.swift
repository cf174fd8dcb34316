import CertificateEncoding
import Certificates

/// Finds out what can be said of an issuer that is not at hand.
enum MissingIssuerReport {
  /// The most anchors among which the nearest is looked for, beside those of the same name: a hundred times as many
  /// as systems have.
  private static let maximumAnchorCount = 15_000

  /// Describes the issuer of `child`, and the anchor that comes nearest to it.
  ///
  /// `comparesAll` says whether anchors of another name are looked at too, which takes a walk through the store.
  static func make(for child: PathNode, in trust: TrustStore, comparesAll: Bool) -> Problem.MissingIssuer {
    let certificate = child.certificate
    let array = certificate.arena.bytes
    let keyIdentifier = child.facts.authorityKeyIdentifier.map { Array(array[$0]) }
    return Problem.MissingIssuer(
      name: certificate.issuer,
      keyIdentifier: keyIdentifier,
      isSelfIssued: child.isSelfIssued,
      issuerURL: certificate.issuerURL,
      nearest: nearestAnchor(to: certificate, keyIdentifier, trust, comparesAll),
      anchorCount: trust.count,
      comparedAllAnchors: comparesAll && trust.count <= maximumAnchorCount)
  }

  /// The anchor with the same name, else the one with the same key identifier, else one of the same organization.
  private static func nearestAnchor(
    to child: Certificate, _ keyIdentifier: [UInt8]?, _ trust: TrustStore, _ comparesAll: Bool
  ) -> Problem.Nearest? {
    var namesake: Certificate?
    // As many comparisons as hardly any store asks for: this is a report and no search.
    var (effort, budget) = (SearchEffort(), SearchBudget())
    budget.nameComparisons = 20
    trust.forEachIssuerByName(of: child, &effort, budget) { _, _, anchor in
      namesake = anchor
      return false
    }
    if let namesake { return Problem.Nearest(anchor: namesake, likeness: .sameName) }

    let organization = child.issuer.organization
    var colleague: Certificate?
    var (remaining, keyMate): (Int, Certificate?) = (comparesAll ? maximumAnchorCount : 0, nil)
    trust.forEachAnchor { anchor in
      guard remaining > 0 else { return false }
      remaining -= 1
      if let keyIdentifier, anchor.subjectKeyIdentifier == keyIdentifier { keyMate = anchor }
      if let organization, colleague == nil, anchor.subject.organization == organization { colleague = anchor }
      return keyMate == nil
    }
    if let keyMate { return Problem.Nearest(anchor: keyMate, likeness: .sameKeyIdentifier) }
    return colleague.map { Problem.Nearest(anchor: $0, likeness: .sameOrganization) }
  }
}

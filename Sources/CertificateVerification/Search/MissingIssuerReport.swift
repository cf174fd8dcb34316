import CertificateEncoding
import Certificates

/// Finds out what can be said of an issuer that is not at hand.
enum MissingIssuerReport {
  /// Describes the issuer of `child`, and the anchor that comes nearest to it.
  static func make(for child: PathNode, in trust: TrustStore) -> Problem.MissingIssuer {
    let certificate = child.certificate
    let array = certificate.arena.bytes
    let keyIdentifier = child.facts.authorityKeyIdentifier.map { Array(array[$0]) }
    return Problem.MissingIssuer(
      name: certificate.issuer,
      keyIdentifier: keyIdentifier,
      isSelfIssued: certificate.isSelfIssued,
      issuerURL: certificate.issuerURL,
      nearest: nearestAnchor(to: certificate, keyIdentifier, trust),
      anchorCount: trust.count)
  }

  /// The anchor with the same name, else the one with the same key identifier, else one of the same organization.
  ///
  /// It walks through all anchors once, which only a refusal pays for.
  private static func nearestAnchor(
    to child: Certificate, _ keyIdentifier: [UInt8]?, _ trust: TrustStore
  ) -> Problem.Nearest? {
    var namesake: Certificate?
    trust.forEachIssuerByName(of: child) { _, anchor in
      namesake = anchor
      return false
    }
    if let namesake { return Problem.Nearest(anchor: namesake, likeness: .sameName) }

    let organization = child.issuer.organization
    var colleague: Certificate?
    for anchor in trust.anchors {
      if let keyIdentifier, anchor.certificate.subjectKeyIdentifier == keyIdentifier {
        return Problem.Nearest(anchor: anchor.certificate, likeness: .sameKeyIdentifier)
      }
      if let organization, colleague == nil, anchor.certificate.subject.organization == organization {
        colleague = anchor.certificate
      }
    }
    return colleague.map { Problem.Nearest(anchor: $0, likeness: .sameOrganization) }
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates

extension SymptomList {
  /// Everything about the certificates that the server sends.
  mutating func addChain() {
    guard let chain = facts.chain, let leaf = chain.first else { return }
    var found: [(key: [String], symptom: Symptom, clients: [RegistryClient])] = []
    let bystanders = facts.results.filter { $0.isBystander(among: facts.results) }.map { $0.client }
    for verdict in facts.verdicts {
      let clients = verdict.clients.filter { !bystanders.contains($0) }
      let own =
        facts.results.first { verdict.clients.contains($0.client) }?.roots.files.flatMap { $0.certificates } ?? []
      for (problem, symptom) in symptoms(verdict, leaf, own) {
        if let index = found.firstIndex(where: { $0.key == [symptom.id.rawValue, problem] }) {
          found[index].clients += clients
        } else {
          found.append(([symptom.id.rawValue, problem], symptom, clients))
        }
      }
    }
    for entry in found {
      var severity = Diagnosis.Severity.error
      if case .trustedInterception = entry.symptom { severity = .note }
      add(entry.symptom, severity, entry.clients, differs: false)
    }
  }

  private func symptoms(
    _ verdict: RegistryExamination.Verdict, _ leaf: Certificate, _ own: [Certificate]
  ) -> [(String, Symptom)] {
    if let chain = verdict.evaluation.verifiedChain {
      for certificate in chain.certificates.dropFirst() {
        guard let product = Interceptors.product(certificate.subject) else { continue }
        return [("", .trustedInterception(product: product, certificate))]
      }
      return []
    }
    guard let attempt = verdict.evaluation.attempts.first else { return [] }
    return attempt.findings.compactMap { finding in
      guard attempt.certificates.indices.contains(finding.certificate) else { return nil }
      let certificate = attempt.certificates[finding.certificate]
      let isAnchor = attempt.reachesAnchor && finding.certificate == attempt.certificates.count - 1
      switch finding.problem {
      case .issuerMissing(let issuer):
        return (
          "\(finding.certificate)",
          .missingIssuer(AbsentIssuer(issuer), of: certificate, missing(issuer, certificate), anchors: own)
        )
      case .signatureInvalid:
        // An anchor of the issuer's name whose key didn't make the signature.
        guard attempt.reachesAnchor, finding.certificate == attempt.certificates.count - 2,
          let anchor = attempt.certificates.last
        else { return nil }
        let issuer = AbsentIssuer(name: certificate.issuer, nearest: anchor)
        return ("\(finding.certificate)", .missingIssuer(issuer, of: certificate, .rotated(anchor), anchors: own))
      case .expired, .notYetValid:
        guard let fault = TimeFault(certificate, at: facts.moment) else { return nil }
        return (
          "\(finding.certificate)",
          .chainTime(certificate, position: finding.certificate, isAnchor: isAnchor, fault)
        )
      case .nameMismatch(let name, let presented):
        return (name.description, .names(leaf, presented, nameFault(name, presented)))
      default: return nil
      }
    }
  }

  /// What kind of issuer isn't at hand.
  private func missing(_ issuer: Problem.MissingIssuer, _ certificate: Certificate) -> Missing {
    if let product = Interceptors.product(issuer.name) ?? Interceptors.product(certificate.subject) {
      return .interceptor(product)
    }
    if let nearest = issuer.nearest, nearest.likeness == .sameName { return .rotated(nearest.anchor) }
    // A public authority tells where its intermediate is; a private one's has its root's organization.
    if !issuer.isSelfIssued, issuer.issuerURL != nil || issuer.nearest?.likeness == .sameOrganization {
      return .intermediate
    }
    return .root
  }

  private func nameFault(_ name: PeerName, _ presented: Problem.PresentedNames) -> NameFault {
    if case .ip(let address) = name { return .address(address) }
    if presented.count == 0, let common = presented.commonName, common.lowercased() == name.description.lowercased() {
      return .commonNameOnly(name.description)
    }
    return .other(name.description)
  }
}

extension AbsentIssuer {
  /// What a verification says of an issuer that it misses.
  fileprivate init(_ issuer: Problem.MissingIssuer) {
    self.init(
      name: issuer.name, keyIdentifier: issuer.keyIdentifier, url: issuer.issuerURL, nearest: issuer.nearest?.anchor,
      isSelfIssued: issuer.isSelfIssued)
  }
}

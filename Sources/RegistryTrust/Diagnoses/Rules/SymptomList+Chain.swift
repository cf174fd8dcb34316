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
      for (problem, symptom) in symptoms(verdict, clients, leaf) {
        if let index = found.firstIndex(where: { $0.key == [symptom.id.rawValue] + problem }) {
          found[index].clients += clients
        } else {
          found.append(([symptom.id.rawValue] + problem, symptom, clients))
        }
      }
    }
    for entry in found {
      var severity = Diagnosis.Severity.error
      if case .trustedInterception = entry.symptom { severity = .note }
      var told: [FilePath] = []
      // The file is told of here, with its way into the roots.
      if case .missingIssuer(let issuer, _, _, _) = entry.symptom, case .beside? = issuer.found?.place {
        told = [issuer.found?.path].compactMap { $0 }
      }
      add(entry.symptom, severity, entry.clients, explaining: told, differs: false)
    }
  }

  /// What is wrong by one verdict, each with what tells it from others of its kind.
  private func symptoms(
    _ verdict: RegistryExamination.Verdict, _ clients: [RegistryClient], _ leaf: Certificate
  ) -> [([String], Symptom)] {
    if let chain = verdict.evaluation.verifiedChain {
      for certificate in chain.certificates.dropFirst() {
        guard let product = Interceptors.product(certificate.subject) else { continue }
        return [([], .trustedInterception(product: product, certificate))]
      }
      return []
    }
    guard let attempt = verdict.evaluation.attempts.first else { return [] }
    let own = facts.results.first { clients.contains($0.client) }?.roots.files.flatMap { $0.certificates } ?? []
    return attempt.findings.compactMap { finding in
      guard attempt.certificates.indices.contains(finding.certificate) else { return nil }
      let certificate = attempt.certificates[finding.certificate]
      let isAnchor = attempt.reachesAnchor && finding.certificate == attempt.certificates.count - 1
      let place = "\(finding.certificate)"
      switch finding.problem {
      case .issuerMissing(let issuer):
        let absent = AbsentIssuer(
          name: issuer.name, keyIdentifier: issuer.keyIdentifier, url: certificate.issuerWebAddress,
          nearest: issuer.nearest?.anchor, isSelfIssued: issuer.isSelfIssued,
          found: foundIssuer(of: certificate, for: clients))
        let missing = missing(issuer, certificate, absent.found, isLeaf: finding.certificate == 0)
        return (
          [place, absent.found?.path.text ?? ""], .missingIssuer(absent, of: certificate, missing, anchors: own)
        )
      case .signatureInvalid:
        // An anchor of the issuer's name whose key didn't make the signature.
        guard attempt.reachesAnchor, finding.certificate == attempt.certificates.count - 2,
          let anchor = attempt.certificates.last
        else { return nil }
        let absent = AbsentIssuer(
          name: certificate.issuer, nearest: anchor, found: foundIssuer(of: certificate, for: clients))
        return (
          [place, absent.found?.path.text ?? ""],
          .missingIssuer(absent, of: certificate, .rotated(anchor), anchors: own)
        )
      case .expired, .notYetValid:
        guard let fault = TimeFault(certificate, at: facts.moment) else { return nil }
        return (
          [place], .chainTime(certificate, position: finding.certificate, isAnchor: isAnchor, fault)
        )
      case .nameMismatch(let name, let presented):
        return ([name.description], .names(leaf, presented, nameFault(name, presented)))
      default: return nil
      }
    }
  }

  /// What kind of issuer isn't at hand.
  private func missing(
    _ issuer: Problem.MissingIssuer, _ certificate: Certificate, _ found: FoundIssuer?, isLeaf: Bool
  ) -> Missing {
    // A server may be called after a product; a proxy's certificates have an authority.
    if !(isLeaf && issuer.isSelfIssued),
      let product = Interceptors.product(issuer.name) ?? (isLeaf ? nil : Interceptors.product(certificate.subject))
    {
      return .interceptor(product)
    }
    if let found { return found.certificate.isSelfIssued ? .root : .intermediate }
    if let nearest = issuer.nearest, nearest.likeness == .sameName { return .rotated(nearest.anchor) }
    if issuer.isSelfIssued || issuer.name.isRootByName { return .root }
    // A public authority tells of each server's certificate where its issuer is, and that is an intermediate.
    if isLeaf, issuer.issuerURL != nil || issuer.name.isIntermediateByName { return .intermediate }
    return .unclear
  }

  private func nameFault(_ name: PeerName, _ presented: Problem.PresentedNames) -> NameFault {
    if case .ip(let address) = name { return .address(address) }
    if presented.count == 0, let common = presented.commonName, common.lowercased() == name.description.lowercased() {
      return .commonNameOnly(name.description)
    }
    return .other(name.description)
  }
}

extension DistinguishedName {
  /// The common name, or all of it, in small letters.
  private var words: String { (commonName ?? description).lowercased() }

  /// Whether an authority calls itself one that signs for others.
  fileprivate var isIntermediateByName: Bool {
    ["intermediate", "issuing", "subordinate", "sub ca", "subca"].contains { words.contains($0) }
  }

  /// Whether an authority calls itself a root.
  fileprivate var isRootByName: Bool {
    !isIntermediateByName && (words.contains("root") || words.hasPrefix("mkcert "))
  }
}

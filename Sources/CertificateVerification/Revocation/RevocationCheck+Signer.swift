import CertificateEncoding
import Certificates

// Who signed a list, and whether it may: RFC 5280 §6.3.3 (f) to (h).

extension RevocationCheck {
  /// A certificate whose subject's name is the issuer of a list.
  private struct Candidate {
    let certificate: Certificate
    let facts: CertificateFacts
    /// Whether it stands on the path, which has vouched for it.
    let isOnPath: Bool
    /// How likely it is the one: the lower, the likelier.
    let rank: Int
  }

  /// Whoever signed a list, may do so, and comes from the anchor of the path.
  mutating func signer(of place: Int, _ path: [PathNode]) -> Result<Certificate, RevocationFailure> {
    guard let anchor = path.last else { return .failure(RevocationFailure(.signerMissing)) }
    let key = RevocationMemory.Signed(list: place, anchor: anchor.certificate)
    if let known = memory.signers[key] { return known }
    let list = store.entries[place].list
    var failure = RevocationFailure(.signerMissing)
    for candidate in candidates(for: list, path) {
      // §6.3.3 (g)
      if let flaw = signature(of: place, by: candidate.certificate) {
        if flaw.uncertainty.rank > failure.uncertainty.rank { failure = flaw }
        continue
      }
      // §6.3.3 (f)
      if let usage = candidate.facts.keyUsage, !usage.contains(.crlSign) {
        failure = RevocationFailure(.signerNotAllowed)
      } else if candidate.isOnPath || isVerified(candidate.certificate, under: anchor.certificate) {
        if isFinal { memory.signers[key] = .success(candidate.certificate) }
        return .success(candidate.certificate)
      } else {
        failure = RevocationFailure(.signerNotVerified)
      }
      if effort.exhausted != nil { break }
    }
    if isFinal { memory.signers[key] = .failure(failure) }
    return .failure(failure)
  }

  /// Why a list's signature is not one of a certificate's key; `nil` if it is.
  mutating func signature(of place: Int, by signer: Certificate) -> RevocationFailure? {
    let key = RevocationMemory.Signature(list: place, signer: signer)
    if let known = memory.signatures[key] { return known }
    let failure = check(store.entries[place], signer)
    if effort.exhausted == nil { memory.signatures[key] = .some(failure) }
    return failure
  }

  private mutating func check(_ entry: RevocationStore.Entry, _ signer: Certificate) -> RevocationFailure? {
    let list = entry.list
    let algorithm = list.signatureAlgorithm
    let invalid = RevocationFailure(.signatureInvalid)
    guard StrengthRule.isStrong(algorithm, request.policy) else {
      return RevocationFailure(.signatureNotAccepted(algorithm))
    }
    let subjectKey = keys.key(of: signer)
    guard effort.spendWork(subjectKey.readingCost, budget) else { return invalid }
    guard let key = subjectKey.verificationKey, key.fits(algorithm) else {
      return RevocationFailure(.signatureNotAccepted(algorithm))
    }
    guard key.canSign(byteCount: list.layout.signature.range.count) else { return invalid }
    guard effort.spendRevocationBytes(list.layout.signedPart.range.count, budget),
      effort.spendSignature(work: key.cost, budget)
    else { return invalid }
    // It is counted whether it is remembered or not, so that the same is counted each time.
    if entry.knownSigners.contains(signer) { return nil }
    guard list.verdict(of: key) == .valid else { return invalid }
    entry.knownSigners.note(signer)
    return nil
  }

  /// The certificates whose subject's name is the issuer of a list, the likeliest first: those on the path, and those
  /// with the identifier of the key that the list names (RFC 5280 §5.2.1).
  private mutating func candidates(for list: CertificateRevocationList, _ path: [PathNode]) -> [Candidate] {
    var found: [Candidate] = []
    let bytes = list.arena.bytes
    let name = list.layout.issuer.range
    for node in path {
      let array = node.certificate.arena.bytes
      guard effort.matches(array.span, node.certificate.layout.subject.range, bytes.span, name, budget) else {
        continue
      }
      found.append(candidate(node.certificate, node.facts, isOnPath: true, for: list))
    }
    var others: [Certificate] = []
    var spent = effort
    let isNew = { (certificate: Certificate) in !path.contains { $0.certificate == certificate } }
    presented.forEach(named: bytes.span, name) { certificate in
      guard spent.spendNamesake(budget) else { return false }
      let array = certificate.arena.bytes
      if spent.matches(array.span, certificate.layout.subject.range, bytes.span, name, budget), isNew(certificate) {
        others.append(certificate)
      }
      return true
    }
    store.signers.forEach(named: bytes.span, name) { index in
      guard spent.spendNamesake(budget) else { return false }
      if isNew(store.signers.certificates[index]) { others.append(store.signers.certificates[index]) }
      return true
    }
    trust.forEach(named: bytes.span, name) { certificate in
      guard spent.spendNamesake(budget) else { return false }
      if isNew(certificate) { others.append(certificate) }
      return true
    }
    effort = spent
    for certificate in others {
      found.append(candidate(certificate, memory.facts(of: certificate), isOnPath: false, for: list))
    }
    // Stable, so that among equals the path's come first.
    let ranked = found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
    return ranked.map { $0.element }
  }

  private func candidate(
    _ certificate: Certificate, _ facts: CertificateFacts, isOnPath: Bool, for list: CertificateRevocationList
  ) -> Candidate {
    var rank = 1
    if let wanted = list.layout.keyIdentifier, let identifier = facts.subjectKeyIdentifier {
      let (bytes, array) = (list.arena.bytes, certificate.arena.bytes)
      // A hint, which decides only who is tried first.
      rank = bytes.span.equals(wanted.range, array.span, identifier) ? 0 : 2
    }
    return Candidate(certificate: certificate, facts: facts, isOnPath: isOnPath, rank: rank)
  }

  /// Whether a certificate that is not on the path has a path of its own to the same anchor (RFC 5280 §6.3.3 (f)).
  private mutating func isVerified(_ certificate: Certificate, under anchor: Certificate) -> Bool {
    var search = PathSearch(
      .verdict, trust: trust.limited(to: anchor), presented: presented.replacingLeaf(with: certificate),
      request: request.forSigner, budget: budget, keys: keys, effort: effort)
    let isFound = search.run() != nil
    effort = search.effort
    return isFound && allows(search.path)
  }
}

extension VerificationRequest {
  /// What is asked of the path of whoever signs a list: any purpose, any name and any policy.
  fileprivate var forSigner: VerificationRequest {
    var policy = policy
    // Its revocation is asked once its path is known.
    policy.revocation = .off
    policy.policies = PolicyInputs()
    policy.allowsAuthorityAsLeaf = true
    policy.requiresExtendedKeyUsage = false
    return VerificationRequest(policy: policy, purpose: .any, name: nil, moment: moment)
  }
}

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

  /// Whether the certificate above another one on a path, or any other one of its key, has signed a list, and may.
  mutating func isSigned(_ place: Int, by issuer: PathNode) -> Bool {
    let list = store.entries[place].list
    if let usage = issuer.facts.keyUsage, !usage.contains(.crlSign) { return false }
    guard rank(of: issuer.facts, issuer.certificate, for: list) < 2 else { return false }
    let (array, issuerArray) = (list.arena.bytes, issuer.certificate.arena.bytes)
    guard
      memory.names.matches(
        array.span, list.layout.issuer.range, issuerArray.span, issuer.certificate.layout.subject.range, &effort, budget
      )
    else { return false }
    return signature(of: place, by: issuer.certificate) == nil
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
      let subject = node.certificate.layout.subject.range
      guard memory.names.matches(bytes.span, name, array.span, subject, &effort, budget) else { continue }
      found.append(candidate(node.certificate, node.facts, isOnPath: true, for: list))
    }
    var others: [Certificate] = []
    var (spent, known) = (effort, memory.names)
    let isNew = { (certificate: Certificate) in !path.contains { $0.certificate == certificate } }
    presented.forEach(named: bytes.span, name) { certificate in
      guard spent.spendNamesake(budget) else { return false }
      let array = certificate.arena.bytes
      let subject = certificate.layout.subject.range
      if known.matches(bytes.span, name, array.span, subject, &spent, budget), isNew(certificate) {
        others.append(certificate)
      }
      return true
    }
    store.signers.forEach(named: bytes.span, name) { index in
      guard spent.spendNamesake(budget) else { return false }
      let certificate = store.signers[index]
      if isNew(certificate) { others.append(certificate) }
      return true
    }
    trust.forEach(named: bytes.span, name) { certificate in
      guard spent.spendNamesake(budget) else { return false }
      if isNew(certificate) { others.append(certificate) }
      return true
    }
    (effort, memory.names) = (spent, known)
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
    Candidate(certificate: certificate, facts: facts, isOnPath: isOnPath, rank: rank(of: facts, certificate, for: list))
  }

  /// How likely it is that a certificate's key has signed a list: the lower, the likelier.
  ///
  /// It is 0 for the identifier of the key that the list names, 2 for another one, and 1 where one of them is missing. That
  /// is a hint, which decides only who is tried first.
  private func rank(of facts: CertificateFacts, _ certificate: Certificate, for list: CertificateRevocationList) -> Int
  {
    guard let wanted = list.layout.keyIdentifier, let identifier = facts.subjectKeyIdentifier else { return 1 }
    let (bytes, array) = (list.arena.bytes, certificate.arena.bytes)
    return bytes.span.equals(wanted.range, array.span, identifier) ? 0 : 2
  }

  /// Whether a certificate that is not on the path has a path of its own to the same anchor (RFC 5280 §6.3.3 (f)), of
  /// which nothing is known that speaks against relying on it.
  private mutating func isVerified(_ certificate: Certificate, under anchor: Certificate) -> Bool {
    let presented = issuersOfSigners().replacingLeaf(with: certificate)
    let request = request.forSigner(trust.limited(to: anchor))
    var known = SearchMemory()
    var refused: [[Certificate]] = []
    while effort.exhausted == nil {
      let earlier = refused
      var search = PathSearch(
        .verdict, presented: presented, request: request, budget: budget, keys: keys,
        additionalCheck: { earlier.contains($0) ? Objection("it was refused before") : nil }, remembering: known,
        effort: effort)
      let path = search.run()
      (effort, known) = (search.effort, search.memory)
      guard let path else { return false }
      if allows(search.path) { return true }
      // What was spent on the way there is spent again, so that the budget bounds the number of paths.
      refused.append(path)
    }
    return false
  }

  /// The certificates through which a path of whoever signs a list may go: those that the peer presented, and those that
  /// came with the lists.
  private mutating func issuersOfSigners() -> PresentedCertificates {
    if let known = memory.issuersOfSigners { return known }
    let found = store.signers.isEmpty ? presented : presented.adding(store.signers.certificates, budget)
    memory.issuersOfSigners = found
    return found
  }
}

extension VerificationRequest {
  /// What is asked of the path of whoever signs a list: any purpose, any name and any policy.
  fileprivate func forSigner(_ trust: TrustStore) -> VerificationRequest {
    var policy = policy
    // Its revocation is asked once its path is known.
    policy.revocation = .off
    policy.policies = PolicyInputs()
    policy.allowsAuthorityAsLeaf = true
    policy.requiresExtendedKeyUsage = false
    // Logs are promised the certificates of servers.
    policy.requiredTimestampCount = 0
    return VerificationRequest(
      trust: trust, intermediates: intermediates, policy: policy, purpose: .any, name: nil, moment: moment,
      servesRevocation: true)
  }
}

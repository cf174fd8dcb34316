import CertificateCryptography
import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport

/// What the engine makes of a case of each suite: the only place here that knows the engine.
///
/// A judge calls what a user of the library would call. It runs on a thread of its own, and may be called for several
/// cases at once. What the engine cannot judge yet is `.unsupported`, with a reason that many cases share.
enum Judges {
  /// A chain with roots, a time and the peer's name.
  static func limbo(_ input: LimboCase) -> Verdict {
    var trust = TrustStore()
    for (index, text) in input.trustedCertificates.enumerated() {
      trust.insert(contentsOf: Array(text.utf8), source: "root \(index)")
    }
    let leafBundle = CertificateBundle(Array(input.peerCertificate.utf8), source: "leaf")
    guard let leaf = leafBundle.certificates.first else { return .refused(because: reason(leafBundle)) }
    let others = input.untrustedIntermediates.flatMap { CertificateBundle(Array($0.utf8)).certificates }
    guard let moment = input.validationTime.map({ Timestamp($0) }) ?? .now else {
      return .unsupported("a time of another form")
    }
    var policy: VerificationPolicy = input.needsStrictProfile ? .webPKI : .rfc5280
    if let depth = input.maximumChainDepth { policy.budget.intermediates = depth }
    var revocation = RevocationStore()
    for (index, text) in (input.revocationLists ?? []).enumerated() {
      revocation.insert(contentsOf: Array(text.utf8), source: "list \(index)")
    }
    // The lists of a case cover every certificate of its chain.
    if !(input.revocationLists ?? []).isEmpty { policy.revocation = .hardFail }
    var verifier = CertificateVerifier(trust: trust, policy: policy)
    verifier.revocation = revocation
    // A client has several names, and must have all of them.
    let names = ([input.expectedPeerName].compactMap { $0 } + (input.expectedPeerNames ?? [])).map(peerName)
    for name in names.isEmpty ? [nil] : names {
      let evaluation = verifier.evaluate(
        leaf, intermediates: others, for: name, purpose: purpose(of: input), at: moment)
      guard evaluation.isVerified else { return refusal(evaluation) }
    }
    return .accepted
  }

  private static func peerName(_ name: LimboCase.PeerName) -> PeerName? {
    switch name.kind {
    case .dns: .dns(name.value)
    case .ip: .ip(name.value)
    case .rfc822: .email(name.value)
    }
  }

  private static func purpose(of input: LimboCase) -> Purpose {
    switch input.extendedKeyUsage?.first {
    case "clientAuth": .client
    case "anyExtendedKeyUsage": .any
    default: input.validationKind == .client ? .client : .server
    }
  }

  /// A path with policies and revocation lists.
  ///
  /// Every row has lists for all certificates of its path, so that each must be known not to be revoked.
  static func pkits(_ input: PKITSCase) -> Verdict {
    guard let anchor = try? Certificate(der: input.trustAnchor) else {
      return .unsupported("an anchor that can't be read")
    }
    guard let leaf = try? Certificate(der: input.target) else { return .refused(because: "the target can't be read") }
    var trust = TrustStore()
    trust.insert(anchor)
    guard let moment = Timestamp(input.test.validationTime) else { return .unsupported("a time of another form") }
    var policy = VerificationPolicy.rfc5280
    policy.allowsSHA1Signatures = true
    policy.minimumRSABitCount = 1024
    // PKITS follows RFC 3280, which left these to the authority.
    policy.allowsNonCriticalBasicConstraints = true
    policy.allowsNonCriticalPolicyConstraints = true
    policy.policies.acceptablePolicies = Set(input.test.initialPolicySet.compactMap { OID($0) })
    policy.policies.requiresExplicitPolicy = input.test.initialExplicitPolicy
    policy.policies.inhibitsPolicyMapping = input.test.initialPolicyMappingInhibit
    policy.policies.inhibitsAnyPolicy = input.test.initialInhibitAnyPolicy
    policy.revocation = .hardFail
    var verifier = CertificateVerifier(trust: trust, policy: policy)
    for (index, list) in input.revocationLists.enumerated() {
      verifier.revocation.insert(contentsOf: list, source: input.test.revocationLists[index])
    }
    let evaluation = verifier.evaluate(
      leaf, intermediates: input.intermediates.compactMap { try? Certificate(der: $0) }, for: nil, purpose: .any,
      at: moment)
    guard evaluation.isVerified else { return refusal(evaluation) }
    let policies = (evaluation.verifiedChain?.policies ?? []).map(\.description).sorted()
    guard policies == input.test.expectedUserConstrainedPolicySet.sorted() else {
      return .answer("policies \(policies)", because: "\(input.test.expectedUserConstrainedPolicySet) were expected")
    }
    return .accepted
  }

  /// A signature, of which ``WycheproofCase/schema`` says the form, or what is computed with one secret.
  ///
  /// Anything else is not ours to judge.
  static func wycheproof(_ input: WycheproofCase) -> Verdict {
    if let verdict = symmetric(input) { return verdict }
    guard input.schema.contains("_verify") else { return .unsupported("not about signatures: \(input.schema)") }
    guard let message = input.bytes("msg"), let signature = input.bytes("sig") else {
      return .unsupported("a test without message or signature")
    }
    // Where there is no SubjectPublicKeyInfo, the key is one that has none: of a wrong length, for example.
    guard let encodedKey = input.bytes("publicKeyDer") else { return .refused(because: "there is no key to read") }
    guard let key = try? PublicKeyParts(encodedKey.span, 0..<encodedKey.count).verificationKey(encodedKey.span) else {
      return .refused(because: "the key can't be read")
    }
    // Signatures in other forms than those of certificates.
    if input.schema.hasPrefix("ecdsa_p1363") { return p1363(key, input, message, signature) }
    if case .mlDSA(let lattice) = key { return mlDSA(lattice, input, message, signature) }
    guard let algorithm = algorithm(of: input) else {
      return .unsupported("\(input.schema) with \(input.group.string("sha") ?? "?")")
    }
    return verdict(key) { $0.verdict(on: signature.span, of: message.span, algorithm: algorithm) }
  }

  /// A signature with a context, which is empty in certificates and TLS; those are judged as these two would.
  private static func mlDSA(
    _ key: MLDSAPublicKey, _ input: WycheproofCase, _ message: [UInt8], _ signature: [UInt8]
  ) -> Verdict {
    let context = input.bytes("ctx") ?? []
    let withContext = verdict(.mlDSA(key)) { key in
      guard case .mlDSA(let key) = key else { return .keyOfOtherKind }
      return key.isValidSignature(signature.span, of: message.span, context: context.span) ? .valid : .invalid
    }
    guard context.isEmpty else { return withContext }
    let asUsed = verdict(.mlDSA(key)) {
      $0.verdict(on: signature.span, of: message.span, algorithm: .mlDSA(key.parameterSet.number))
    }
    guard (asUsed == .accepted) == (withContext == .accepted) else {
      return .contradiction("\(asUsed) without a context, \(withContext) with an empty one")
    }
    return asUsed
  }

  /// What `judge` says of a key as it is read, which must be what it says of the same key with tables.
  private static func verdict(_ key: VerificationKey, _ judge: (VerificationKey) -> SignatureVerdict) -> Verdict {
    let (plain, prepared) = (judge(key), judge(key.prepared()))
    guard plain == prepared else { return .contradiction("\(plain), and \(prepared) by the prepared key") }
    return verdict(plain)
  }

  private static func algorithm(of input: WycheproofCase) -> SignatureAlgorithm? {
    if input.schema.hasPrefix("eddsa") { return input.file.hasPrefix("ed448") ? .eddsa(.ed448) : .eddsa(.ed25519) }
    guard let hash = hash(named: input.group.string("sha")) else { return nil }
    if input.schema.hasPrefix("ecdsa") { return .ecdsa(hash) }
    if input.schema.hasPrefix("rsassa_pkcs1") { return .rsaPKCS1(hash) }
    // A SHAKE is its own mask generation function, and has no other hash.
    let mask = input.group.string("mgf")
    guard input.schema.hasPrefix("rsassa_pss"), let saltByteCount = input.group.integer("sLen"),
      let maskHash = self.hash(named: mask == "MGF1" ? input.group.string("mgfSha") : mask),
      maskHash.isExtendable == (mask != "MGF1")
    else { return nil }
    return .rsaPSS(PSSParameters(hash: hash, maskHash: maskHash, saltByteCount: saltByteCount))
  }

  /// The hash function of a name in the standard's spelling.
  static func hash(named name: String?) -> HashAlgorithm? { HashAlgorithm.allCases.first { $0.name == name } }

  /// The form of IEEE P1363: both numbers in as many bytes as the curve's order has.
  private static func p1363(
    _ key: VerificationKey, _ input: WycheproofCase, _ message: [UInt8], _ signature: [UInt8]
  ) -> Verdict {
    guard case .ecdsa(let point) = key, let hash = hash(named: input.group.string("sha")) else {
      return .unsupported("\(input.schema) with \(input.group.string("sha") ?? "?")")
    }
    let byteCount =
      switch point.curve {
      case .p256: 32
      case .p384: 48
      case .p521: 66
      }
    guard signature.count == 2 * byteCount else { return .refused(because: "the signature has a wrong length") }
    let digest = hash.digest(of: message.span)
    return verdict(key) { key in
      guard case .ecdsa(let key) = key else { return .keyOfOtherKind }
      let span = signature.span
      let isValid = key.isValidSignature(
        r: span.extracting(0..<byteCount), s: span.extracting(byteCount..<2 * byteCount), of: digest)
      return isValid ? .valid : .invalid
    }
  }

  private static func verdict(_ verdict: SignatureVerdict) -> Verdict {
    switch verdict {
    case .valid: .accepted
    case .invalid: .refused(because: "the signature is not valid")
    case .malformed(let flaw): .refused(because: "\(flaw)")
    case .keyOfOtherKind: .refused(because: "the key is of another kind")
    }
  }

  /// A chain with the semantics of BoringSSL.
  ///
  /// What those cases take for granted: 1,024 bits will do, nobody looks at key identifiers, and constraints bind whether
  /// they are critical or not.
  static func chain(_ input: ChainCase) -> Verdict {
    let certificates = input.chain.map { try? Certificate(der: [UInt8]($0)) }
    guard case .some(.some(let leaf)) = certificates.first, case .some(.some(let root)) = certificates.last else {
      return .refused(because: "a certificate can't be read")
    }
    var trust = TrustStore()
    trust.insert(root)
    var policy = VerificationPolicy.rfc5280
    policy.minimumRSABitCount = 1024
    policy.keyIdentifiers = .ignored
    policy.allowsNonCriticalBasicConstraints = true
    policy.allowsNonCriticalNameConstraints = true
    policy.allowsNonCriticalPolicyConstraints = true
    switch input.lastCertificateTrust {
    case "TRUSTED_ANCHOR", "TRUSTED_ANCHOR_WITH_CONSTRAINTS", "TRUSTED_LEAF", "TRUSTED_ANCHOR_OR_LEAF":
      policy.checksAnchorValidity = false
    case "TRUSTED_ANCHOR_WITH_EXPIRATION", "TRUSTED_ANCHOR_WITH_EXPIRATION_AND_CONSTRAINTS": break
    default: return .unsupported("semantics of another library: \(input.lastCertificateTrust)")
    }
    let purpose: Purpose
    switch input.keyPurpose {
    case "SERVER_AUTH": purpose = .server
    case "CLIENT_AUTH": purpose = .client
    case "ANY_EKU": purpose = .any
    default: return .unsupported("semantics of another library: \(input.keyPurpose)")
    }
    guard let moment = Timestamp(input.validationTime) else { return .unsupported("a time of another form") }
    let evaluation = CertificateVerifier(trust: trust, policy: policy).evaluate(
      leaf, intermediates: certificates.dropFirst().dropLast().compactMap { $0 }, for: nil, purpose: purpose, at: moment
    )
    return evaluation.isVerified ? .accepted : refusal(evaluation)
  }

  /// A signature over data.
  static func signedData(_ input: SignedDataCase) -> Verdict {
    let (spki, identifier) = ([UInt8](input.publicKey), [UInt8](input.algorithm))
    let (data, encoded) = ([UInt8](input.data), [UInt8](input.signature))
    let algorithm = SignatureAlgorithm(identifier.span, identifier: 0..<identifier.count)
    if case .malformed(_, let flaw) = algorithm { return .refused(because: "\(flaw)") }
    guard let key = try? PublicKeyParts(spki.span, 0..<spki.count).verificationKey(spki.span) else {
      return .refused(because: "the key can't be read or is of another kind")
    }
    var reader = DERReader(0..<encoded.count)
    guard let signature = try? reader.read(.bitString, encoded.span).bitStringOfBytes(encoded.span) else {
      return .refused(because: "the signature is no BIT STRING")
    }
    return verdict(key) { $0.verdict(on: encoded.span.extracting(signature), of: data.span, algorithm: algorithm) }
  }

  /// The structure of a certificate.
  ///
  /// The cases are skeletons: a TBSCertificate without its certificate, or a certificate whose fields are placeholders.
  /// There is no way to read less than a whole certificate here, so that only a refusal says something.
  static func parse(_ input: ParseCase) -> Verdict { .unsupported("skeletons that are no certificates") }

  /// A dNSName against a reference name or a constraint.
  static func dnsName(_ input: DNSNameCase) -> Verdict {
    guard input.kind == "reference" else { return constraint(input) }
    guard let reference = try? DNSName(input.against) else {
      return .answer("error", because: "the reference is no DNS name")
    }
    let bytes = Array(input.presented.utf8)
    let validity = DNSPattern.validity(bytes.span, 0..<bytes.count)
    guard validity.isWellFormed, !validity.wildcardHasSingleLabelSuffix else {
      return .answer("error", because: "\(validity)")
    }
    let matches = DNSPattern.matches(bytes.span, 0..<bytes.count, reference)
    return .answer(matches ? "match" : "no-match", because: "\(validity)")
  }
}

extension Judges {
  /// A dNSName against a subtree; a wildcard that is partly inside breaks a permitted one and meets an excluded one.
  private static func constraint(_ input: DNSNameCase) -> Verdict {
    let list = DER.sequence(DER.sequence(DER.dnsName(input.against)))
    guard let subtrees = try? SequenceOf<GeneralSubtree>(list.span, filling: 0..<list.count),
      let set = try? SubtreeSet(list.span, subtrees)
    else { return .answer("error", because: "the subtree is malformed") }
    let name = Array(input.presented.utf8)
    var effort = SearchEffort()
    let relation = set.relation(
      name.span, .dnsName(0..<name.count), base: list.span, &effort, SearchBudget())
    let answer =
      switch relation {
      case .inside: "match"
      case .partlyInside: input.kind == "constraint-excluded" ? "match" : "no-match"
      case .outside: "no-match"
      case .malformed, .incomparable, .unprocessed, .notCompared: "error"
      }
    return .answer(answer, because: "\(relation)")
  }

  /// A refusal; unsupported if some path was refused for nothing but what is not supported.
  private static func refusal(_ evaluation: Evaluation) -> Verdict {
    for attempt in evaluation.attempts where !attempt.findings.isEmpty {
      let reasons = attempt.findings.map { unsupportedReason($0.problem) }
      if let reason = reasons.first ?? nil, !reasons.contains(nil) { return .unsupported(reason) }
    }
    return .refused(because: evaluation.explanation.headline)
  }

  private static func unsupportedReason(_ problem: Problem) -> String? {
    switch problem {
    case .signatureAlgorithmUnsupported(let algorithm): "signatures of \(algorithm)"
    case .criticalExtensionUnsupported(let identifier): "the extension \(identifier.name ?? identifier.description)"
    default: nil
    }
  }

  private static func reason(_ bundle: CertificateBundle) -> String {
    bundle.skipped.first.map { Sentences.text($0.reason) } ?? "there is no certificate"
  }
}

import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Bundles that are made to cost: each is answered within the budget, which is counted and not timed.
@Suite struct HostileChainTests {
  /// A certificate that looks like an authority's; its signature is noise.
  private func authority(
    subject: String, issuer: String, serial: Int, key: [UInt8], signature: [UInt8]
  ) throws -> Certificate {
    let algorithm = DER.algorithm("1.2.840.113549.1.1.11", parameters: DER.null)
    let spki = DER.sequence(
      DER.algorithm("1.2.840.113549.1.1.1", parameters: DER.null),
      DER.bitString(DER.sequence(DER.integer(unsigned: key), DER.integer(65537))))
    let tbs = DER.sequence(
      DER.context(0, DER.integer(2)), DER.integer(serial), algorithm, DER.name(("CN", issuer)),
      DER.validity(
        from: Timestamp(secondsSince1970: 1_577_836_800), to: Timestamp(secondsSince1970: 4_102_444_800)),
      DER.name(("CN", subject)), spki,
      DER.context(
        3, DER.sequence(DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true))))))
    return try Certificate(der: DER.sequence(tbs, algorithm, DER.bitString(signature)))
  }

  /// So many authorities with one name and different keys, each of which names itself as its issuer.
  private func namesakes(_ count: Int, name: String) throws -> [Certificate] {
    var generator = RepeatableGenerator(seed: UInt64(count))
    return try (0..<count).map { index in
      var key = generator.bytes(256)
      key[0] |= 0x80
      key[255] |= 1
      var signature = generator.bytes(256)
      signature[0] = 0
      return try authority(subject: name, issuer: name, serial: index + 1, key: key, signature: signature)
    }
  }

  @Test func thousandPresentedNamesakes() throws {
    let certificates = try namesakes(1000, name: "Namesake")
    var trust = TrustStore()
    trust.insert(try #require(namesakes(1, name: "Somebody else").first))
    let budget = SearchBudget()
    let evaluation = CertificateVerifier(trust: trust).evaluate(
      certificates[0], intermediates: Array(certificates.dropFirst()), for: nil, at: ChainFixture.moment)
    #expect(!evaluation.isVerified)
    #expect(evaluation.codes.first == "budget-exhausted")
    #expect(evaluation.effort.exhausted == .signatures)
    #expect(evaluation.effort.signatures == budget.signatures)
    #expect(evaluation.effort.candidates <= budget.candidates)
  }

  @Test func keysThatAreDearToReadAreReadOnce() throws {
    // Compressed points under one name, half of them on their curve; no signature fits a key, so that each may have
    // issued each.
    var generator = RepeatableGenerator(seed: 256)
    let certificates = try (1...16).map { serial in
      let point = [2] + generator.bytes(32)
      return try Certificate(
        der: CertificateFields.with {
          $0.serialNumber = DER.integer(serial)
          ($0.subject, $0.issuer) = (DER.name(("CN", "N")), DER.name(("CN", "N")))
          $0.publicKeyInfo = CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), point)
        })
    }
    func search(_ mode: PathSearch.Mode, _ budget: SearchBudget) -> PathSearch {
      let request = VerificationRequest(
        trust: TrustStore(), policy: .rfc5280, purpose: .any, name: nil, moment: ChainFixture.moment)
      let presented = PresentedCertificates(certificates[0], Array(certificates.dropFirst()), budget)
      var search = PathSearch(
        mode, presented: presented, request: request, budget: budget, keys: IssuerKeys())
      #expect(search.run() == nil)
      return search
    }
    // Two units for each of them, however often it is tried.
    let budget = SearchBudget()
    let diagnosis = search(.diagnosis, budget)
    #expect(diagnosis.effort.candidates > 500 && diagnosis.effort.signatureWork == 32)
    #expect(diagnosis.memory.counts == (16, 16))
    // Looking at namesakes is counted as well, and has an end of its own.
    var short = budget
    short.namesakes = 100
    let few = search(.diagnosis, short)
    #expect(few.effort.exhausted == .namesakes && few.effort.namesakes == 100)
    // The budget for work ends the reading of keys.
    short = budget
    short.signatureWork = 13
    let poor = search(.diagnosis, short)
    #expect(poor.effort.exhausted == .signatureWork && poor.effort.signatureWork == 12)
    #expect(poor.memory.counts.keys == 6)
  }

  @Test func moreCertificatesThanAreLookedAt() throws {
    let fixture = try ChainFixture("good")
    let noise = try namesakes(3000, name: "Noise")
    let verifier = CertificateVerifier(trust: fixture.roots)
    let rest = Array(fixture.chain.dropFirst())
    // What belongs to the chain comes first, and the rest does no harm.
    #expect(
      verifier.evaluate(fixture.chain[0], intermediates: rest + noise, for: nil, at: ChainFixture.moment).isVerified)
    let evaluation = verifier.evaluate(
      fixture.chain[0], intermediates: noise + rest, for: nil, at: ChainFixture.moment)
    #expect(evaluation.effort.exhausted == .presented)
    #expect(evaluation.codes.first == "budget-exhausted")
  }

  @Test func namesThatShareAHash() throws {
    // Names beyond ASCII share a hash; each costs a comparison, and those are counted.
    let leaf = try #require(namesakes(1, name: "\u{E4}").first)
    let others = try (0..<1000).flatMap { try namesakes(1, name: "\u{E4}\(Unicode.Scalar(0x4E00 + $0) ?? "x")") }
    let evaluation = CertificateVerifier(trust: TrustStore()).evaluate(
      leaf, intermediates: others, for: nil, at: ChainFixture.moment)
    #expect(evaluation.effort.exhausted == .nameComparisons)
    #expect(evaluation.effort.nameComparisons == SearchBudget().nameComparisons)
  }

  @Test func tenThousandTrustedNamesakes() throws {
    // The stored anchors share one name: lookup leads to all of them, and the budget ends the search.
    let anchors = try namesakes(10_000, name: "Namesake")
    var trust = TrustStore()
    for anchor in anchors { trust.insert(anchor) }
    #expect(trust.count == 10_000)
    for anchor in anchors { trust.insert(anchor) }
    #expect(trust.count == 10_000)
    let leaf = try #require(namesakes(10_001, name: "Namesake").last)
    let evaluation = CertificateVerifier(trust: trust).evaluate(leaf, for: nil, at: ChainFixture.moment)
    #expect(evaluation.effort.exhausted == .signatures)
  }

  @Test func tenThousandRootsOfDifferentNames() throws {
    var trust = TrustStore()
    let key = [UInt8](repeating: 0xFF, count: 256)
    for index in 0..<10_000 {
      let signature = [0] + (0..<255).map { UInt8(truncatingIfNeeded: index >> ($0 % 16)) }
      trust.insert(
        try authority(
          subject: "Root \(index)", issuer: "Root \(index)", serial: index + 1, key: key, signature: signature))
    }
    let fixture = try ChainFixture("good")
    trust.formUnion(fixture.roots)
    let evaluation = CertificateVerifier(trust: trust).evaluate(
      fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
      at: ChainFixture.moment)
    #expect(evaluation.isVerified)
    // As many as with the one root that counts.
    #expect(evaluation.effort.candidates == 2)
  }

  @Test func limitsAreVerdictsOfTheirOwn() throws {
    let fixture = try ChainFixture("good")
    var policy = VerificationPolicy.rfc5280
    policy.budget.signatures = 1
    #expect(fixture.evaluate(policy: policy).effort.exhausted == .signatures)
    #expect(fixture.evaluate(policy: policy).codes.first == "budget-exhausted")
    policy = .rfc5280
    policy.budget.signatureWork = 1
    #expect(fixture.evaluate(policy: policy).effort.exhausted == .signatureWork)
    policy = .rfc5280
    policy.budget.candidates = 1
    #expect(fixture.evaluate(policy: policy).effort.exhausted == .candidates)
    policy = .rfc5280
    policy.budget.namesakes = 1
    #expect(fixture.evaluate(policy: policy).effort.exhausted == .namesakes)
    policy = .rfc5280
    policy.budget.names = 0
    #expect(fixture.evaluate(policy: policy).effort.exhausted == .names)
    policy = .rfc5280
    policy.budget.intermediates = 0
    #expect(fixture.evaluate(policy: policy).codes == ["too-many-intermediates"])
    // Nonsense limits refuse or accept, and do not trap.
    policy = .rfc5280
    policy.budget.namesakes = .max
    policy.budget.candidates = .max
    policy.budget.signatures = .max
    policy.budget.signatureWork = .max
    policy.budget.names = .max
    policy.budget.intermediates = .max
    policy.budget.presented = .max
    policy.budget.nameComparisons = .max
    #expect(fixture.evaluate(policy: policy).isVerified)
    policy.budget.namesakes = .min
    policy.budget.candidates = .min
    policy.budget.signatures = -1
    policy.budget.presented = .min
    policy.budget.nameComparisons = .min
    #expect(!fixture.evaluate(policy: policy).isVerified)
  }
}

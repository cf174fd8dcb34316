import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Paths through certificates that a program has at hand.
@Suite struct IntermediateStoreTests {
  private func evaluate(
    _ chain: MadeChain, presented: [Certificate] = [], atHand: [Certificate], budget: SearchBudget = SearchBudget()
  ) -> Evaluation {
    var trust = TrustStore()
    for anchor in chain.anchors { trust.insert(anchor) }
    var verifier = CertificateVerifier(trust: trust)
    for certificate in atHand { verifier.intermediates.insert(certificate) }
    verifier.policy.budget = budget
    return verifier.evaluate(
      chain.certificates[0], intermediates: presented, for: ChainFixture.name, at: MadeChain.moment)
  }

  @Test func whatAPeerLeavesOutIsFoundAtHand() throws {
    let chain = try MadeChain()
    let missing = evaluate(chain, atHand: [])
    #expect(missing.decidingFinding?.rule == .issuer)
    let found = evaluate(chain, atHand: [chain.certificates[1]])
    #expect(found.verifiedChain?.certificates == chain.certificates + chain.anchors)
    #expect(found.effort.candidates == 2 && found.effort.namesakes == 2)
    #expect(found.explanation.description.contains("\n     intermediate, at hand, from intermediate.pem\n"))
    #expect(found.explanation.json.contains("\"atHand\": true"))
    #expect(found.explanation.tree.contains("intermediate, at hand "))
    // One that the peer presents as well is the peer's, and is tried once.
    let both = evaluate(chain, presented: [chain.certificates[1]], atHand: [chain.certificates[1]])
    #expect(both.isVerified && both.effort.candidates == 2 && both.effort.signatures == 2)
    #expect(!both.explanation.description.contains("at hand") && !both.explanation.json.contains("atHand"))
  }

  @Test func nothingAtHandIsTrusted() throws {
    let chain = try MadeChain()
    // The whole chain is at hand, and the store trusts nobody.
    let verifier = {
      var verifier = CertificateVerifier(trust: TrustStore())
      verifier.intermediates.insert(CertificateBundle((chain.certificates + chain.anchors).flatMap(\.derEncoding)))
      return verifier
    }()
    let evaluation = verifier.evaluate(chain.certificates[0], for: ChainFixture.name, at: MadeChain.moment)
    #expect(verifier.intermediates.count == 3)
    #expect(evaluation.decidingFinding?.rule == .issuer && evaluation.attempts.first?.certificates.count == 3)
    // The rules are asked as of what a peer presents.
    let expired = try MadeChain(intermediate: {
      $0.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("210101000000Z"))
    })
    let refused = evaluate(expired, atHand: [expired.certificates[1]])
    #expect(refused.decidingFinding?.rule == .validity && refused.decidingFinding?.certificate == 1)
    #expect(refused.explanation.description.contains("certificate 1 (intermediate, at hand)"))
    // And a signature that is bad is told of.
    var forged = expired.certificates[1].derEncoding
    forged[forged.count - 1] ^= 1
    let bad = evaluate(chain, atHand: [try Certificate(der: forged)])
    #expect(bad.codes.contains("signature-invalid"))
  }

  @Test func whatThePeerPresentsComesFirst() throws {
    // Two certificates of one authority, of which the one at hand is newer.
    let chain = try MadeChain()
    let newer = try MadeChain(intermediate: {
      $0.serialNumber = DER.integer(8)
      $0.validity = DER.sequence(DER.utcTime("250101000000Z"), DER.generalizedTime("21000101000000Z"))
    }).certificates[1]
    let verified = evaluate(chain, presented: [chain.certificates[1]], atHand: [newer])
    #expect(verified.verifiedChain?.certificates[1] == chain.certificates[1])
    #expect(
      evaluate(chain, presented: [newer], atHand: [chain.certificates[1]]).verifiedChain?.certificates[1] == newer)
    // Where the peer's leads nowhere, the other one does.
    let expired = try MadeChain(intermediate: {
      $0.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("210101000000Z"))
    }).certificates[1]
    let detour = evaluate(chain, presented: [expired], atHand: [chain.certificates[1]])
    #expect(detour.verifiedChain?.certificates[1] == chain.certificates[1] && detour.attempts.count == 1)
    #expect(detour.explanation.text(allPaths: true).contains("intermediate, at hand, from intermediate.pem"))
  }

  @Test func aMissingIssuerIsToldOfBesideWhatIsAtHand() throws {
    let chain = try MadeChain()
    let others = chain.anchors + [chain.certificates[0]]
    let missing = evaluate(chain, atHand: others).explanation.paths[0].items[0].facts
    #expect(missing.contains("neither the 2 intermediates at hand nor the trusted roots have this name"))
    let further = evaluate(chain, presented: others, atHand: [chain.certificates[0]]).explanation.paths[0].items[0]
      .facts
    #expect(further.contains("Neither what the server presented nor the 1 intermediate at hand nor the trusted roots"))
  }

  @Test func eachOfTheNameIsCounted() throws {
    let chain = try MadeChain()
    let namesakes = try (0..<200).map { number in
      try MadeChain(intermediate: { $0.serialNumber = DER.integer(1000 + number) }).certificates[1]
    }
    // Each is an issuer, and the first of them leads on.
    #expect(evaluate(chain, atHand: namesakes).effort.namesakes == 201)
    var budget = SearchBudget()
    budget.namesakes = 100
    #expect(evaluate(chain, atHand: namesakes, budget: budget).effort.exhausted == .namesakes)
    budget = SearchBudget()
    budget.candidates = 1
    #expect(evaluate(chain, atHand: namesakes, budget: budget).effort.exhausted == .candidates)
  }

  @Test func aLongChainIsFoundAmongAHundredThousand() throws {
    // A root, seven authorities below it, and a leaf that comes alone.
    var made = [CertificateFields.authority("Authority 0", by: "Authority 0", key: TestKey(2)).signed(by: TestKey(2))]
    for step in 1...7 {
      let fields = CertificateFields.authority("Authority \(step)", by: "Authority \(step - 1)", key: TestKey(step + 2))
      made.append(fields.signed(by: TestKey(step + 1)))
    }
    let leaf = try Certificate(der: CertificateFields.leaf(by: "Authority 7").signed(by: TestKey(9)))
    let (roots, others) = (Noise.bundle("Root", count: 100_000), Noise.bundle("Other", count: 100_000))
    let half = others.count / 2
    var verifier = CertificateVerifier(trust: TrustStore())
    #expect(verifier.trust.insert(contentsOf: roots + made[0]).added == 100_001)
    // The authorities stand between the others.
    let intermediates = others[..<half] + made.dropFirst().joined() + others[half...]
    #expect(verifier.intermediates.insert(CertificateBundle(Array(intermediates))) == 100_007)
    let evaluation = verifier.evaluate(leaf, for: ChainFixture.name, at: MadeChain.moment)
    let chain = try #require(evaluation.verifiedChain)
    #expect(chain.certificates.map(\.derEncoding) == [leaf.derEncoding] + made.reversed())
    // Unrelated ones cost nothing: what is counted is what the chain itself takes.
    #expect(evaluation.effort.namesakes == 8 && evaluation.effort.candidates == 8 && evaluation.effort.signatures == 8)
    #expect(evaluation.effort.certificateBytes < 20_000 && evaluation.effort.nameComparisons == 0)
    #expect(verifier.evaluate(leaf, for: ChainFixture.name, at: MadeChain.moment).effort.rememberedSignatures == 7)
  }
}

/// Certificates of many names that belong to nothing.
private enum Noise {
  /// So many of them one after the other, whose names are `name` and their number in six digits.
  static func bundle(_ name: String, count: Int) -> [UInt8] {
    let digits = 6
    let template = CertificateFields.with {
      $0.subject = DER.name(("CN", "\(name) " + String(repeating: "#", count: digits)))
      $0.serialNumber = DER.integer(unsigned: [1] + [UInt8](repeating: UInt8(ascii: "#"), count: digits))
    }
    // Where the digits go: in the serial number, and in the subject's name.
    let places = template.indices.dropLast(digits).filter { index in
      template[index..<index + digits].allSatisfy { $0 == UInt8(ascii: "#") }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(template.count * count)
    for number in 0..<count {
      let start = bytes.count
      bytes += template
      var rest = number
      for digit in (0..<digits).reversed() {
        for place in places { bytes[start + place + digit] = UInt8(ascii: "0") + UInt8(rest % 10) }
        rest /= 10
      }
    }
    return bytes
  }
}

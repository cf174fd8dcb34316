import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Lists of policies on both sides of the limits up to which a quicker way is taken: what comes of them is the same.
@Suite struct PolicyCountTests {
  /// So many policies, from a number on.
  private func policies(_ count: Int, from first: Int = 1) -> [OID] {
    (first..<first + count).compactMap { OID("1.3.6.1.4.1.32473.9.\($0)") }
  }

  /// A path of certificates that list policies, the leaf's first, below an anchor that lists none.
  private func path(_ lists: [[OID]]) throws -> [PathNode] {
    try (lists + [[]]).enumerated().map { place, list in
      let fields = CertificateFields.with {
        if !list.isEmpty { $0.extensions = [Self.policiesExtension(list)] }
      }
      return PathNode(place < lists.count ? .presented(place) : .anchor(0), try Certificate(der: fields))
    }
  }

  private static func policiesExtension(_ list: [OID]) -> [UInt8] {
    DER.extension("2.5.29.32", DER.sequence(list.map { DER.sequence(DER.oid($0)) }))
  }

  /// The policies for which a path is valid by the graph of RFC 9618, and what that costs.
  private func graphOutcome(_ path: [PathNode]) -> (policies: Set<OID>?, cost: Int) {
    var state = PolicyState(PolicyInputs(), certificateCount: path.count - 1)
    for position in (0..<path.count - 1).reversed() {
      #expect(state.process(path[position].facts.policies, isSelfIssued: false, isLeaf: position == 0) == nil)
    }
    return (state.outcome(), state.graph.size + path.reduce(0) { $0 + $1.facts.policies.count })
  }

  @Test(arguments: [-1, 0, 1, 2, 8])
  func policiesThatNobodyMapsAreFollowedWhateverTheirNumber(_ beyond: Int) throws {
    let limit = UnmappedPolicies.maximumCount
    let count = limit + beyond
    // The leaf has the upper half of the authority's policies, and as many others.
    let (above, below) = (policies(count), policies(count, from: 1 + count / 2))
    let path = try path([below, above])
    #expect(path.dropLast().allSatisfy { UnmappedPolicies.suffices(for: $0.facts.policies) } == (beyond <= 0))
    var effort = SearchEffort()
    let outcome = PolicyRule.check(path, PolicyInputs(), &effort, SearchBudget())
    #expect((try? outcome.get()) == Set(above).intersection(below))
    let graph = graphOutcome(path)
    #expect(graph.policies == Set(above).intersection(below) && graph.cost == effort.policyNodes)
  }

  @Test(arguments: [-2, -1, 0, 1, 2, 9])
  func aPolicyThatIsListedTwiceIsFoundWhateverTheirNumber(_ beyond: Int) throws {
    let list = policies(PolicyFacts.shortCount + beyond)
    let once = CertificateFacts(try path([list])[0].certificate).policies
    #expect(once.policies == list && once.flaw == nil)
    for repeated in list {
      let twice = CertificateFacts(try path([list + [repeated]])[0].certificate).policies
      #expect(twice.policies == list && twice.flaw == .repeatedPolicy(repeated))
      let atOnce = CertificateFacts(try path([[repeated] + list])[0].certificate).policies
      #expect(atOnce.policies?.count == list.count && atOnce.flaw == .repeatedPolicy(repeated))
    }
  }

  @Test(arguments: [-1, 0, 1, 2])
  func extensionsThatAreNotKeptAreReadAgain(_ beyond: Int) throws {
    let list = policies(IssuerLink.maximumPolicyCount + beyond)
    let path = try path([[], list])
    let (child, issuer) = (path[1], path[2].certificate)
    let link = IssuerLink(child, issuer)
    #expect(link.isAbout(child.certificate) && link.isMade(by: issuer))
    #expect((link.facts(of: child.certificate) != nil) == (beyond <= 0))
    let again = PathNode(.presented(1), child.certificate, link: link)
    #expect(again.facts.policies.policies == list)
  }

  @Test(arguments: [-1, 0, 1])
  func aVerifierFindsTheSameOnceItRemembers(_ beyond: Int) throws {
    let list = policies(IssuerLink.maximumPolicyCount + beyond)
    let chain = try MadeChain(
      leaf: { $0.extensions? += [Self.policiesExtension(list)] },
      intermediate: { $0.extensions? += [Self.policiesExtension(list)] })
    var trust = TrustStore()
    for anchor in chain.anchors { trust.insert(anchor) }
    let verifier = CertificateVerifier(trust: trust)
    for round in 0..<3 {
      let evaluation = verifier.evaluate(
        chain.certificates[0], intermediates: Array(chain.certificates.dropFirst()), for: ChainFixture.name,
        at: MadeChain.moment)
      #expect(evaluation.verifiedChain?.policies == Set(list))
      #expect(evaluation.effort.rememberedSignatures == (round == 0 ? 0 : 1))
    }
  }
}

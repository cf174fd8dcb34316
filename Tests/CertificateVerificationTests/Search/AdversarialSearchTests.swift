import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Chains with good signatures that are made to have many paths: what they cost is counted, and grows as it should.
@Suite struct AdversarialSearchTests {
  /// So many layers of so many certificates of one authority, each issued by all of the layer above.
  ///
  /// There are width^depth paths, which end at the root, or at a name that is nobody's.
  private func lattice(depth: Int, width: Int, hasRoot: Bool) throws -> MadeChain {
    var certificates = [CertificateFields.leaf(by: "Layer 1").signed(by: TestKey(3))]
    for layer in 1...depth {
      let above = layer == depth ? "Root" : "Layer \(layer + 1)"
      let key = TestKey(layer == depth ? 2 : layer + 3)
      for serial in 1...width {
        var fields = CertificateFields.authority("Layer \(layer)", by: above, key: TestKey(layer + 2))
        fields.serialNumber = DER.integer(serial)
        certificates.append(fields.signed(by: key))
      }
    }
    let root = CertificateFields.authority(hasRoot ? "Root" : "Nobody", by: "Root", key: TestKey(2))
    return try MadeChain(certificates, anchors: [root.signed(by: TestKey(2))])
  }

  /// So many layers of so many authorities with keys of their own, each certified by each of the layer above.
  ///
  /// A layer has width² certificates, and the last one none: its names are nobody's.
  private func crossSigned(depth: Int, width: Int) throws -> MadeChain {
    func key(_ layer: Int, _ place: Int) -> TestKey { TestKey(4 + (layer - 1) * width + place) }
    var certificates = [CertificateFields.leaf(by: "Authority 1.0").signed(by: key(1, 0))]
    for layer in 1..<depth {
      for place in 0..<width {
        for above in 0..<width {
          let fields = CertificateFields.authority(
            "Authority \(layer).\(place)", by: "Authority \(layer + 1).\(above)", key: key(layer, place))
          certificates.append(fields.signed(by: key(layer + 1, above)))
        }
      }
    }
    let stranger = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))
    return try MadeChain(certificates, anchors: [stranger])
  }

  @Test func aLatticeWithARootIsClimbedStraight() throws {
    let effort = try lattice(depth: 8, width: 6, hasRoot: true).evaluate().effort
    #expect(effort.exhausted == nil)
    #expect(effort.candidates == 9 && effort.signatures == 9)
  }

  @Test func aLatticeWithoutARootEndsInTime() throws {
    for (depth, width) in [(2, 4), (4, 4), (10, 3), (8, 6)] {
      let evaluation = try lattice(depth: depth, width: width, hasRoot: false).evaluate()
      let effort = evaluation.effort
      #expect(!evaluation.isVerified)
      // Between two layers each pair is checked once.
      #expect(effort.signatures <= width + (depth - 1) * width * width)
      #expect(effort.candidates <= SearchBudget().candidates)
      #expect(effort.namesakes <= SearchBudget().namesakes)
      // 64 paths, and the limit before them.
      #expect(evaluation.attempts.count <= 65)
    }
  }

  @Test func pathsOfALatticeAreTheSumOfItsStepsUntilTheBudgetEnds() throws {
    // 4 + 4² + 4³ issuers are tried, and 64 paths end without a root.
    let effort = try lattice(depth: 3, width: 4, hasRoot: false).evaluate().effort
    #expect(effort.exhausted == nil)
    #expect(effort.candidates == 4 + 16 + 64)
    // 4 for the leaf, 16 between each two layers.
    #expect(effort.signatures == 4 + 16 + 16)
    // 6^8 of them are too many.
    let large = try lattice(depth: 8, width: 6, hasRoot: false).evaluate()
    #expect(large.effort.exhausted == .signatures || large.effort.exhausted == .candidates)
    #expect(large.codes.first == "budget-exhausted")
  }

  @Test(arguments: [(2, 3), (3, 3), (4, 4), (5, 5)])
  func crossSignedAuthorities(depth: Int, width: Int) throws {
    let evaluation = try crossSigned(depth: depth, width: width).evaluate()
    #expect(!evaluation.isVerified)
    let certificateCount = (depth - 1) * width * width
    let effort = evaluation.effort
    // A certificate of an authority is signed by one key: whoever certifies that key's owner need be asked once each.
    #expect(effort.signatures <= 1 + certificateCount * width)
    #expect(effort.candidates <= SearchBudget().candidates)
    #expect(effort.exhausted == nil || evaluation.codes.first == "budget-exhausted")
  }

  @Test func rootsAndIntermediatesOfOneName() throws {
    // 40 roots and 40 intermediates of one name with keys of their own; the last root signed the leaf.
    let name = "Namesake"
    let anchors = (1...40).map { CertificateFields.authority(name, by: name, key: TestKey($0)).signed(by: TestKey($0)) }
    let others = (1...40).map { number -> [UInt8] in
      CertificateFields.authority(name, by: name, key: TestKey(number)).signed(by: TestKey(number % 40 + 1))
    }
    let leaf = CertificateFields.leaf(by: name).signed(by: TestKey(40))
    let chain = try MadeChain([leaf] + others, anchors: anchors)
    let evaluation = chain.evaluate()
    #expect(evaluation.isVerified)
    // Anchors come first: at most each of them is asked once.
    #expect(evaluation.effort.signatures <= 40)
    #expect(evaluation.effort.candidates <= 40)
    // Nobody signed this one; among 80 of a name no pair is asked twice.
    let forged = CertificateFields.leaf(by: name).signed(by: TestKey(48))
    let refused = try MadeChain([forged] + others, anchors: anchors).evaluate()
    #expect(!refused.isVerified)
    #expect(refused.effort.signatures <= 80)
    #expect(refused.effort.exhausted == nil)
  }

  @Test func aRingOfAuthoritiesIsWalkedOnce() throws {
    // Twelve authorities, each certified by the next and the last by the first.
    let certificates = (0..<12).map { place -> [UInt8] in
      CertificateFields.authority("Ring \(place)", by: "Ring \((place + 1) % 12)", key: TestKey(place + 3))
        .signed(by: TestKey((place + 1) % 12 + 3))
    }
    let leaf = CertificateFields.leaf(by: "Ring 0").signed(by: TestKey(3))
    let root = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))
    let effort = try MadeChain([leaf] + certificates, anchors: [root]).evaluate().effort
    #expect(effort.exhausted == nil)
    #expect(effort.signatures <= 12 && effort.candidates <= 12)
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

/// What an explanation tells of a verdict beside its path: the detours, the policies, and how many paths were not kept.
@Suite struct DetourTests {
  /// A chain that is valid under two policies, whose intermediate has a second certificate that has expired.
  private static func chain() throws -> MadeChain {
    let policies = DER.extension(
      "2.5.29.32",
      DER.sequence(
        DER.sequence(DER.oid("2.23.140.1.2.1")), DER.sequence(DER.oid("1.3.6.1.4.1.99999.1"))))
    var chain = try MadeChain(
      leaf: { $0.extensions?.append(policies) }, intermediate: { $0.extensions?.append(policies) })
    var expired = CertificateFields.authority("Issuer", by: "Old Root", key: MadeChain.issuerKey)
    expired.validity = DER.sequence(DER.utcTime("240101000000Z"), DER.utcTime("250101000000Z"))
    let root = CertificateFields.authority("Old Root", by: "Old Root", key: TestKey(6))
    chain.certificates.append(try Certificate(der: expired.signed(by: TestKey(6)), source: "cross.pem"))
    chain.anchors.append(try Certificate(der: root.signed(by: TestKey(6)), source: "old-root.pem"))
    return chain
  }

  /// 81 paths that end without a root.
  private static func lattice() throws -> MadeChain {
    var certificates = [CertificateFields.leaf(by: "Layer 1").signed(by: TestKey(3))]
    for layer in 1...4 {
      for serial in 1...3 {
        var fields = CertificateFields.authority("Layer \(layer)", by: "Layer \(layer + 1)", key: TestKey(layer + 2))
        fields.serialNumber = DER.integer(serial)
        certificates.append(fields.signed(by: TestKey(layer + 3)))
      }
    }
    return try MadeChain(certificates, anchors: [])
  }

  @Test func detoursAndPoliciesAreTheGoldenOnes() throws {
    let explanation = try Self.chain().evaluate().explanation
    #expect(explanation.paths.count == 1 && explanation.paths[0].items.isEmpty)
    #expect(explanation.detours.map { $0.items.map { $0.code } } == [["expired"]])
    try Golden.compare(explanation.text(allPaths: true) + "\n", with: "cases/detour.txt")
    try Golden.compare(explanation.json + "\n", with: "cases/detour.json")
  }

  @Test func shortTextIsThatOfAChainWithoutDetours() throws {
    let chain = try Self.chain()
    var straight = chain
    straight.certificates.removeLast()
    let text = chain.evaluate().explanation.description
    #expect(text == straight.evaluate().explanation.description)
    #expect(!text.contains("detour") && !text.contains("Policies"))
  }

  @Test func refusalHasItsPathsAndNoDetours() throws {
    let evaluation = try Self.chain().evaluate(name: .dns("www.example.net"))
    let explanation = evaluation.explanation
    #expect(explanation.paths.count == 2 && explanation.detours.isEmpty)
    let json = try Self.object(explanation)
    #expect((json["detours"] as? [Any])?.isEmpty == true)
    #expect(json["policies"] is NSNull)
    #expect(json["omittedPaths"] as? Int == 0)
  }

  @Test func chainWithoutPoliciesSaysSo() throws {
    // A policy of the leaf alone is none of the path.
    let policies = DER.extension("2.5.29.32", DER.sequence(DER.sequence(DER.oid("2.23.140.1.2.1"))))
    let explanation = try MadeChain(leaf: { $0.extensions?.append(policies) }).evaluate().explanation
    #expect(explanation.evaluation.isVerified)
    #expect((try Self.object(explanation)["policies"] as? [Any])?.isEmpty == true)
    #expect(!explanation.text(allPaths: true).contains("Policies"))
  }

  @Test func pathsThatAreNotKeptAreCounted() throws {
    let explanation = try Self.lattice().evaluate().explanation
    #expect(explanation.paths.count == 64)
    #expect(try Self.object(explanation)["omittedPaths"] as? Int == 17)
    #expect(explanation.text(allPaths: true).contains("\n\n17 more paths were tried and not kept.\n\nEffort: "))
    #expect(!explanation.description.contains("not kept"))
  }

  private static func object(_ explanation: Explanation) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(explanation.json.utf8)) as? [String: Any])
  }
}

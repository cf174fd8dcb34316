import CertificateEncoding
import CertificateVerification
import HandshakeVerification
import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("What becomes of a name")
struct ExaminerTests {
  private static let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z

  /// The step of a server's name, for somebody who looks at so many names.
  private static func serverName(_ fields: CertificateFields, asked: PeerName, budget: Int) throws -> StepResult? {
    let message = MessageFields.certificate13([(fields.signed(by: TestKey(2)), [])])
    var facts = HandshakeFacts()
    facts.serverCertificate = HandshakeFacts.Read(
      bytes: message, message: try CertificateMessage(message.span, 0..<message.count, version: .tls13))
    var verifier = CertificateVerifier(trust: TrustStore())
    verifier.policy.budget.names = budget
    let examiner = Examiner(verifier: verifier, name: asked, moment: .at(moment))
    return examiner.steps(facts, time: nil)[.serverName]
  }

  @Test("An address is called one")
  func address() throws {
    let fields = CertificateFields.leaf(
      by: "Root", names: [DER.ipAddress([192, 0, 2, 7]), DER.dnsName("a.example.com")])
    for (asked, word) in [(PeerName.ip("192.0.2.7"), "address"), (.dns("a.example.com"), "name")] {
      let result = try Self.serverName(fields, asked: asked, budget: 1000)
      #expect(result?.outcome == .pass && result?.reason.hasSuffix("the certificate is for that \(word)") == true)
    }
  }

  @Test("A name that was not looked for to the end does not match, whatever else is wrong", arguments: [false, true])
  func budget(hasExpired: Bool) throws {
    let names = (0..<20).map { DER.dnsName("\($0).example.com") }
    var fields = CertificateFields.leaf(by: "Root", names: names)
    if hasExpired { fields.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.utcTime("210101000000Z")) }
    for (asked, budget, outcome) in [
      ("19.example.com", 1000, StepResult.Outcome.pass), ("20.example.com", 1000, .fail),
      ("20.example.com", 5, .notCheckable),
    ] {
      let result = try Self.serverName(fields, asked: .dns(asked), budget: budget)
      #expect(result?.outcome == outcome, "\(asked), \(budget) names: \(result?.reason ?? "")")
    }
  }
}

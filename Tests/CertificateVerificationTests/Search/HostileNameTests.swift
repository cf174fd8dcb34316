import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Names that are dear to compare, and certificates that are large: both are counted wherever they are met.
@Suite struct HostileNameTests {
  /// A name of many letters beyond ASCII, spelled in small letters or in capitals, which are the same name.
  private func name(_ letter: Character, _ end: String, count: Int = 200) -> [UInt8] {
    let values = (0..<4).map { DER.attribute("1.2.3.\($0)", String(repeating: letter, count: count)) }
    return DER.name(relativeNames: [values, [DER.attribute("CN", end)]])
  }

  /// A leaf, so many authorities that issue each other under two names in other spellings, and a stranger's root.
  private func chain(_ count: Int, letters: (Character, Character), _ ends: (String, String)) throws -> MadeChain {
    let names = [name(letters.0, ends.0), name(letters.1, ends.1)]
    var leaf = CertificateFields.leaf(by: "")
    leaf.issuer = names[0]
    var certificates = [leaf.signed(by: TestKey(3))]
    for number in 0..<count {
      var fields = CertificateFields.authority("", by: "", key: TestKey(3 + number))
      fields.serialNumber = DER.integer(number + 2)
      (fields.subject, fields.issuer) = (names[number % 2], names[(number + 1) % 2])
      certificates.append(fields.signed(by: TestKey(4 + number)))
    }
    let stranger = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))
    return try MadeChain(certificates, anchors: [stranger])
  }

  @Test func whetherACertificateIsSelfIssuedIsAskedOnceAndCounted() throws {
    // Each name is another one in every letter, and hashes alike, because letters beyond ASCII don't count there.
    let evaluation = try chain(9, letters: ("é", "à"), ("é", "à")).evaluate()
    let effort = evaluation.effort
    let byteCount = name("é", "é").count * 2
    #expect(!evaluation.isVerified)
    // Of ten certificates each once whether it is self-issued, and of nine pairs whether the one issued the other.
    #expect(effort.nameComparisons >= 9 * (1 + byteCount / 256))
    #expect(effort.nameComparisons <= SearchBudget().nameComparisons)
  }

  @Test func manyDearNamesEndAtTheLimit() throws {
    let evaluation = try chain(40, letters: ("é", "É"), ("a", "A")).evaluate()
    #expect(evaluation.effort.exhausted == .nameComparisons)
    #expect(evaluation.codes.first == "budget-exhausted")
  }

  @Test func largeCertificatesAreCountedByTheirBytes() throws {
    let purposes = DER.extension("2.5.29.37", DER.sequence((0..<20_000).map { DER.oid("1.2.3.\($0)") }))
    var certificates = [CertificateFields.leaf(by: "Issuer").signed(by: TestKey(3))]
    for serial in 1...12 {
      var fields = CertificateFields.authority("Issuer", by: "Nobody", key: TestKey(4), extensions: [purposes])
      fields.serialNumber = DER.integer(serial)
      certificates.append(fields.signed(by: TestKey(5)))
    }
    let made = try MadeChain(certificates, anchors: [])
    let size = made.certificates[1].derEncoding.count
    let effort = made.evaluate().effort
    // Read once, and tried once.
    #expect(effort.certificateBytes >= 24 * size && effort.certificateBytes < 25 * size)
    var policy = VerificationPolicy.rfc5280
    policy.budget.certificateBytes = 20 * size
    let limited = made.evaluate(policy: policy)
    #expect(limited.effort.exhausted == .certificateBytes && limited.codes.first == "budget-exhausted")
  }

  @Test func whatSpeaksAgainstALargeLeafIsToldThoughItsSignatureIsTooDearToExplain() throws {
    let constraints = DER.extension(
      "2.5.29.30", critical: true, DER.sequence(DER.context(0, DER.sequence(DER.dnsName("example.net")))))
    let filler = DER.extension("1.2.3.4", DER.octetString([UInt8](repeating: 0, count: 1_000_000)))
    let chain = try MadeChain(
      leaf: { $0.extensions?.append(filler) }, intermediate: { $0.extensions?.append(constraints) })
    #expect(chain.evaluate().codes.first == "name-not-allowed")
  }
}

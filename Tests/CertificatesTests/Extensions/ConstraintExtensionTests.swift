import CertificateEncoding
import Certificates
import TestSupport
import Testing

/// basicConstraints, keyUsage, extendedKeyUsage, nameConstraints, policyConstraints, inhibitAnyPolicy.
@Suite struct ConstraintExtensionTests {
  @Test func readsBasicConstraints() throws {
    func read(_ value: [UInt8]) throws -> BasicConstraints { try BasicConstraints(value.span, 0..<value.count) }
    let leaf = try read(DER.sequence())
    #expect(!leaf.isCA && leaf.pathLength == nil)
    #expect(leaf.describe() == ["not a CA"])
    let anyLength = try read(DER.sequence(DER.boolean(true)))
    #expect(anyLength.isCA && anyLength.pathLength == nil)
    #expect(anyLength.describe() == ["CA"])
    #expect(try read(DER.sequence(DER.boolean(true), DER.integer(300))).pathLength == 300)
    let misplaced = try read(DER.sequence(DER.integer(1)))
    #expect(!misplaced.isCA && misplaced.pathLength == 1)
    // X.690 §11.5 leaves a default out; authorities that write it mean the same.
    #expect(try read(DER.sequence(DER.boolean(false))) == leaf)
    #expect(try read(DER.sequence(DER.boolean(false), DER.integer(1))) == misplaced)
    let huge = try read(DER.sequence(DER.boolean(true), DER.integer(unsigned: [1] + [UInt8](repeating: 0, count: 20))))
    #expect(huge.pathLength == Int(Int32.max))
    #expect(try read(DER.sequence(DER.boolean(true), DER.integer(0xFFFF_FFFF))).pathLength == Int(Int32.max))
  }

  @Test func readsKeyUsage() throws {
    func read(_ value: [UInt8]) throws -> KeyUsage { try KeyUsage(value.span, 0..<value.count) }
    #expect(try read(DER.namedBits(0, 2)) == [.digitalSignature, .keyEncipherment])
    #expect(try read(DER.namedBits(5, 6)) == [.keyCertSign, .crlSign])
    #expect(try read(DER.namedBits(8)) == .decipherOnly)
    #expect(try read(DER.namedBits()).isEmpty)
    let all = try read(DER.namedBits(0, 1, 2, 3, 4, 5, 6, 7, 8))
    #expect(
      all.describe() == [
        "digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
        "cRLSign", "encipherOnly", "decipherOnly",
      ])
    #expect(
      all == [
        .digitalSignature, .contentCommitment, .keyEncipherment, .dataEncipherment, .keyAgreement, .keyCertSign,
        .crlSign,
        .encipherOnly, .decipherOnly,
      ])
    #expect(try read(DER.namedBits()).describe() == ["none"])
  }

  @Test func readsExtendedKeyUsage() throws {
    let long = "1.2" + String(repeating: ".1234567", count: 10)
    let value = DER.sequence(DER.oid(.clientAuth), DER.oid(long), DER.oid(.serverAuth))
    let usage = try ExtendedKeyUsage(value.span, 0..<value.count)
    let asked: [OID] = [.serverAuth, try #require(OID(long)), .anyExtendedKeyUsage]
    #expect(asked.map { usage.contains($0, value.span) } == [true, true, false])
    var purposes: [String] = []
    usage.forEach(value.span) { purposes.append($0.description) }
    #expect(purposes == ["1.3.6.1.5.5.7.3.2", long, "1.3.6.1.5.5.7.3.1"])
  }

  @Test func readsNameConstraints() throws {
    let value = DER.sequence(
      DER.context(
        0,
        DER.sequence(DER.dnsName("")) + DER.sequence(DER.mailbox("example.com"))
          + DER.sequence(DER.directoryName(DER.name(("O", "Example"))), DER.implicit(0, DER.integer(0)))),
      DER.context(1, DER.sequence(DER.ipAddress([UInt8](repeating: 0, count: 32)))))
    let constraints = try NameConstraints(value.span, 0..<value.count)
    var reader = try #require(constraints.permitted).makeReader()
    guard case .dnsName(let name) = reader.next(value.span)?.base else {
      Issue.record("no DNS name")
      return
    }
    #expect(name.isEmpty)
    #expect(
      constraints.describe(value.span) == [
        "permitted DNS:", "permitted email:example.com", "permitted directory name:O=Example", "excluded IP:::/0",
      ])
    let excludedOnly = DER.sequence(DER.context(1, DER.sequence(DER.dnsName("a"))))
    #expect(try NameConstraints(excludedOnly.span, 0..<excludedOnly.count).permitted == nil)
  }

  @Test func readsCounts() throws {
    let value = DER.sequence(DER.implicit(1, DER.integer(7)))
    let constraints = try PolicyConstraints(value.span, 0..<value.count)
    #expect(constraints.requireExplicitPolicy == nil)
    #expect(constraints.inhibitPolicyMapping == 7)
    let huge = DER.integer(unsigned: [UInt8](repeating: 0xFF, count: 9))
    #expect(try InhibitAnyPolicy(huge.span, 0..<huge.count).skipCertificates == Int(Int32.max))
  }

  private static let refused: [RefusedExtension] = [
    RefusedExtension(.basicConstraints, "not 00 or FF", [0x30, 3, 1, 1, 1], .invalidBoolean, at: 4),
    RefusedExtension(
      .basicConstraints, "negative", DER.sequence(DER.boolean(true), DER.integer(-1)), .integerOutOfRange, at: 5),
    RefusedExtension(
      .basicConstraints, "padded", DER.sequence(DER.boolean(true), [2, 2, 0, 1]), .nonMinimalInteger, at: 7),
    RefusedExtension(
      .basicConstraints, "order", DER.sequence(DER.integer(0), DER.boolean(true)), .trailingData, at: 5),
    RefusedExtension(
      .basicConstraints, "third field", DER.sequence(DER.boolean(true), DER.integer(0), DER.null), .trailingData, at: 8),
    RefusedExtension(.keyUsage, "no count of unused bits", [3, 0], .invalidBitString, at: 0),
    RefusedExtension(.keyUsage, "too many unused bits", [3, 2, 8, 0], .invalidBitString, at: 2),
    RefusedExtension(.keyUsage, "padding", [3, 2, 1, 3], .nonZeroPadding, at: 3),
    RefusedExtension(.extendedKeyUsage, "no purpose", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(
      .extendedKeyUsage, "no identifier", DER.sequence(DER.oid(.serverAuth), DER.null),
      .unexpectedTag(expected: .objectIdentifier, found: .null), at: 12),
    RefusedExtension(.extendedKeyUsage, "empty identifier", DER.sequence([6, 0]), .emptyValue, at: 2),
    RefusedExtension(.extendedKeyUsage, "cut identifier", DER.sequence([6, 1, 0x81]), .invalidObjectIdentifier, at: 4),
    RefusedExtension(.nameConstraints, "nothing", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(.nameConstraints, "no subtree", DER.sequence(DER.context(1, [])), .emptyCollection, at: 2),
    RefusedExtension(
      .nameConstraints, "order",
      DER.sequence(
        DER.context(1, DER.sequence(DER.dnsName("a"))), DER.context(0, DER.sequence(DER.dnsName("a")))),
      .trailingData, at: 9),
    RefusedExtension(
      .nameConstraints, "minimum",
      DER.sequence(DER.context(0, DER.sequence(DER.dnsName("a"), DER.implicit(0, DER.integer(1))))),
      .integerOutOfRange, at: 9),
    RefusedExtension(
      .nameConstraints, "maximum",
      DER.sequence(DER.context(0, DER.sequence(DER.dnsName("a"), DER.implicit(1, DER.integer(0))))),
      .integerOutOfRange, at: 9),
    RefusedExtension(
      .nameConstraints, "address without mask",
      DER.sequence(DER.context(0, DER.sequence(DER.ipAddress([10, 0, 0, 0])))), .invalidString, at: 6),
    RefusedExtension(.policyConstraints, "nothing", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(
      .policyConstraints, "negative", DER.sequence(DER.implicit(0, DER.integer(-5))), .integerOutOfRange, at: 2),
    RefusedExtension(
      .policyConstraints, "order", DER.sequence(DER.implicit(1, DER.integer(0)), DER.implicit(0, DER.integer(0))),
      .trailingData, at: 5),
    RefusedExtension(.inhibitAnyPolicy, "negative", DER.integer(-1), .integerOutOfRange, at: 0),
    RefusedExtension(.inhibitAnyPolicy, "empty", [2, 0], .emptyValue, at: 0),
  ]

  @Test(arguments: refused)
  func refuses(_ refused: RefusedExtension) { refused.check() }
}

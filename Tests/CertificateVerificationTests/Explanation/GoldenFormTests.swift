import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// The words for the rules on fields, names, identifiers and constraints, compared byte for byte with `Golden/cases`.
@Suite struct GoldenFormTests {
  private typealias Chain = UnsignedChain

  /// A case by the name of its golden file.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let evaluate: @Sendable () throws -> Evaluation

    init(_ description: String, _ evaluate: @escaping @Sendable () throws -> Evaluation) {
      self.description = description
      self.evaluate = evaluate
    }

    /// A chain whose signatures are noise; what is told of them is part of the file.
    init(_ description: String, unsigned change: @escaping @Sendable (inout UnsignedChain) -> Void) {
      self.init(description) {
        var chain = UnsignedChain()
        change(&chain)
        return try chain.evaluate(.webPKI, for: nil)
      }
    }

    /// A leaf that is trusted itself, under the profile of the public web.
    init(_ description: String, trusted change: @escaping @Sendable (inout UnsignedChain) -> Void) {
      self.init(description) {
        var chain = UnsignedChain()
        change(&chain)
        let leaf = try chain.leaf.certificate("leaf.der")
        var trust = TrustStore()
        trust.insert(leaf)
        return CertificateVerifier(trust: trust, policy: .webPKI).evaluate(leaf, for: nil, at: ChainFixture.moment)
      }
    }
  }

  static let fields = [
    Case("serial-number-not-positive", trusted: { $0.leaf.fields.serialNumber = DER.integer(0) }),
    Case(
      "serial-number-too-long",
      trusted: { $0.leaf.fields.serialNumber = DER.integer(unsigned: [UInt8](repeating: 0x80, count: 20)) }),
    Case("unique-identifier", trusted: { $0.leaf.fields.uniqueIDs = [DER.implicit(2, DER.bitString([1]))] }),
    Case(
      "version-too-old",
      trusted: {
        $0.leaf.extensions = []
        $0.leaf.fields.version = nil
      }),
    Case(
      "time-form",
      trusted: {
        $0.leaf.fields.validity = DER.sequence(
          DER.generalizedTime("20200101000000Z"), DER.generalizedTime("21000101000000Z"))
      }),
    Case(
      "key-not-allowed",
      trusted: {
        $0.leaf.fields.publicKeyInfo = CertificateFields.key("1.3.101.112", nil, [UInt8](repeating: 1, count: 32))
      }),
  ]

  static let names = [
    Case(
      "authority-without-name",
      unsigned: {
        $0.root.fields.subject = DER.sequence()
        $0.root.fields.issuer = DER.sequence()
        $0.intermediate.fields.issuer = DER.sequence()
      }),
    Case("nobody-named") {
      var chain = UnsignedChain()
      chain.leaf.fields.subject = DER.sequence()
      chain.leaf.set(UnsignedChain.subjectAltName, nil)
      return try chain.evaluate(for: nil)
    },
    Case("alternative-names-missing", trusted: { $0.leaf.set(Chain.subjectAltName, nil) }),
    Case(
      "dns-name-malformed",
      trusted: {
        $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("my_host")))
      }),
    Case(
      "name-form-not-allowed",
      trusted: {
        $0.leaf.set(
          Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.mailbox("a@example.com")))
      }),
    Case(
      "public-suffix-wildcard",
      trusted: {
        $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.co.uk")))
      }),
    Case(
      "private-suffix-wildcard",
      trusted: {
        $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.github.io")))
      }),
    Case(
      "common-name-not-repeated", trusted: { $0.leaf.fields.subject = DER.name(("CN", "b\u{FC}cher.example.com")) }),
    Case(
      "several-common-names",
      trusted: { $0.leaf.fields.subject = DER.name(("CN", "www.example.com"), ("CN", "www.example.com")) }),
    Case("name-with-underscore") {
      var chain = UnsignedChain()
      chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(DER.dnsName("my_host.example.com")))
      return try chain.evaluate(for: .dns("my_host.example.com"))
    },
    Case("mailbox-mismatch") { try ChainFixture("good").evaluate(name: .email("user@example.com")) },
    Case("mailbox-of-another") {
      var chain = UnsignedChain()
      chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(DER.mailbox("other@example.com")))
      return try chain.evaluate(for: .email("user@example.com"))
    },
    Case("reference-mailbox-invalid") { try ChainFixture("good").evaluate(name: .email("example.com")) },
  ]

  static let extensions = [
    Case("subject-key-identifier-missing", unsigned: { $0.intermediate.set(Chain.subjectKeyIdentifier, nil) }),
    Case("authority-key-identifier-missing", unsigned: { $0.intermediate.set(Chain.authorityKeyIdentifier, nil) }),
    Case(
      "key-identifiers-differ", unsigned: { $0.root.set(Chain.authorityKeyIdentifier, Chain.keyIdentifier(9)) }),
    Case(
      "issuer-named-by-serial-number",
      unsigned: {
        $0.root.set(
          Chain.authorityKeyIdentifier,
          DER.sequence(
            DER.implicit(0, DER.octetString([1, 1])), DER.context(1, DER.directoryName(DER.name(("CN", "Root")))),
            DER.implicit(2, DER.integer(7))))
      }),
    Case(
      "extension-must-not-be-critical",
      trusted: {
        $0.leaf.set(Chain.extendedKeyUsage, critical: true, DER.sequence(DER.oid(Chain.serverAuth)))
      }),
    Case(
      "extension-must-be-critical",
      unsigned: { $0.root.set(Chain.basicConstraints, DER.sequence(DER.boolean(true))) }),
    Case("policy-constraints-not-critical") {
      var chain = UnsignedChain()
      chain.intermediate.set("2.5.29.36", DER.sequence(DER.implicit(0, DER.integer(9))))
      return try chain.evaluate()
    },
    Case("name-constraints-not-critical") {
      var chain = UnsignedChain()
      chain.intermediate.set("2.5.29.30", allowing)
      return try chain.evaluate()
    },
    Case("name-constraints-with-a-leading-dot") {
      var chain = UnsignedChain()
      chain.intermediate.set(
        "2.5.29.30", critical: true, DER.sequence(DER.context(0, DER.sequence(DER.dnsName(".example.com")))))
      return try chain.evaluate()
    },
    Case("name-constraints-of-a-leaf") {
      var chain = UnsignedChain()
      chain.leaf.set("2.5.29.30", critical: true, allowing)
      return try chain.evaluate()
    },
    Case("purpose-must-be-explicit") {
      var chain = UnsignedChain()
      chain.leaf.set(Chain.extendedKeyUsage, nil)
      return try chain.evaluate(for: nil, purpose: .timeStamping)
    },
    Case("alternative-names-must-be-critical", trusted: { $0.leaf.fields.subject = DER.sequence() }),
    Case(
      "signing-by-no-authority", unsigned: { $0.leaf.set(Chain.keyUsage, critical: true, DER.namedBits(0, 5)) }),
    Case("key-usage-empty", unsigned: { $0.leaf.set(Chain.keyUsage, critical: true, DER.namedBits()) }),
    Case("key-usage-missing", unsigned: { $0.root.set(Chain.keyUsage, nil) }),
    Case(
      "path-length-of-no-authority",
      trusted: { $0.leaf.set(Chain.basicConstraints, critical: true, DER.sequence(DER.integer(0))) }),
    Case(
      "purposes-of-root",
      unsigned: { $0.root.set(Chain.extendedKeyUsage, DER.sequence(DER.oid(Chain.serverAuth))) }),
    Case(
      "purposes-mixed",
      trusted: {
        $0.leaf.set(
          Chain.extendedKeyUsage, DER.sequence(DER.oid(Chain.serverAuth), DER.oid("1.3.6.1.5.5.7.3.3")))
      }),
  ]

  /// Name constraints that permit the name of the chain.
  private static let allowing = DER.sequence(DER.context(0, DER.sequence(DER.dnsName("example.com"))))

  static let anchors = [
    Case("issued-after-distrust") { try constrained(AnchorConstraints(distrustAfter: Timestamp("2019-12-31"))) },
    Case("anchor-not-trusted-for-purpose") { try constrained(AnchorConstraints(purposes: [.client, .codeSigning])) },
    Case("name-not-allowed-by-trust-store") {
      try constrained(AnchorConstraints(permittedNames: [.dns("example.net"), .dns("corp.example")]))
    },
    Case("objection") {
      let fixture = try ChainFixture("good")
      var verifier = CertificateVerifier(trust: fixture.roots)
      verifier.additionalCheck = { _ in Objection("this root is not in our list of pins", certificate: 2) }
      return verifier.evaluate(
        fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
        at: ChainFixture.moment)
    },
  ]

  private static func constrained(_ constraints: AnchorConstraints) throws -> Evaluation {
    let fixture = try ChainFixture("good")
    var trust = TrustStore()
    trust.insert(fixture.roots.anchors[0].certificate, constraints: constraints)
    return CertificateVerifier(trust: trust).evaluate(
      fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
      at: ChainFixture.moment)
  }

  @Test(arguments: fields + names + extensions + anchors)
  func explanationIsTheGoldenOne(_ one: Case) throws {
    let text = try one.evaluate().explanation.text(allPaths: true) + "\n"
    #expect(!text.unicodeScalars.contains { $0 != "\n" && !DisplayText.isVisible($0) })
    try Golden.compare(text, with: "cases/\(one.description).txt")
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct IdentitySelectorTests {
  typealias Fixture = IdentityFixture
  typealias Rules = IdentitySelector.Rules

  /// What was measured with Go as client and as server, a row each: which identity goes out, and what happens next.
  @Test(arguments: [ProtocolVersion.tls12, .tls13])
  func theMeasuredTableHolds(_ version: ProtocolVersion) throws {
    func select(
      _ authorities: [[UInt8]], _ chains: [[Certificate]], _ rules: Rules = .go
    ) throws -> IdentitySelection {
      Fixture.select(chains, try Fixture.request(version, authorities: authorities), rules)
    }
    let (a, b, own) = (try Fixture.a(), try Fixture.b(), try Fixture.selfSigned())
    // No list of authorities: the first.
    #expect(try select([], [a, b]).words == ["chosen", "passed over"])
    #expect(try select([], [a, b], .strict).words == ["chosen", "passed over"])
    // The one that the server names.
    #expect(try select([Fixture.nameB], [a, b]).words == ["authorities", "chosen"])
    #expect(try select([Fixture.nameB], [a, b], .strict).words == ["authorities", "chosen"])
    #expect(try select([Fixture.nameA], [b, a]).words == ["authorities", "chosen"])
    #expect(try select([Fixture.nameA], [b, a], .strict).words == ["authorities", "chosen"])
    // None: an empty list, and what the client then sees differs by the version.
    for rules in Rules.allCases {
      let none = try select([Fixture.nameA], [own], rules)
      #expect(none.words == ["authorities"] && none.chosenIndex == nil && none.chosen == nil)
      #expect(none.explanation.contains(version == .tls12 ? "handshake_failure" : "certificate_required"))
      #expect(none.outlook.contains("first read") == (version == .tls13))
      #expect(none.outlook.contains("One that would merely like to goes on without it."))
    }
    #expect(
      try select([Fixture.nameA], [own]).outlook.contains(
        version == .tls12 ? "remote error: tls: handshake failure" : "remote error: tls: certificate required"))
    // Expired, and the good one never tried.
    let expired = try Fixture.a(Fixture.expired)
    let blind = try select([Fixture.nameA], [expired, a])
    #expect(blind.words == ["chosen", "passed over"] && blind.chosen?.remarks.map { $0.code } == ["expired"])
    #expect(blind.outlook.contains("remote error: tls: expired certificate"))
    #expect(try select([Fixture.nameA], [expired, a], .strict).words == ["expired", "chosen"])
    #expect(try select([], [], .go).words.isEmpty)
  }

  @Test func theServersOrderOfSchemesCounts() throws {
    let rsa = try Fixture.a(Fixture.rsa)
    for rules in Rules.allCases {
      func select(_ schemes: [UInt16], _ version: ProtocolVersion) throws -> SignatureScheme? {
        // The chain's own signature, ECDSA over SHA-256, is one that the server takes.
        let request = CertificateRequest(
          version: version, schemes: schemes.map { SignatureScheme(rawValue: $0) },
          certificateSchemes: [SignatureScheme(rawValue: 0x0403)])
        return Fixture.select([rsa], request, rules).chosen?.scheme
      }
      #expect(try select([0x0806, 0x0804], .tls13)?.rawValue == 0x0806)
      #expect(try select([0x0401, 0x0804], .tls12)?.rawValue == 0x0401)
      // PKCS #1 v1.5 has no place in TLS 1.3.
      #expect(try select([0x0401, 0x0804], .tls13)?.rawValue == 0x0804)
      #expect(try select([0x0401], .tls13) == nil)
      #expect(try select([0x0403, 0x1A1A, 0x0805], .tls13)?.rawValue == 0x0805)
    }
  }

  @Test func schemesAreBoundToKeys() throws {
    func words(
      _ chain: [Certificate], _ schemes: [UInt16], _ version: ProtocolVersion, _ rules: Rules
    ) throws -> [String] {
      // Signatures in the chain are another matter: ECDSA over SHA-256 is among the schemes for them.
      let more = [MessageFields.extension(50, MessageFields.vector(MessageFields.numbers(0x0403), 2))]
      return Fixture.select(
        [chain], try Fixture.request(version, schemes: schemes + (version == .tls12 ? [0x0403] : []), more: more), rules
      ).words
    }
    for rules in Rules.allCases {
      // ECDSA is bound to its curve in TLS 1.3.
      #expect(try words(try Fixture.a(), [0x0503], .tls13, rules) == ["schemes"])
      #expect(try words(try Fixture.a(), [0x0503], .tls12, rules) == ["chosen"])
      #expect(try words(try Fixture.a(Fixture.ed25519), [0x0807], .tls13, rules) == ["chosen"])
      // RSASSA-PSS with SHA-512 needs 130 bytes: a modulus of 1024 bits has 128.
      let small = try Fixture.a { $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 1024) }
      #expect(try words(small, [0x0806], .tls13, rules) == ["schemes"])
      #expect(try words(small, [0x0805], .tls13, rules) == ["chosen"])
      let dsa = try Fixture.a {
        $0.publicKeyInfo = CertificateFields.key("1.2.840.10040.4.1", nil, DER.integer(5))
      }
      #expect(try words(dsa, [0x0806], .tls13, rules) == ["key"])
    }
  }

  @Test func sha1IsNotSignedWith() throws {
    func words(_ rules: Rules, _ policy: VerificationPolicy = .rfc5280) throws -> [String] {
      // The chain itself is signed over SHA-256, which the server has to take.
      let request = CertificateRequest(
        version: .tls12, schemes: [SignatureScheme(rawValue: 0x0203)],
        certificateSchemes: [SignatureScheme(rawValue: 0x0403)])
      return IdentitySelector(chains: [try Fixture.a()], rules: rules, policy: policy)
        .select(for: request, at: Fixture.moment).words
    }
    #expect(try words(.go) == ["schemes"] && words(.strict) == ["weakSchemes"])
    var lenient = VerificationPolicy.rfc5280
    lenient.allowsSHA1Signatures = true
    #expect(try words(.strict, lenient) == ["chosen"])
  }

  @Test func kindsOfCertificatesCountIn12() throws {
    for rules in Rules.allCases {
      func words(_ chain: [Certificate], _ types: [UInt8]) throws -> [String] {
        Fixture.select([chain], try Fixture.request(.tls12, types: types), rules).words
      }
      let (ecdsa, rsa, edwards) = (try Fixture.a(), try Fixture.a(Fixture.rsa), try Fixture.a(Fixture.ed25519))
      #expect(try words(ecdsa, [1]) == ["certificateTypes"] && words(ecdsa, [64]) == ["chosen"])
      #expect(try words(rsa, [64]) == ["certificateTypes"] && words(rsa, [2, 1]) == ["chosen"])
      #expect(try words(edwards, [1]) == ["certificateTypes"] && words(edwards, [64]) == ["chosen"])
    }
  }

  @Test func authoritiesMayIssueAnyCertificateOfTheChain() throws {
    let root = DER.name(("CN", "Root"))
    var fields = CertificateFields.authority("", by: "", key: Fixture.keyA)
    (fields.subject, fields.issuer) = (Fixture.nameA, root)
    let intermediate = try Certificate(der: fields.signed(by: TestKey(5)))
    for rules in Rules.allCases {
      let request = try Fixture.request(authorities: [Fixture.nameB, root])
      #expect(Fixture.select([try Fixture.a()], request, rules).words == ["authorities"])
      #expect(Fixture.select([try Fixture.a() + [intermediate]], request, rules).words == ["chosen"])
    }
  }

  @Test func goComparesBytes() throws {
    // The same name by RFC 5280 §7.1, with another type of string and in capitals.
    let lookalike = DER.name(relativeNames: [
      [DER.attribute("2.5.4.10", DER.printable("EXAMPLE"))], [DER.attribute("2.5.4.3", DER.printable("CA A"))],
    ])
    let request = try Fixture.request(authorities: [lookalike])
    #expect(Fixture.select([try Fixture.a()], request, .go).words == ["authorityEncoding"])
    #expect(Fixture.select([try Fixture.a()], request, .strict).words == ["chosen"])
    // A name that breaks X.520 is compared by its bytes under both.
    let odd: [UInt8] = [0x30, 2, 4, 0]
    #expect(
      Fixture.select([try Fixture.a()], try Fixture.request(authorities: [odd]), .strict).words == ["authorities"])
  }

  @Test func goDoesNotLookAtTheRest() throws {
    func select(_ rules: Rules, _ more: [[UInt8]] = [], change: (inout CertificateFields) -> Void) throws -> [String] {
      let selection = Fixture.select([try Fixture.a(change)], try Fixture.request(more: more), rules)
      if rules == .go { #expect(selection.words == ["chosen"]) }
      return rules == .go ? selection.candidates[0].remarks.map { $0.code } : selection.words
    }
    func filter(_ identifier: String, _ values: [UInt8]) -> [[UInt8]] {
      let filter = MessageFields.vector(DER.oid(identifier), 1) + MessageFields.vector(values, 2)
      return [MessageFields.extension(48, MessageFields.vector(filter, 2))]
    }
    for rules in Rules.allCases {
      let good: [String] = rules == .go ? [] : ["chosen"]
      #expect(try select(rules) { _ in } == good)
      #expect(try select(rules, change: Fixture.expired) == ["expired"])
      #expect(
        try select(rules) {
          $0.validity = DER.sequence(DER.utcTime("300101000000Z"), DER.utcTime("400101000000Z"))
        } == ["notYetValid"])
      #expect(
        try select(rules) {
          $0.extensions?[2] = DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.1")))
        } == ["purpose"])
      #expect(
        try select(rules) { $0.extensions?[1] = DER.extension("2.5.29.15", critical: true, DER.namedBits(2)) }
          == ["keyUsage"])
      let chainSchemes = [MessageFields.extension(50, MessageFields.vector(MessageFields.numbers(0x0804), 2))]
      #expect(try select(rules, chainSchemes) { _ in } == ["certificateSignature"])
      // RFC 8446 §4.2.5: all bits, and all purposes, of the filter.
      #expect(try select(rules, filter("2.5.29.15", DER.namedBits(0))) { _ in } == good)
      #expect(try select(rules, filter("2.5.29.15", DER.namedBits(0, 2))) { _ in } == ["filter"])
      let purposes = DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2"))
      #expect(try select(rules, filter("2.5.29.37", purposes)) { _ in } == good)
      #expect(
        try select(rules, filter("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.1")))) { _ in } == ["filter"])
      // One that is known and not there, and one that nobody knows.
      #expect(try select(rules, filter("2.5.29.30", [])) { _ in } == ["filter"])
      #expect(try select(rules, filter("1.2.3.4", [])) { _ in } == good)
      // Of other extensions, all values of the filter.
      let names: (inout CertificateFields) -> Void = {
        $0.extensions?.append(
          DER.extension("2.5.29.17", DER.sequence(DER.dnsName("a.example"), DER.dnsName("b.example"))))
      }
      func named(_ names: [String]) -> [[UInt8]] { filter("2.5.29.17", DER.sequence(names.map { DER.dnsName($0) })) }
      #expect(try select(rules, named(["b.example"]), change: names) == good)
      #expect(try select(rules, named(["b.example", "a.example"]), change: names) == good)
      #expect(try select(rules, named(["bank.example"]), change: names) == ["filter"])
      #expect(try select(rules, filter("2.5.29.17", [4, 0]), change: names) == ["filter"])
    }
  }

  /// What a server may send at most is neither slow nor told at length.
  @Test func aHugeRequestIsBounded() throws {
    let schemes = (0..<8000).map { UInt16($0) }
    let authorities = (0..<1200).map { DER.name(("CN", "Authority \($0)")) }
    let chains = try (0..<60).map { _ in try Fixture.a() }
    let request = try Fixture.request(authorities: authorities, schemes: schemes)
    for rules in Rules.allCases {
      let clock = ContinuousClock()
      var selection = Fixture.select([], request, rules)
      let time = clock.measure { selection = Fixture.select(chains, request, rules) }
      #expect(selection.words.allSatisfy { $0 == "authorities" } && selection.explanation.utf8.count < 200_000)
      #expect(time < .seconds(10))
    }
    let empty = try Fixture.request(authorities: [DER.sequence()])
    #expect(Fixture.select([], empty, .strict).explanation.contains("authorities    (empty)"))
  }
}

import CertificateEncoding
import CertificateVerification
import TestSupport
import Testing

/// The rules on fields, names and extensions, each on a chain that it decides, under both profiles.
@Suite struct FormRuleTests {
  /// A change to a chain that both profiles like, and what each says of it.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let codes: [String]
    let strictCodes: [String]
    let change: @Sendable (inout UnsignedChain) -> Void

    /// A change that both profiles judge alike.
    init(_ description: String, both codes: [String], _ change: @escaping @Sendable (inout UnsignedChain) -> Void) {
      self.init(description, codes, strict: codes, change)
    }

    init(
      _ description: String, _ codes: [String] = [], strict: [String],
      _ change: @escaping @Sendable (inout UnsignedChain) -> Void
    ) {
      self.description = description
      self.codes = codes
      strictCodes = strict
      self.change = change
    }
  }

  private typealias Chain = UnsignedChain

  static let fields = [
    Case("as it should be", both: []) { _ in },
    Case("a serial number of zero", strict: ["0 serial-number-not-positive"]) {
      $0.leaf.fields.serialNumber = DER.integer(0)
    },
    Case("a negative serial number", strict: ["1 serial-number-not-positive"]) {
      $0.intermediate.fields.serialNumber = DER.integer(-7)
    },
    Case("a root's serial number of zero", both: []) { $0.root.fields.serialNumber = DER.integer(0) },
    Case("a serial number of 20 bytes", both: []) {
      $0.leaf.fields.serialNumber = DER.integer(unsigned: [UInt8](repeating: 0x7F, count: 20))
    },
    Case("a serial number of 21 bytes", strict: ["0 serial-number-too-long"]) {
      $0.leaf.fields.serialNumber = DER.integer(unsigned: [UInt8](repeating: 0x80, count: 20))
    },
    Case("a unique identifier", strict: ["0 unique-identifier"]) {
      $0.leaf.fields.uniqueIDs = [DER.implicit(2, DER.bitString([1]))]
    },
    Case("GeneralizedTime before 2050", strict: ["0 time-form"]) {
      $0.leaf.fields.validity = DER.sequence(
        DER.generalizedTime("20200101000000Z"), DER.generalizedTime("21000101000000Z"))
    },
    Case("GeneralizedTime before 1950", both: []) {
      $0.leaf.fields.validity = DER.sequence(
        DER.generalizedTime("19000101000000Z"), DER.generalizedTime("21000101000000Z"))
    },
    Case("a key that is not for the web", strict: ["0 key-not-allowed"]) {
      $0.leaf.fields.publicKeyInfo = CertificateFields.key("1.3.101.112", nil, [UInt8](repeating: 1, count: 32))
    },
  ]

  static let names = [
    Case("a root without a name", both: ["2 authority-without-name", "1 issuer-without-name"].sorted()) {
      $0.root.fields.subject = DER.sequence()
      $0.root.fields.issuer = DER.sequence()
      $0.intermediate.fields.issuer = DER.sequence()
    },
    Case("no subject and a critical alternative name", both: []) {
      $0.leaf.fields.subject = DER.sequence()
      $0.leaf.set(Chain.subjectAltName, critical: true, DER.sequence(DER.dnsName("www.example.com")))
    },
    Case("no subject and an alternative name that is not critical", both: ["0 extension-must-be-critical"]) {
      $0.leaf.fields.subject = DER.sequence()
    },
    Case("a subject and a critical alternative name", strict: ["0 extension-must-not-be-critical"]) {
      $0.leaf.set(Chain.subjectAltName, critical: true, DER.sequence(DER.dnsName("www.example.com")))
    },
    Case("a DNS name with an underscore beside the right one", strict: ["0 dns-name-malformed"]) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("my_host")))
    },
    Case("a DNS name with a wildcard inside", strict: ["0 dns-name-malformed"]) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("a.*.example.com")))
    },
    Case("a mailbox beside a DNS name", strict: ["0 name-form-not-allowed"]) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.mailbox("a@example.com")))
    },
    Case("a common name of another host", strict: ["0 common-name-not-repeated"]) {
      $0.leaf.fields.subject = DER.name(("CN", "mail.example.com"))
    },
    Case("a common name in upper case", strict: ["0 common-name-not-repeated"]) {
      $0.leaf.fields.subject = DER.name(("CN", "WWW.example.com"))
    },
    Case("two common names", strict: ["0 several-common-names"]) {
      $0.leaf.fields.subject = DER.name(("CN", "www.example.com"), ("CN", "www.example.com"))
    },
    Case("no common name", both: []) { $0.leaf.fields.subject = DER.name(("O", "Example")) },
    Case("a common name that a wildcard is for", both: []) {
      $0.leaf.fields.subject = DER.name(("CN", "example.com"))
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("*.example.com")))
    },
    Case("a common name that is an address", both: []) {
      $0.leaf.fields.subject = DER.name(("CN", "2001:db8::7"))
      $0.leaf.set(
        Chain.subjectAltName,
        DER.sequence(
          DER.dnsName("www.example.com"),
          DER.ipAddress([0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [7])))
    },
    Case("a common name that is an address with leading zeros", strict: ["0 common-name-not-repeated"]) {
      $0.leaf.fields.subject = DER.name(("CN", "192.000.002.007"))
      $0.leaf.set(
        Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.ipAddress([192, 0, 2, 7])))
    },
    Case("a wildcard for a public suffix", strict: ["0 public-suffix-wildcard"]) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.Co.UK")))
    },
    Case("a wildcard for nothing but public suffixes", strict: ["0 public-suffix-wildcard"]) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.kobe.jp")))
    },
    Case("a wildcard for a company's suffix", strict: ["0 private-suffix-wildcard"]) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.Github.IO")))
    },
    Case("a wildcard for nothing but a company's suffixes", strict: ["0 private-suffix-wildcard"]) {
      $0.leaf.set(
        Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.compute.amazonaws.com")))
    },
    Case("a wildcard below a public suffix", both: []) {
      $0.leaf.set(Chain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName("*.city.kobe.jp")))
    },
  ]

  static let extensions = [
    Case("a critical subject key identifier", both: ["2 extension-must-not-be-critical"]) {
      $0.root.set(Chain.subjectKeyIdentifier, critical: true, DER.octetString([1, 1]))
    },
    Case("a critical authority key identifier", both: ["0 extension-must-not-be-critical"]) {
      $0.leaf.set(Chain.authorityKeyIdentifier, critical: true, Chain.keyIdentifier(2))
    },
    Case("a critical authority information access", both: ["0 extension-must-not-be-critical"]) {
      $0.leaf.set(
        "1.3.6.1.5.5.7.1.1", critical: true,
        DER.sequence(DER.sequence(DER.oid("1.3.6.1.5.5.7.48.2"), DER.uri("http://ca.example.com/"))))
    },
    Case("a root's basic constraints that are not critical", both: ["2 extension-must-be-critical"]) {
      $0.root.set(Chain.basicConstraints, DER.sequence(DER.boolean(true)))
    },
    Case("policy constraints that are not critical", both: ["1 extension-must-be-critical"]) {
      $0.intermediate.set("2.5.29.36", DER.sequence(DER.implicit(1, DER.integer(5))))
    },
    Case("an inhibition of anyPolicy that is not critical", both: ["1 extension-must-be-critical"]) {
      $0.intermediate.set("2.5.29.54", DER.integer(5))
    },
    Case("a leaf that signs certificates", both: ["0 signing-by-no-authority"]) {
      $0.leaf.set(Chain.keyUsage, critical: true, DER.namedBits(0, 5))
    },
    Case("a leaf with an empty key usage", both: ["0 key-usage-empty"]) {
      $0.leaf.set(Chain.keyUsage, critical: true, DER.namedBits())
    },
    Case("a leaf without key usage", both: []) { $0.leaf.set(Chain.keyUsage, nil) },
    Case("a root without key usage", strict: ["2 key-usage-missing"]) { $0.root.set(Chain.keyUsage, nil) },
    Case("a leaf with a path length", strict: ["0 path-length-of-no-authority"]) {
      $0.leaf.set(Chain.basicConstraints, critical: true, DER.sequence(DER.integer(0)))
    },
    Case("a leaf that says in so many bytes that it is no authority", both: []) {
      $0.leaf.set(Chain.basicConstraints, critical: true, DER.sequence(DER.boolean(false)))
    },
    Case("an intermediate that says in so many bytes that it is no authority", both: ["1 not-an-authority"]) {
      $0.intermediate.set(Chain.basicConstraints, critical: true, DER.sequence(DER.boolean(false)))
    },
    Case("a root that names purposes", strict: ["2 purposes-of-root"]) {
      $0.root.set(Chain.extendedKeyUsage, DER.sequence(DER.oid(Chain.serverAuth)))
    },
    Case("a critical extended key usage", strict: ["0 extension-must-not-be-critical"]) {
      $0.leaf.set(Chain.extendedKeyUsage, critical: true, DER.sequence(DER.oid(Chain.serverAuth)))
    },
    Case("a server that may sign precertificates", strict: ["0 purposes-mixed"]) {
      $0.leaf.set(
        Chain.extendedKeyUsage, DER.sequence(DER.oid(Chain.serverAuth), DER.oid("1.3.6.1.4.1.11129.2.4.4")))
    },
    Case("a server that may sign code", strict: ["0 purposes-mixed"]) {
      $0.leaf.set(
        Chain.extendedKeyUsage, DER.sequence(DER.oid(Chain.serverAuth), DER.oid("1.3.6.1.5.5.7.3.3")))
    },
    Case("an authority's basic constraints that are malformed", both: ["1 extension-malformed"]) {
      $0.intermediate.set(
        Chain.basicConstraints, critical: true, DER.sequence(DER.boolean(true), DER.integer(0), DER.integer(0)))
    },
    Case("name constraints beside basic constraints that are malformed", both: ["1 extension-malformed"]) {
      $0.intermediate.set(Chain.basicConstraints, critical: true, DER.sequence(DER.null))
      $0.intermediate.set(
        "2.5.29.30", critical: true,
        DER.sequence(DER.context(0, DER.sequence(DER.dnsName("example.com")))))
    },
    Case("key identifiers that are malformed", both: ["0 extension-malformed", "1 extension-malformed"]) {
      $0.leaf.set(Chain.authorityKeyIdentifier, DER.sequence(DER.implicit(2, DER.integer(1))))
      $0.intermediate.set(Chain.subjectKeyIdentifier, DER.integer(1))
    },
  ]

  /// Policies, each with the qualifiers that a test gives it.
  private static func policies(_ qualifiers: [UInt8]?...) -> [UInt8] {
    DER.sequence(
      qualifiers.enumerated().map { number, list in
        DER.sequence([DER.oid("1.2.3.\(number)")] + (list.map { [DER.sequence($0)] } ?? []))
      })
  }

  private static let practiceStatement = DER.oid("1.3.6.1.5.5.7.2.1")
  private static let notice = DER.oid("1.3.6.1.5.5.7.2.2")

  /// Qualifiers of another form than RFC 5280 §4.2.1.4 gives them, which nothing depends on.
  static let policies = [
    Case("a practice statement that is a UTF8String", both: []) {
      $0.leaf.set(Chain.policies, policies(DER.sequence(practiceStatement, DER.utf8("http://example.com/cps"))))
    },
    Case("a notice that is a TeletexString", both: []) {
      $0.leaf.set(Chain.policies, policies(DER.sequence(notice, DER.sequence(DER.teletex("hello")))))
    },
    Case("a notice that is no structure", both: []) {
      $0.intermediate.set(Chain.policies, policies(DER.sequence(notice, DER.utf8("hello"))))
    },
    Case("an empty list of qualifiers", both: []) { $0.leaf.set(Chain.policies, policies([], nil)) },
    Case("a qualifier that nobody knows", both: []) {
      $0.leaf.set(Chain.policies, policies(nil, DER.sequence(DER.oid("1.2.3"), DER.null)))
    },
    Case("critical policies with known qualifiers", both: []) {
      $0.leaf.set(
        Chain.policies, critical: true,
        policies(
          DER.sequence(notice, DER.sequence(DER.teletex("hello"))) + DER.sequence(practiceStatement, DER.ia5("x"))))
    },
    Case("critical policies with a qualifier that nobody knows", both: ["0 critical-extension-unsupported"]) {
      $0.leaf.set(Chain.policies, critical: true, policies(nil, DER.sequence(DER.oid("1.2.3"), DER.null)))
    },
    Case("a qualifier without a value", both: ["0 extension-malformed"]) {
      $0.leaf.set(Chain.policies, policies(DER.sequence(practiceStatement)))
    },
    Case("a policy that is listed twice", both: ["0 policy-malformed"]) {
      $0.leaf.set(Chain.policies, DER.sequence(DER.sequence(DER.oid("1.2.3")), DER.sequence(DER.oid("1.2.3"))))
    },
  ]

  @Test(arguments: fields + names + extensions + policies)
  func bothProfilesSayWhatIsExpected(_ one: Case) throws {
    var chain = UnsignedChain()
    one.change(&chain)
    #expect(Set(try chain.codes(.rfc5280, for: nil)) == Set(one.codes))
    #expect(Set(try chain.codes(.webPKI, for: nil)) == Set(one.strictCodes))
  }

  @Test func leafWithoutAlternativeNames() throws {
    var chain = UnsignedChain()
    chain.leaf.set(UnsignedChain.subjectAltName, nil)
    #expect(try chain.codes(for: nil) == [])
    #expect(try chain.codes(.webPKI, for: nil) == ["0 alternative-names-missing"])
    chain.leaf.fields.subject = DER.sequence()
    #expect(try chain.codes(for: nil) == ["0 nobody-named"])
  }

  /// Each malformed extension is told, and nothing is said to be missing because of it.
  @Test func severalMalformedExtensions() throws {
    var chain = UnsignedChain()
    chain.leaf.set(UnsignedChain.keyUsage, critical: true, DER.integer(1))
    chain.leaf.set(UnsignedChain.extendedKeyUsage, DER.sequence())
    chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence())
    let malformed = [String](repeating: "0 extension-malformed", count: 3)
    #expect(try chain.codes(for: nil) == malformed)
    #expect(try chain.codes(.webPKI, for: nil) == malformed)
  }

  @Test func oldVersions() throws {
    var chain = UnsignedChain()
    chain.leaf.extensions = []
    chain.leaf.fields.version = nil
    #expect(try chain.codes(for: nil) == [])
    #expect(try chain.codes(.webPKI, for: nil).contains("0 version-too-old"))
  }

  @Test func switchesForCriticality() throws {
    var chain = UnsignedChain()
    chain.root.set(UnsignedChain.basicConstraints, DER.sequence(DER.boolean(true)))
    chain.intermediate.set("2.5.29.36", DER.sequence(DER.implicit(1, DER.integer(5))))
    var policy = VerificationPolicy.rfc5280
    policy.allowsNonCriticalBasicConstraints = true
    #expect(try chain.codes(policy) == ["1 extension-must-be-critical"])
    policy.allowsNonCriticalPolicyConstraints = true
    #expect(try chain.codes(policy) == [])
  }

  @Test func switchesForSuffixes() throws {
    var chain = UnsignedChain()
    func codes(_ name: String, _ change: (inout VerificationPolicy) -> Void) throws -> [String] {
      chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(DER.dnsName("www.example.com"), DER.dnsName(name)))
      var policy = VerificationPolicy.webPKI
      change(&policy)
      return try chain.codes(policy, for: nil)
    }
    #expect(try codes("*.co.uk") { $0.allowsPublicSuffixWildcards = true } == [])
    #expect(try codes("*.github.io") { $0.allowsPublicSuffixWildcards = true } == ["0 private-suffix-wildcard"])
    #expect(try codes("*.github.io") { $0.allowsPrivateSuffixWildcards = true } == [])
    #expect(try codes("*.co.uk") { $0.allowsPrivateSuffixWildcards = true } == ["0 public-suffix-wildcard"])
  }

  @Test func underscores() throws {
    var chain = UnsignedChain()
    chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(DER.dnsName("my_host.example.com")))
    #expect(try chain.codes(for: .dns("my_host.example.com")) == ["0 name-with-underscore"])
    var policy = VerificationPolicy.rfc5280
    policy.allowsUnderscores = true
    #expect(try chain.codes(policy, for: .dns("my_host.example.com")) == [])
    // A wildcard is well-formed, whatever it stands for.
    chain.leaf.set(UnsignedChain.subjectAltName, DER.sequence(DER.dnsName("*.example.com")))
    #expect(try chain.codes(for: .dns("my_host.example.com")) == [])
  }
}

import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct ExtensionKindTests {
  /// A value that is right for each kind, and how it reads.
  static let samples: [(kind: ExtensionKind, value: [UInt8], lines: [String])] = [
    (.authorityKeyIdentifier, DER.sequence(DER.implicit(0, DER.octetString([0xAB, 0x01]))), ["key AB:01"]),
    (.subjectKeyIdentifier, DER.octetString([0xAB, 0x01, 0xF0]), ["AB:01:F0"]),
    (.keyUsage, DER.namedBits(5, 6), ["keyCertSign", "cRLSign"]),
    (
      .certificatePolicies, DER.sequence(DER.sequence(DER.oid("2.23.140.1.2.1")), DER.sequence(DER.oid("1.2.3"))),
      ["domainValidated (2.23.140.1.2.1)", "1.2.3"]
    ),
    (
      .policyMappings, DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.oid("2.5.29.32.0"))), ["1.2.3 = anyPolicy"]
    ),
    (.subjectAltName, DER.sequence(DER.dnsName("example.com")), ["DNS:example.com"]),
    (.issuerAltName, DER.sequence(DER.uri("http://example.com/")), ["URI:http://example.com/"]),
    (
      .subjectDirectoryAttributes,
      DER.sequence(
        DER.sequence(DER.oid("1.3.6.1.5.5.7.9.4"), DER.set(DER.printable("NL"), DER.printable("BE"))),
        DER.sequence(DER.oid("1.2.3"), DER.set(DER.null))),
      ["countryOfCitizenship: BE", "countryOfCitizenship: NL", "1.2.3: #0500"]
    ),
    (.basicConstraints, DER.sequence(DER.boolean(true), DER.integer(0)), ["CA, path length 0"]),
    (
      .nameConstraints,
      DER.sequence(
        DER.context(0, DER.sequence(DER.dnsName(".example.com"))),
        DER.context(1, DER.sequence(DER.ipAddress([10, 0, 0, 0, 255, 0, 0, 0])))),
      ["permitted DNS:.example.com", "excluded IP:10.0.0.0/8"]
    ),
    (
      .policyConstraints,
      DER.sequence(DER.implicit(0, DER.integer(0)), DER.implicit(1, DER.integer(2))),
      ["explicit policy required after 0 certificates", "policy mapping inhibited after 2 certificates"]
    ),
    (
      .extendedKeyUsage, DER.sequence(DER.oid(.serverAuth), DER.oid("1.2.3.4")), ["serverAuth", "1.2.3.4"]
    ),
    (
      .crlDistributionPoints,
      DER.sequence(DER.sequence(DER.context(0, DER.context(0, DER.uri("http://example.com/crl"))))),
      ["URI:http://example.com/crl"]
    ),
    (.inhibitAnyPolicy, DER.integer(3), ["anyPolicy inhibited after 3 certificates"]),
    (
      .freshestCRL, DER.sequence(DER.sequence(DER.context(0, DER.context(0, DER.uri("ldap:///x"))))), ["URI:ldap:///x"]
    ),
    (
      .authorityInfoAccess,
      DER.sequence(
        DER.sequence(DER.oid(.ocsp), DER.uri("http://ocsp.example.com")),
        DER.sequence(DER.oid(.caIssuers), DER.directoryName(DER.name(("CN", "Issuer"))))),
      ["OCSP: http://ocsp.example.com", "caIssuers: directory name:CN=Issuer"]
    ),
    (
      .subjectInfoAccess, DER.sequence(DER.sequence(DER.oid(.caRepository), DER.uri("rsync://example.com"))),
      ["caRepository: rsync://example.com"]
    ),
  ]

  @Test(arguments: samples.indices)
  func readsEachKind(_ index: Int) throws {
    let sample = Self.samples[index]
    #expect(try lines(sample.kind, sample.value) == sample.lines)
  }

  @Test(arguments: samples.indices)
  func refusesAFollowingByte(_ index: Int) {
    let sample = Self.samples[index]
    RefusedExtension(sample.kind, "trailing byte", sample.value + [0], .trailingData, at: sample.value.count).check()
  }

  @Test(arguments: samples.indices)
  func refusesNothingAtAll(_ index: Int) throws {
    let sample = Self.samples[index]
    let tag = DERTag(rawValue: try #require(sample.value.first))
    RefusedExtension(sample.kind, "empty", [], .unexpectedTag(expected: tag, found: nil), at: 0).check()
    RefusedExtension(sample.kind, "NULL", DER.null, .unexpectedTag(expected: tag, found: .null), at: 0).check()
  }

  // Every beginning of a value is refused, and no change of one byte makes a decoder trap.
  @Test(arguments: samples.indices)
  func survivesDamage(_ index: Int) {
    let sample = Self.samples[index]
    for count in sample.value.indices {
      #expect(throws: DERError.self) { try sample.kind.describe(sample.value.span, 0..<count) }
      for bit in 0..<8 {
        var damaged = sample.value
        damaged[count] ^= 1 << UInt8(bit)
        _ = try? sample.kind.describe(damaged.span, 0..<damaged.count)
      }
    }
  }

  @Test func knowsEachKind() throws {
    #expect(Self.samples.map(\.kind) == ExtensionKind.allCases)
    for kind in ExtensionKind.allCases { #expect(ExtensionKind(kind.identifier) == kind) }
    #expect(ExtensionKind(.tlsFeature) == nil)
    #expect(ExtensionKind(.serverAuth) == nil)
    #expect(ExtensionKind.basicConstraints.name == "basicConstraints")
    #expect(ExtensionKind.basicConstraints.section == "4.2.1.9")
    #expect(ExtensionKind.crlDistributionPoints.name == "cRLDistributionPoints")
    #expect(Set(ExtensionKind.allCases.map(\.section)).count == 17)
  }
}

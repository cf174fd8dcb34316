import CertificateEncoding
import Certificates
import TestSupport
import Testing

/// certificatePolicies, policyMappings, the distribution points, the access descriptions, the directory attributes.
@Suite struct PolicyAndAccessExtensionTests {
  @Test func readsPolicyQualifiers() throws {
    func qualifier(_ type: OID, _ value: [UInt8]) -> [UInt8] { DER.sequence(DER.oid(type), value) }
    let reference = DER.sequence(DER.utf8("Example"), DER.sequence(DER.integer(1), DER.integer(70_000)))
    let value = DER.sequence(
      DER.sequence(
        DER.oid(.anyPolicy),
        DER.sequence(
          qualifier(.certificationPracticeStatement, DER.ia5("http://example.com/cps")),
          qualifier(.userNotice, DER.sequence()),
          qualifier(.userNotice, DER.sequence(reference)),
          qualifier(.userNotice, DER.sequence(reference, DER.bmp("Hé\n"))),
          qualifier(.userNotice, DER.sequence(DER.visible(String(repeating: "x", count: 300)))),
          DER.sequence(DER.oid("1.2.3"), DER.null))))
    #expect(
      try lines(.certificatePolicies, value) == [
        "anyPolicy (2.5.29.32.0)", "  CPS: http://example.com/cps", "  notice", "  notice", "  notice: H\\u{E9}\\u{A}",
        "  notice: " + String(repeating: "x", count: 300), "  1.2.3: #0500",
      ])
    let policies = try CertificatePolicies(value.span, 0..<value.count).policies
    let holdsAnyPolicy = policies.contains(value.span) { $0.identifier == .anyPolicy }
    #expect(holdsAnyPolicy)
  }

  // Nothing depends on qualifiers, and authorities give them many forms.
  @Test func readsQualifiersOfAnyForm() throws {
    let (cps, notice) = (DER.oid(Self.cps), DER.oid(.userNotice))
    let value = Self.policy(
      DER.sequence(cps, DER.utf8("http://b\u{FC}cher.example/\n")), DER.sequence(cps, DER.ia5("é")),
      DER.sequence(cps, DER.null), DER.sequence(notice, DER.sequence(DER.teletex("hello"))),
      DER.sequence(notice, DER.utf8("hello")), DER.sequence(notice, DER.null),
      DER.sequence(notice, DER.sequence(DER.integer(1))),
      DER.sequence(notice, DER.sequence(DER.sequence(), DER.printable("a"), DER.printable("b"))))
    #expect(
      try lines(.certificatePolicies, value) == [
        "1.2.3", "  CPS: http://b\\u{FC}cher.example/\\u{A}", "  CPS: #1602C3A9", "  CPS: #0500", "  notice: hello",
        "  notice: hello", "  notice: #0500", "  notice: #3003020101", "  notice: a",
      ])
    #expect(try lines(.certificatePolicies, Self.policy()) == ["1.2.3"])
  }

  @Test func readsDistributionPoints() throws {
    let value = DER.sequence(
      DER.sequence(
        DER.context(0, DER.context(0, DER.uri("http://a/") + DER.uri("ldap://b/"))),
        DER.implicit(1, DER.namedBits(1, 8)), DER.context(2, DER.directoryName(DER.name(("CN", "Issuer"))))),
      DER.sequence(
        DER.context(0, DER.context(1, DER.attribute("OU", "x") + DER.attribute("CN", "CRL,1")))),
      DER.sequence(DER.context(2, DER.dnsName("issuer"))))
    #expect(
      try lines(.crlDistributionPoints, value) == [
        "URI:http://a/", "URI:ldap://b/", "CRL issuer directory name:CN=Issuer",
        "for the reasons keyCompromise, aACompromise", "relative to the issuer: OU=x+CN=CRL\\,1",
        "CRL issuer DNS:issuer",
      ])
    #expect(RevocationReasons([]).description == "none")
    let every: RevocationReasons = [
      .keyCompromise, .caCompromise, .affiliationChanged, .superseded, .cessationOfOperation, .certificateHold,
      .privilegeWithdrawn, .aaCompromise,
    ]
    #expect(every.rawValue == 0b1_1111_1110)
  }

  private static let cps = OID.certificationPracticeStatement

  private static func policy(_ qualifiers: [UInt8]...) -> [UInt8] {
    DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.sequence(qualifiers)))
  }

  private static let refused: [RefusedExtension] = [
    RefusedExtension(.certificatePolicies, "no policy", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(
      .certificatePolicies, "qualifier without value", policy(DER.sequence(DER.oid("1.2.3"))), .truncated, at: 16),
    RefusedExtension(
      .certificatePolicies, "qualifier with two values", policy(DER.sequence(DER.oid(cps), DER.ia5("a"), DER.null)),
      .trailingData, at: 25),
    RefusedExtension(
      .certificatePolicies, "third field",
      DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.null)), .trailingData, at: 8),
    RefusedExtension(.policyMappings, "no pair", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(
      .policyMappings, "half a pair", DER.sequence(DER.sequence(DER.oid("1.2.3"))),
      .unexpectedTag(expected: .objectIdentifier, found: nil), at: 8),
    RefusedExtension(
      .policyMappings, "three policies",
      DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.oid("1.2.3"), DER.oid("1.2.3"))), .trailingData, at: 12),
    RefusedExtension(.crlDistributionPoints, "no point", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(.crlDistributionPoints, "empty point", DER.sequence(DER.sequence()), .emptyCollection, at: 2),
    RefusedExtension(
      .crlDistributionPoints, "reasons alone", DER.sequence(DER.sequence(DER.implicit(1, DER.namedBits(1)))),
      .emptyCollection, at: 2),
    RefusedExtension(
      .crlDistributionPoints, "no name", DER.sequence(DER.sequence(DER.context(0, []))), .truncated, at: 6),
    RefusedExtension(
      .crlDistributionPoints, "empty names", DER.sequence(DER.sequence(DER.context(0, DER.context(0, [])))),
      .emptyCollection, at: 6),
    RefusedExtension(
      .crlDistributionPoints, "two names",
      DER.sequence(DER.sequence(DER.context(0, DER.context(0, DER.uri("a")) + DER.context(0, DER.uri("b"))))),
      .trailingData, at: 11),
    RefusedExtension(
      .crlDistributionPoints, "name of another form",
      DER.sequence(DER.sequence(DER.context(0, DER.context(2, DER.uri("a"))))),
      .unexpectedTag(expected: .contextConstructed(0), found: .contextConstructed(2)), at: 6),
    RefusedExtension(
      .crlDistributionPoints, "empty relative name",
      DER.sequence(DER.sequence(DER.context(0, DER.context(1, [])))), .emptyCollection, at: 6),
    RefusedExtension(
      .freshestCRL, "no issuer", DER.sequence(DER.sequence(DER.context(2, []))), .emptyCollection, at: 4),
    RefusedExtension(.authorityInfoAccess, "no description", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(
      .authorityInfoAccess, "no location", DER.sequence(DER.sequence(DER.oid("1.2.3"))), .truncated, at: 8),
    RefusedExtension(
      .subjectInfoAccess, "two locations",
      DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.uri("a"), DER.uri("b"))), .trailingData, at: 11),
    RefusedExtension(.subjectDirectoryAttributes, "no attribute", DER.sequence(), .emptyCollection, at: 0),
    RefusedExtension(
      .subjectDirectoryAttributes, "no value", DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.set())),
      .emptyCollection, at: 8),
    RefusedExtension(
      .subjectDirectoryAttributes, "malformed value",
      DER.sequence(DER.sequence(DER.oid("1.2.3"), DER.set(DER.printable("!")))), .invalidString, at: 12),
  ]

  @Test(arguments: refused)
  func refuses(_ refused: RefusedExtension) { refused.check() }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// What a trust store demands beside an anchor's certificate.
@Suite struct AnchorConstraintsTests {
  private func evaluate(
    _ constraints: AnchorConstraints, name: PeerName = ChainFixture.name, purpose: Purpose = .server
  ) throws -> Evaluation {
    let fixture = try ChainFixture("good")
    var trust = TrustStore()
    trust.insert(fixture.roots.anchors[0].certificate, constraints: constraints)
    return CertificateVerifier(trust: trust).evaluate(
      fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: name, purpose: purpose,
      at: ChainFixture.moment)
  }

  @Test func purposes() throws {
    #expect(try evaluate(AnchorConstraints(purposes: [.server])).isVerified)
    #expect(try evaluate(AnchorConstraints(purposes: [.client])).codes == ["anchor-not-trusted-for-purpose"])
    #expect(try evaluate(AnchorConstraints(purposes: [])).codes == ["anchor-not-trusted-for-purpose"])
    #expect(try evaluate(AnchorConstraints(purposes: [.any])).isVerified)
  }

  /// The leaf is valid from 2020-01-01.
  @Test func distrustAfter() throws {
    let start = try #require(Timestamp("2020-01-01T00:00:00Z"))
    let before = Timestamp(secondsSince1970: start.secondsSince1970 - 1)
    #expect(try evaluate(AnchorConstraints(distrustAfter: start)).isVerified)
    let refused = try evaluate(AnchorConstraints(distrustAfter: before))
    #expect(refused.codes == ["issued-after-distrust"])
    #expect(refused.decidingFinding?.certificate == 0)
  }

  /// The leaf is for www.example.com, *.apps.example.com, 192.0.2.7 and 2001:db8::7.
  @Test func permittedNames() throws {
    #expect(try evaluate(AnchorConstraints(permittedNames: [.dns("example.com")])).isVerified)
    #expect(try evaluate(AnchorConstraints(permittedNames: [.dns("")])).isVerified)
    #expect(try evaluate(AnchorConstraints(permittedNames: [.email("example.net")])).isVerified)
    #expect(try evaluate(AnchorConstraints(permittedNames: [.dns("example.net")])).codes == ["name-not-allowed"])
    #expect(
      try evaluate(AnchorConstraints(permittedNames: [.ip("192.0.2.0/24"), .ip("2001:db8::/32")])).isVerified)
    #expect(
      try evaluate(AnchorConstraints(permittedNames: [.ip("192.0.2.0/29"), .ip("2001:db8::/125")])).isVerified)
    #expect(try evaluate(AnchorConstraints(permittedNames: [.ip("0.0.0.0/0"), .ip("::/0")])).isVerified)
    #expect(try evaluate(AnchorConstraints(permittedNames: [.ip("192.0.2.0/24")])).codes == ["name-not-allowed"])
    #expect(try evaluate(AnchorConstraints(permittedNames: [.ip("192.0.2.8/29")])).codes == ["name-not-allowed"])
  }

  @Test func excludedNames() throws {
    #expect(try evaluate(AnchorConstraints(excludedNames: [.dns("example.net")])).isVerified)
    #expect(try evaluate(AnchorConstraints(excludedNames: [.dns("apps.example.com")])).codes == ["name-not-allowed"])
    let everything = try evaluate(AnchorConstraints(excludedNames: [.dns("")]))
    #expect(everything.explanation.description.contains("The trust store's entry for"))
  }

  @Test func directoryNames() throws {
    let fixture = try ChainFixture("good")
    // The names of leaf and intermediate begin with C=XX, O=Rootward Tests, and no other way.
    #expect(
      try evaluate(AnchorConstraints(permittedNames: [.directory(fixture.chain[0].subject)])).codes
        == ["name-not-allowed"])
    #expect(
      try evaluate(AnchorConstraints(excludedNames: [.directory(fixture.chain[0].subject)])).codes
        == ["name-not-allowed"])
  }

  @Test(arguments: [
    NameSubtree.dns(".example.com"), .dns("*.example.com"), .dns("b\u{FC}cher.example"), .email("a@b@example.com"),
    .uri("http://example.com/"), .ip("192.0.2.0/33"), .ip("192.0.2"), .ip("192.0.2.0/-1"), .ip("/8"),
    .ip("192.0.2.0/+24"), .ip("192.0.2.0/"), .ip("192.0.2.0/024"), .ip("192.0.2.0/24/1"), .ip("192.0.2.0/\u{662}"),
    .ip("192.0.2.0/99999999999999999999"),
  ])
  func textThatIsNoSubtree(_ subtree: NameSubtree) {
    let error = #expect(throws: AnchorConstraints.InvalidSubtree.self) {
      try AnchorConstraints(permittedNames: [.dns("example.com"), subtree])
    }
    #expect(error?.subtree == subtree)
  }

  @Test func pinnedLeafIsConstrainedToo() throws {
    let fixture = try ChainFixture("self-signed-pinned")
    var trust = TrustStore()
    trust.insert(fixture.chain[0], constraints: try AnchorConstraints(permittedNames: [.dns("example.net")]))
    let evaluation = CertificateVerifier(trust: trust).evaluate(
      fixture.chain[0], for: ChainFixture.name, at: ChainFixture.moment)
    #expect(evaluation.codes == ["name-not-allowed"])
  }

  @Test func constraintsSurviveAUnion() throws {
    let fixture = try ChainFixture("good")
    var limited = TrustStore()
    limited.insert(fixture.roots.anchors[0].certificate, constraints: try AnchorConstraints(purposes: [.client]))
    var union = fixture.roots
    union.formUnion(limited)
    #expect(union.anchors.first?.constraints?.purposes == [.client])
    #expect(union.count == 1)
  }
}

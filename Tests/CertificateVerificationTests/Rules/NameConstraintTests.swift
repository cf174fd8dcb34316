import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Name constraints of every form, on chains that they decide.
@Suite struct NameConstraintTests {
  private func evaluate(
    _ names: [[UInt8]] = [DER.dnsName("www.example.com")], subject: [UInt8]? = nil, permitted: [[UInt8]] = [],
    excluded: [[UInt8]] = [], policy: VerificationPolicy = .rfc5280
  ) throws -> Evaluation {
    let lists = [(UInt8(0), permitted), (1, excluded)].filter { !$0.1.isEmpty }.map { number, bases in
      DER.context(number, Array(bases.map { DER.sequence($0) }.joined()))
    }
    let constraints = DER.extension("2.5.29.30", critical: true, DER.sequence(lists))
    return try MadeChain(
      names: names, leaf: { if let subject { $0.subject = subject } },
      intermediate: { $0.extensions?.append(constraints) }
    ).evaluate(name: nil, policy: policy)
  }

  /// What the first finding says of the name that is not allowed.
  private func violation(_ evaluation: Evaluation) -> NameConstraintViolation.Kind? {
    guard case .nameNotAllowed(let violation)? = evaluation.decidingFinding?.problem else { return nil }
    return violation.kind
  }

  // MARK: URIs

  @Test(arguments: [
    #"https://good.com\@evil.com/"#, #"https://evil.com\@good.com/"#, "https://good.com\t@evil.com/",
    "https://evil.com \n@good.com/", " https://good.com/", "https://good.com/a b", "https://good.com/\u{7F}",
    #"https://good.com/a\b"#, "https://good.com/\u{0}",
  ])
  func hostThatReadersDisagreeAbout(_ uri: String) throws {
    let names = [DER.uri(uri)]
    #expect(violation(try evaluate(names, permitted: [DER.uri("good.com")])) == .malformed)
    #expect(violation(try evaluate(names, excluded: [DER.uri("evil.com")])) == .malformed)
    #expect(try evaluate(names, permitted: [DER.dnsName("example.com")]).isVerified)
  }

  @Test(arguments: [
    ("https://good.com", true), ("https://user@good.com:443/x?y#z", true), ("HTTPS://GOOD.COM/", true),
    ("https://evil.com?@good.com", false), ("https://evil.com/@good.com", false), ("https://good.com@evil.com", false),
    ("https://good.com./", false), ("https:good.com", false), ("urn:x:good.com", false),
  ])
  func hostOfAURI(_ uri: String, _ isPermitted: Bool) throws {
    #expect(try evaluate([DER.uri(uri)], permitted: [DER.uri("good.com")]).isVerified == isPermitted)
  }

  // MARK: Empty subtrees

  @Test func anEmptySubtreeIsEveryNameOfItsForm() throws {
    let names = [DER.mailbox("user@example.com"), DER.uri("https://www.example.com/"), DER.dnsName("www.example.com")]
    let empty = [DER.mailbox(""), DER.uri(""), DER.dnsName("")]
    for (name, subtree) in zip(names, empty) {
      #expect(try evaluate([name], permitted: [subtree]).isVerified)
      guard case .excluded = violation(try evaluate([name], excluded: [subtree])) else {
        Issue.record("not excluded")
        continue
      }
      // Names of other forms are free.
      for other in names where other != name { #expect(try evaluate([other], excluded: [subtree]).isVerified) }
    }
    // What is no name of its form is in no subtree, not even in that of all.
    #expect(violation(try evaluate([DER.mailbox("nobody")], permitted: [DER.mailbox("")])) == .malformed)
  }

  // MARK: Other names

  @Test func otherNamesOfAnotherTypeAreFree() throws {
    let principal = "1.3.6.1.4.1.311.20.2.3"
    let subtree = DER.otherName(principal, DER.utf8("@corp"))
    let service = DER.otherName("1.3.6.1.5.5.7.8.7", DER.ia5("_x.corp"))
    #expect(try evaluate([service], permitted: [subtree]).isVerified)
    #expect(try evaluate([service], excluded: [subtree]).isVerified)
    let same = DER.otherName(principal, DER.utf8("user@example.com"))
    #expect(violation(try evaluate([same], permitted: [subtree])) == .formNotProcessed)
    #expect(violation(try evaluate([service, same], excluded: [subtree])) == .formNotProcessed)
    #expect(violation(try evaluate([service], permitted: [subtree], excluded: [service])) == .formNotProcessed)
  }

  @Test func mailboxesBeyondASCIIAreMailboxesToo() throws {
    let mailbox = DER.otherName("1.3.6.1.5.5.7.8.9", DER.utf8("b\u{FC}ro@example.org"))
    let principal = DER.otherName("1.3.6.1.4.1.311.20.2.3", DER.utf8("@corp"))
    #expect(try evaluate([mailbox], permitted: [principal, DER.mailbox("example.org")]).isVerified)
    #expect(try evaluate([mailbox], permitted: [DER.mailbox("example.com")]).codes == ["name-not-allowed"])
    #expect(try evaluate([mailbox], excluded: [DER.mailbox("example.org")]).codes == ["name-not-allowed"])
    #expect(violation(try evaluate([mailbox], permitted: [mailbox])) == .formNotProcessed)
  }

  // MARK: Addresses

  @Test(arguments: [
    ([UInt8](arrayLiteral: 10, 5, 5, 5), "IP:10.0.0.0/8"), ([10, 0, 0, 5], "IP:10.0.0.0/8"),
    ([192, 0, 2, 130], "IP:192.0.2.128/25"),
  ])
  func theRangeThatHoldsAnAddressIsTold(_ address: [UInt8], _ subtree: String) throws {
    let networks: [[UInt8]] = [
      [10, 0, 0, 0, 255, 255, 255, 0], [10, 0, 0, 0, 255, 0, 0, 0], [10, 5, 0, 0, 255, 255, 0, 0],
      [192, 0, 2, 128, 255, 255, 255, 128],
    ]
    for order in [networks, networks.reversed()] {
      let evaluation = try evaluate([DER.ipAddress(address)], excluded: order.map(DER.ipAddress))
      #expect(violation(evaluation) == .excluded(subtree: subtree))
    }
  }

  // MARK: Leading dots

  @Test func leadingDotsOfDNSNames() throws {
    var lenient = VerificationPolicy.rfc5280
    lenient.allowsLeadingDotInDNSConstraints = true
    let dotted = [DER.dnsName(".Example.com")]
    func isVerified(_ name: String, permitted: [[UInt8]] = [], excluded: [[UInt8]] = []) throws -> Bool {
      let names = [DER.dnsName(name)]
      let strict = try evaluate(names, permitted: permitted, excluded: excluded)
      #expect(strict.codes.contains("name-constraint-malformed"))
      let evaluation = try evaluate(names, permitted: permitted, excluded: excluded, policy: lenient)
      #expect(evaluation.isVerified || evaluation.codes == ["name-not-allowed"])
      return evaluation.isVerified
    }
    // Strictly below what is permitted; and of what is excluded not the domain itself either.
    for (name, isBelow, isSame) in [
      ("www.example.com", true, false), ("a.b.example.com", true, false), ("*.example.com", true, false),
      ("*.a.example.com", true, false), ("example.com", false, true), ("badexample.com", false, false),
      ("*.com", false, true), ("example.org", false, false), ("com", false, false),
    ] {
      #expect(try isVerified(name, permitted: dotted) == isBelow, "\(name)")
      #expect(try isVerified(name, excluded: dotted) == !(isBelow || isSame), "\(name)")
    }
    #expect(try isVerified("example.com", permitted: dotted + [DER.dnsName("example.com")]))
    #expect(try !isVerified("other.com", permitted: dotted, excluded: [DER.dnsName("other.org")]))
    // A wildcard that stands for the names of an excluded subtree's level.
    #expect(try !isVerified("*.example.com", excluded: [DER.dnsName(".a.example.com")]))
    #expect(try isVerified("*.example.com", excluded: [DER.dnsName(".a.b.example.com")]))
    #expect(try !isVerified("*.example.com", permitted: [DER.dnsName(".a.example.com")]))
    for malformed in [".", "..example.com", ".*.example.com", ".example.com.", ". "] {
      for policy in [VerificationPolicy.rfc5280, lenient] {
        let evaluation = try evaluate(permitted: [DER.dnsName(malformed)], policy: policy)
        #expect(evaluation.codes.first == "name-constraint-malformed", "\(malformed)")
      }
    }
  }
}

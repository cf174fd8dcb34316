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

  // MARK: Directory names

  private func organization(_ value: [UInt8]) -> [UInt8] {
    DER.name(relativeNames: [[DER.attribute("2.5.4.10", value)], [DER.attribute("CN", "x")]])
  }

  private static let excludedCompany = DER.directoryName(DER.name(("O", "Evil Corp")))

  /// Each is `Evil Corp` after the preparation of RFC 4518, or looks like it to whoever reads it.
  @Test(arguments: [
    "Ev\u{AD}il Corp", "\u{FF25}vil Corp", "Evil\u{A0}Corp", "Evil Corp\u{200B}", "Evil\u{3000}Corp",
    "Evil\u{2028}Corp",
    "E\u{1}vil Corp", "Evil Corp\u{7F}", "Evil\u{85}Corp", "Evil Corp\u{FE0F}", "Evil \u{200F}Corp", "Evil Cor\u{34F}p",
    "\u{1F130}vil Corp", "Ev\u{2170}l Corp", "Evil Corp\u{E0001}", "Evil Corp\u{FFFC}", "Evil\u{1806} Corp",
    "Evil \u{1D402}orp", "Evil\u{180E} Corp", "\u{FEFF}Evil Corp", "Evil Corp\u{FFF9}", "Evil Corp\u{0}",
  ])
  func textsThatPrepareToAnExcludedOne(_ text: String) throws {
    let name = organization(DER.utf8(text))
    #expect(violation(try evaluate(subject: name, excluded: [Self.excludedCompany])) == .notComparable)
    #expect(violation(try evaluate([DER.directoryName(name)], excluded: [Self.excludedCompany])) == .notComparable)
    // Where nothing is excluded, telling names apart is the safe side.
    let elsewhere = DER.directoryName(DER.name(("O", "Good Corp")))
    guard case .notPermitted = violation(try evaluate(subject: name, permitted: [elsewhere])) else {
      Issue.record("permitted, or not compared")
      return
    }
    #expect(try evaluate(subject: name, excluded: [DER.dnsName("example.org")]).isVerified)
  }

  /// Letters beyond ASCII that fold into ASCII.
  @Test(arguments: [
    ("Koch", "\u{212A}och"), ("Strasse", "Stra\u{DF}e"), ("STRASSE", "STRA\u{1E9E}E"), ("soft", "\u{17F}oft"),
  ])
  func textsThatFoldIntoASCII(_ plain: String, _ other: String) throws {
    let subtree = DER.directoryName(DER.name(("O", plain)))
    #expect(violation(try evaluate(subject: organization(DER.utf8(other)), excluded: [subtree])) == .notComparable)
    // The other way round it is the constraint that can't be compared.
    let turned = try evaluate(
      subject: organization(DER.utf8(plain)), excluded: [DER.directoryName(DER.name(("O", other)))])
    #expect(turned.codes == ["name-constraint-malformed"])
  }

  @Test func textsOfOtherStringTypes() throws {
    let excluded: [NameConstraintViolation.Kind] = [.excluded(subtree: "directory name:O=Evil Corp")]
    for value in [
      DER.bmp("EVIL  corp"), DER.teletex("Evil Corp"), DER.universal(" evil corp "), DER.printable("Evil Corp"),
    ] {
      let found = violation(try evaluate(subject: organization(value), excluded: [Self.excludedCompany]))
      #expect(found.map { [$0] } == excluded)
    }
    // Of these types nobody knows the characters: GeneralString, GraphicString, VideotexString.
    let unknown: [[UInt8]] = [
      DER.teletex("Evil\u{A0}Corp"), DER.bmp("\u{FF25}vil Corp"), DER.raw(tag: 0x1B, contents: Array("Evil Corp".utf8)),
      DER.raw(tag: 0x19, contents: Array("Evil Corp".utf8)), DER.raw(tag: 0x15, contents: Array("Evil Corp".utf8)),
    ]
    for value in unknown {
      #expect(violation(try evaluate(subject: organization(value), excluded: [Self.excludedCompany])) == .notComparable)
    }
  }

  /// Names in use, which have none of these characters.
  @Test(arguments: [
    "B\u{FC}cher & S\u{F8}nner", "\u{41E}\u{41E}\u{41E} \u{420}\u{43E}\u{433}\u{430}",
    "\u{682A}\u{5F0F}\u{4F1A}\u{793E}",
    "\u{D55C}\u{AD6D}", "Bu\u{308}cher", "\u{395}\u{3BB}\u{3BB}\u{3AC}\u{3C2}", "\u{130}stanbul", "Evil\tCorp Ltd", "",
    "L\u{2019}Or\u{E9}al \u{2013} Paris", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "\u{930}\u{93E}\u{91C}",
  ])
  func textsThatAreCompared(_ text: String) throws {
    let name = organization(DER.utf8(text))
    #expect(try evaluate(subject: name, excluded: [Self.excludedCompany]).isVerified)
    let itself = DER.directoryName(DER.name(("O", text)))
    guard case .excluded = violation(try evaluate(subject: name, excluded: [itself])) else {
      Issue.record("not excluded")
      return
    }
  }

  @Test func lookingAtCharactersIsCounted() throws {
    func evaluate(_ count: Int, _ letter: Character) throws -> Evaluation {
      var policy = VerificationPolicy.rfc5280
      policy.budget.constrainedNames = 500
      return try self.evaluate(
        (0..<count).map { DER.directoryName(DER.name(("O", "B\(letter)cher \($0)"))) },
        excluded: [DER.directoryName(DER.name(("C", "XX")))], policy: policy)
    }
    // The subtree, the subject, and each name: once in ASCII; and beyond it once more, and for each 16 bytes.
    #expect(try evaluate(100, "u").effort.constrainedNames == 1 + 1 + 100)
    let few = try evaluate(100, "\u{FC}")
    #expect(few.isVerified)
    #expect(few.effort.constrainedNames == 1 + 1 + 3 * 100)
    let many = try evaluate(300, "\u{FC}")
    #expect(many.effort.exhausted == .constrainedNames)
    #expect(many.codes.first == "budget-exhausted")
    #expect(try evaluate(300, "u").isVerified)
  }

  @Test func excludedNamesBeyondASCIIAreCounted() throws {
    let accents = String(repeating: "\u{E9}", count: 90)
    let subtrees = (0..<200).map { DER.directoryName(DER.name(("O", "\($0) \(accents)"))) }
    var policy = VerificationPolicy.rfc5280
    policy.budget.constrainedNames = 2000
    #expect(try evaluate(excluded: subtrees, policy: policy).effort.exhausted == .constrainedNames)
    policy.budget.constrainedNames = 3000
    #expect(try evaluate(excluded: subtrees, policy: policy).isVerified)
    #expect(try evaluate(excluded: subtrees, policy: policy).effort.constrainedNames > 2000)
  }

  @Test func namesThatAreTooLong() throws {
    let name = organization(DER.utf8(String(repeating: "x", count: 2100)))
    #expect(violation(try evaluate(subject: name, excluded: [Self.excludedCompany])) == .notComparable)
    #expect(violation(try evaluate(subject: name, permitted: [Self.excludedCompany])) == .notComparable)
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

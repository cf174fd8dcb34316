import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Published flaws of name constraints, each of them reproduced.
@Suite("Gallery: name constraints") struct NameConstraintFlaws {
  private func evaluate(
    _ names: [[UInt8]], permitted: [[UInt8]] = [], excluded: [[UInt8]] = []
  ) throws -> Evaluation {
    let lists = [(UInt8(0), permitted), (1, excluded)].filter { !$0.1.isEmpty }.map { number, bases in
      DER.context(number, Array(bases.map { DER.sequence($0) }.joined()))
    }
    let constraints = DER.extension("2.5.29.30", critical: true, DER.sequence(lists))
    return try MadeChain(names: names, intermediate: { $0.extensions?.append(constraints) }).evaluate(name: nil)
  }

  @Test("CVE-2025-61727 (2025): in Go a wildcard got past a subtree that is excluded below it")
  func wildcardIntoAnExcludedSubtree() throws {
    let wildcard = [DER.dnsName("*.example.com")]
    #expect(try evaluate(wildcard, excluded: [DER.dnsName("test.example.com")]).codes == ["name-not-allowed"])
    #expect(try evaluate(wildcard, excluded: [DER.dnsName("TEST.Example.com")]).codes == ["name-not-allowed"])
    #expect(try evaluate(wildcard, excluded: [DER.dnsName("example.com")]).codes == ["name-not-allowed"])
    // Nor is all that it stands for in a subtree one label below.
    #expect(try evaluate(wildcard, permitted: [DER.dnsName("test.example.com")]).codes == ["name-not-allowed"])
    // It never stands for two labels.
    #expect(try evaluate(wildcard, excluded: [DER.dnsName("a.test.example.com")]).isVerified)
    #expect(try evaluate(wildcard, permitted: [DER.dnsName("example.com")]).isVerified)
  }

  @Test("CVE-2026-27138 (2026): Go panicked over an empty DNS name where DNS names are constrained")
  func emptyName() throws {
    for name in ["", ".", "*", "*.", "..", ".example.com"] {
      let names = [DER.dnsName(name)]
      #expect(try evaluate(names, excluded: [DER.dnsName("test.example.org")]).codes == ["name-not-allowed"])
      #expect(try evaluate(names, permitted: [DER.dnsName("example.com")]).codes == ["name-not-allowed"])
    }
  }

  @Test(
    "CVE-2022-3602 and CVE-2022-3786 (2022): OpenSSL decoded punycode of constraints on mailboxes into too small a buffer"
  )
  func punycodeInMailboxes() throws {
    let mailbox = DER.otherName("1.3.6.1.5.5.7.8.9", DER.utf8("b\u{FC}ro@example.org"))
    let long = "xn--" + String(repeating: "a", count: 59)
    let labels = [
      "xn--" + String(repeating: "9", count: 800), Array(repeating: long, count: 60).joined(separator: "."), "xn--",
      "xn--\u{7F}",
    ]
    for label in labels {
      for subtree in [label, ".\(label)", "user@\(label)"] {
        let evaluation = try evaluate([mailbox], permitted: [DER.mailbox(subtree)])
        #expect(!evaluation.isVerified)
        #expect(evaluation.effort.constrainedNames <= 4)
      }
    }
    #expect(try evaluate([mailbox], permitted: [DER.mailbox("example.org")]).isVerified)
  }

  @Test(
    "CVE-2023-0286 (2023), CVE-2020-1971: OpenSSL compared names of the forms x400Address and ediPartyName as others")
  func otherForms() throws {
    let party = DER.context(1, DER.utf8("x"))
    let forms = [
      DER.context(3, DER.sequence()), DER.context(3, constructed: false, [UInt8](repeating: 0x41, count: 64)),
      DER.context(5, party), DER.registeredID("1.2.3"), DER.otherName("1.2.3.4", DER.utf8("x")),
    ]
    for form in forms {
      // Even what looks the same is not known to be inside.
      for (permitted, excluded) in [([form], []), ([], [form])] as [([[UInt8]], [[UInt8]])] {
        let evaluation = try evaluate([form], permitted: permitted, excluded: excluded)
        #expect(!evaluation.isVerified, "\(form.prefix(4))")
      }
    }
  }

  @Test("CVE-2018-16875 (2018), CVE-2025-58187, golang/go#78282: Go held each name against each constraint")
  func quadraticNames() throws {
    let names = (0..<3000).map { DER.dnsName("n\($0).example.com") }
    let subtrees = (0..<3000).map { DER.dnsName("s\($0).example.org") }
    let evaluation = try evaluate(names, excluded: subtrees)
    #expect(evaluation.isVerified)
    #expect(evaluation.effort.constrainedNames == 6000)
    let mailboxes = try evaluate(
      (0..<3000).map { DER.mailbox("u\($0)@example.com") },
      excluded: (0..<3000).map { DER.mailbox("v\($0)@example.com") })
    #expect(mailboxes.isVerified)
    #expect(mailboxes.effort.constrainedNames == 6000)
  }

  @Test("CVE-2024-45341 (2025): in Go a zone in the IPv6 address of a URI got past the constraints on URIs")
  func zoneInAURI() throws {
    let uris = [
      "https://[fe80::1%25eth0]/", "https://[::1%25example.com]/", "https://[2001:db8::1]:443/x", "https://192.0.2.7/",
    ]
    for uri in uris {
      let names = [DER.uri(uri)]
      #expect(try evaluate(names, permitted: [DER.uri(".example.com")]).codes == ["name-not-allowed"])
      #expect(try evaluate(names, excluded: [DER.uri(".example.com")]).codes == ["name-not-allowed"])
    }
    #expect(try evaluate([DER.uri("https://www.example.com/")], permitted: [DER.uri(".example.com")]).isVerified)
  }

  @Test("CVE-2021-3712 (2021): OpenSSL read strings of constraints up to a NUL that was not there")
  func stringsWithoutAnEnd() throws {
    // As long as a page and without a zero in or after it, at the very end of the certificate's extensions.
    let long = String(repeating: "a", count: 4096)
    for subtree in [DER.dnsName(long), DER.mailbox(long), DER.uri(long), DER.ipAddress([10, 0, 0])] {
      #expect(try !evaluate([DER.dnsName("www.example.com")], permitted: [subtree]).isVerified)
    }
    for name in [DER.dnsName("a\0b.example.com"), DER.dnsName(long)] {
      #expect(try evaluate([name], permitted: [DER.dnsName("example.com")]).codes == ["name-not-allowed"])
    }
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Published flaws of comparing a peer's name with those of its certificate, each of them reproduced.
@Suite("Gallery: names of a peer") struct NameFlaws {
  private func evaluate(
    _ names: [[UInt8]], for name: PeerName = ChainFixture.name, subject: [UInt8]? = nil
  ) throws -> Evaluation {
    try MadeChain(names: names, leaf: { if let subject { $0.subject = subject } }).evaluate(name: name)
  }

  @Test("CVE-2009-2408 (2009): NSS and others read a name up to its first NUL, and authorities the whole of it")
  func zeroInAName() throws {
    let names = ["www.example.com\0.evil.example", "www.example.com\0", "\0www.example.com"]
    for name in names {
      #expect(try evaluate([DER.dnsName(name)]).codes == ["name-mismatch"])
      #expect(try evaluate([DER.dnsName(name)], for: .dns(name)).codes == ["reference-name-invalid"])
    }
    // Nor does an authority's constraint end there.
    let permitted = DER.extension(
      "2.5.29.30", critical: true, DER.sequence(DER.context(0, DER.sequence(DER.dnsName("evil.example")))))
    let chain = try MadeChain(
      names: [DER.dnsName("evil.example\0.www.example.com")], intermediate: { $0.extensions?.append(permitted) })
    #expect(chain.evaluate(name: nil).codes == ["name-not-allowed"])
  }

  @Test("CVE-2010-3170 (2010): NSS matched wildcards of a common name with IP addresses")
  func wildcardAddress() throws {
    let address = PeerName.ip("192.0.2.7")
    for name in ["*.0.2.7", "*", "192.0.2.7", "*.7"] {
      #expect(try evaluate([DER.dnsName(name)], for: address).codes == ["name-mismatch"])
      #expect(try evaluate([], for: address, subject: DER.name(("CN", name))).codes == ["name-mismatch"])
    }
    #expect(try evaluate([DER.ipAddress([192, 0, 2, 7])], for: address).isVerified)
  }

  @Test("CVE-2021-44531 (2022): Node.js took the host of a URI for a name of the server")
  func uriAsHost() throws {
    let others = [
      DER.uri("https://www.example.com/"), DER.mailbox("www.example.com"),
      DER.otherName("1.3.6.1.5.5.7.8.7", DER.ia5("www.example.com")),
      DER.directoryName(DER.name(("CN", "www.example.com"))),
    ]
    for name in others { #expect(try evaluate([name]).codes == ["name-mismatch"]) }
  }

  @Test("CVE-2021-44532 and -44533 (2022): Node.js put names into one text, in which a name could spell several")
  func namesWithinNames() throws {
    for text in ["evil.example, DNS:www.example.com", "evil.example\nwww.example.com", "\"www.example.com\""] {
      let evaluation = try evaluate([DER.dnsName(text)])
      #expect(evaluation.codes == ["name-mismatch"])
      // In words it stays one name.
      #expect(!evaluation.explanation.description.contains("\nwww.example.com"))
    }
    // Several attributes in one relative name; the common name is not looked at in any case.
    let subject = DER.name(relativeNames: [[DER.attribute("O", "x/CN=www.example.com"), DER.attribute("CN", "evil")]])
    #expect(try evaluate([], subject: subject).codes == ["name-mismatch"])
    #expect(try evaluate([], subject: DER.name(("CN", "www.example.com"))).codes == ["name-mismatch"])
  }

  @Test("CVE-2021-29923 (2021): Go read 010 in an address as ten, others as eight")
  func leadingZeros() throws {
    for text in ["192.0.2.07", "0300.0.2.7", "192.0.2", "0xC0.0.2.7", "3221225991"] {
      #expect(try evaluate([DER.ipAddress([192, 0, 2, 7])], for: .ip(text)).codes == ["reference-name-invalid"])
    }
  }

  @Test("CVE-2025-61729 (2025): Go's error about a host name grew with the square of the names that a leaf has")
  func errorAsLongAsTheNames() throws {
    let names = (0..<9000).map { DER.dnsName("host\($0).example.org") }
    let evaluation = try evaluate(names)
    #expect(evaluation.codes == ["name-mismatch"])
    #expect(evaluation.effort.names == 9000)
    #expect(evaluation.explanation.text(allPaths: true).utf8.count < 4000)
    #expect(evaluation.explanation.json.utf8.count < 8000)
    #expect(evaluation.explanation.svg.utf8.count < 12_000)
  }

  @Test("CVE-2015-1789 (2015): OpenSSL read beyond the end of a time that is too short")
  func timesThatAreNone() throws {
    let texts = [
      "", "2", "26", "260101", "2601010000Z", "260101000000", "260101000000+0100", "26010100000ZZ", "-60101000000Z",
    ]
    for text in texts {
      #expect(throws: CertificateError.self) {
        try Certificate(
          der: CertificateFields.with { $0.validity = DER.sequence(DER.utcTime(text), DER.utcTime("490101000000Z")) })
      }
    }
    #expect(throws: CertificateError.self) {
      try Certificate(
        der: CertificateFields.with {
          $0.validity = DER.sequence(DER.utcTime("200101000000Z"), DER.generalizedTime("2100010100"))
        })
    }
  }

  @Test("CVE-2016-2109 and CVE-2018-0739 (OpenSSL): lengths beyond the input took memory, and deep nesting the stack")
  func lengthsAndNesting() throws {
    for length: [UInt8] in [
      [0x84, 0x7F, 0xFF, 0xFF, 0xFF], [0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x88] + [UInt8](repeating: 0xFF, count: 8),
    ] {
      #expect(throws: CertificateError.self) { try Certificate(der: [0x30] + length + [0x30, 0x03, 1, 1, 1]) }
    }
    // A sequence in a sequence, fifty thousand times, each of four bytes of header.
    var nested: [UInt8] = []
    for _ in 0..<50_000 {
      let length = nested.count
      nested.append(contentsOf: [UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length >> 16), 0x83, 0x30])
    }
    nested.reverse()
    let chain = try MadeChain(names: [DER.otherName("1.3.6.1.4.1.32473.7", nested), DER.dnsName("www.example.com")])
    // It is not looked into: what it says is nobody's business here.
    #expect(chain.evaluate().effort.signatures <= 2)
    #expect(!chain.evaluate().explanation.text(allPaths: true).isEmpty)
  }
}

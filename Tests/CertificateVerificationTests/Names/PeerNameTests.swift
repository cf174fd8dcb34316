import CertificateEncoding
import CertificateVerification
import Testing

@Suite("Names of peers")
struct PeerNameTests {
  @Test(
    "The host of a URL is an address or a DNS name by its form",
    arguments: [
      ("example.com", .dns("example.com")),
      ("localhost", .dns("localhost")),
      ("4.example", .dns("4.example")),
      ("\u{FC}.example.", .dns("\u{FC}.example.")),
      ("", .dns("")),
      (".", .dns(".")),
      ("192.0.2.7", .ip("192.0.2.7")),
      ("192.0.2.7.", .ip("192.0.2.7.")),
      ("192.0.2.300", .ip("192.0.2.300")),
      ("1.2.3", .ip("1.2.3")),
      ("42", .ip("42")),
      ("::1", .ip("::1")),
      ("[::1]", .ip("[::1]")),
      ("[bad", .ip("[bad")),
    ] as [(String, PeerName)])
  func choosesByForm(host: String, expected: PeerName) {
    #expect(PeerName(host: host) == expected)
    #expect(PeerName(host: host).description == host)
  }

  @Test("A name is read as what it says it is")
  func readsNames() throws {
    let address = try #require(IPAddress("2001:db8::1"))
    #expect(try PeerName.ip("[2001:DB8::1]").referenceIdentity() == .ip(address))
    let name = try DNSName("example.com")
    #expect(try PeerName.dns("Example.com.").referenceIdentity() == .dns(name))
  }

  @Test("An address given as a DNS name is refused with the address that was meant")
  func refusesAddressAsDNSName() throws {
    let address = try #require(IPAddress("192.0.2.7"))
    let error = #expect(throws: PeerNameError.self) { try PeerName.dns("192.0.2.7").referenceIdentity() }
    guard case .invalidDNSName(let inner) = try #require(error).reason else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(inner.reason == .ipAddress(address))
    #expect(error?.name == .dns("192.0.2.7"))
  }

  @Test("A name given as an address is refused", arguments: ["example.com", "", "192.0.2.300", "fe80::1%eth0"])
  func refusesNameAsAddress(text: String) {
    let error = #expect(throws: PeerNameError.self) { try PeerName.ip(text).referenceIdentity() }
    #expect(error?.reason == .invalidIPAddress)
    #expect(error?.name == .ip(text))
  }
}

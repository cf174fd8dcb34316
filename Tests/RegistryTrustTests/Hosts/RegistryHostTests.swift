import CertificateEncoding
import RegistryTrust
import Testing

@Suite("Hosts of registries")
struct RegistryHostTests {
  @Test(
    "A host is taken apart as it is written",
    arguments: [
      ("registry.example.com", "registry.example.com", nil),
      ("registry.example.com:5000", "registry.example.com", 5000),
      ("Registry.Example.COM:443", "Registry.Example.COM", 443),
      ("localhost:5000", "localhost", 5000), ("a-b.c1", "a-b.c1", nil), ("14-order", "14-order", nil),
      ("192.0.2.7", "192.0.2.7", nil), ("192.0.2.7:80", "192.0.2.7", 80),
      ("[2001:db8::1]", "[2001:db8::1]", nil), ("[::1]:5000", "[::1]", 5000), ("h:0443", "h", 443), ("h:0", "h", 0),
      ("h:65535", "h", 65_535),
    ] as [(String, String, Int?)])
  func reads(text: String, name: String, port: Int?) throws {
    let host = try RegistryHost(text)
    #expect(host.text == text)
    #expect(host.name == name)
    #expect(host.port == port)
  }

  @Test("Addresses are told from names")
  func addresses() throws {
    #expect(try RegistryHost("[2001:db8::1]:5000").address == IPAddress("2001:db8::1"))
    #expect(try RegistryHost("192.0.2.7:5000").address == IPAddress("192.0.2.7"))
    #expect(try RegistryHost("registry.example.com").address == nil)
    #expect(try RegistryHost("[2001:db8::1]").bareName == "2001:db8::1")
  }

  @Test(
    "What no reference can carry is refused, with the place",
    arguments: [
      ("", .empty, 0), (":5000", .empty, 0), ("/h", .empty, 0), ("https://h", .scheme, 5), ("h/image", .path, 1),
      ("h:5000/image", .path, 6), ("a..b", .emptyLabel, 2), (".a", .emptyLabel, 0), ("a.", .trailingDot, 1),
      ("a.:5000", .trailingDot, 1), ("-a", .hyphenAtLabelEdge, 0), ("a-.b", .hyphenAtLabelEdge, 1),
      ("a_b", .invalidCharacter("_"), 1), ("a b", .invalidCharacter(" "), 1),
      ("bücher.example", .invalidCharacter("ü"), 1),
      ("2001:db8::1", .addressWithoutBrackets, 0), ("::1", .addressWithoutBrackets, 0),
      ("[fe80::1%eth0]", .invalidAddress, 8), ("[::1", .invalidAddress, 4), ("[]", .invalidAddress, 1),
      ("h:", .emptyPort, 1), ("h:http", .invalidPort, 2), ("h:65536", .invalidPort, 2), ("h:-1", .invalidPort, 2),
      ("[::1]x", .invalidCharacter("x"), 5), (String(repeating: "a", count: 301), .tooLong, 300),
      ("h:99999999999999999999999", .invalidPort, 2), ("../h", .emptyLabel, 0), ("..", .emptyLabel, 0),
    ] as [(String, RegistryHostError.Reason, Int)])
  func refuses(text: String, reason: RegistryHostError.Reason, offset: Int) {
    let error = #expect(throws: RegistryHostError.self) { try RegistryHost(text) }
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
    #expect(error?.text == text)
    #expect(error?.description.isEmpty == false)
  }

  @Test("Docker's own words for a host that it refuses")
  func wording() {
    #expect(throws: RegistryHostError.self) { try RegistryHost("a_b") }
    do {
      _ = try RegistryHost("a_b")
    } catch {
      #expect(error.clientWording == #"invalid host "a_b""#)
    }
    do {
      _ = try RegistryHost("h:99999")
    } catch {
      #expect(error.clientWording == #"invalid port "99999""#)
    }
  }

  @Test("Docker Hub goes by two names in references")
  func dockerHub() throws {
    #expect(try RegistryHost("docker.io").isDockerHub)
    #expect(try RegistryHost("index.docker.io").isDockerHub)
    #expect(try !RegistryHost("registry-1.docker.io").isDockerHub)
    #expect(try !RegistryHost("docker.io:443").isDockerHub)
  }
}

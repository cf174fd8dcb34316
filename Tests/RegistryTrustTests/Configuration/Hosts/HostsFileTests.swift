import Foundation
import TestSupport
import Testing

@testable import RegistryTrust

/// containerd's rules for `hosts.toml` (`core/remotes/docker/config/hosts.go`).
@Suite("hosts.toml: servers")
struct HostsFileTests {
  private func read(_ text: String, in directory: String = "/certs.d/registry.example.com") throws -> HostsFile {
    try HostsFile(Array(text.utf8), directory: directory)
  }

  private func server(_ text: String) throws -> HostsFile.Server { try #require(try read(text).servers.first) }

  @Test("Hosts in the order of the file, and the server of the root at last")
  func order() throws {
    let file = try read(
      """
      server = "https://registry.example.com"
      ca = "root.crt"

      [host."https://b.example.com"]
        capabilities = ["pull"]
      [host."http://a.example.com:5000"]
      [host."http://a.example.com:5000".header]
        x = "y"
      [host."c.example.com/mirror"]
      """)
    #expect(
      file.servers.map(\.host) == ["b.example.com", "a.example.com:5000", "c.example.com", "registry.example.com"])
    #expect(file.servers.map(\.scheme) == ["https", "http", "https", "https"])
    #expect(file.servers.map(\.path) == ["/v2", "/v2", "/mirror/v2", "/v2"])
    #expect(file.servers.map(\.isRoot) == [false, false, false, true])
    #expect(file.servers.map { $0.authorities?.count } == [nil, nil, nil, 1])
    #expect(file.servers[1].position == TextPosition(line: 6, column: 2))
    #expect(file.servers[1].headers.map(\.name) == ["x"])
    #expect(file.servers[3].position == TextPosition(line: 1, column: 10))
    #expect(file.notes.isEmpty)
  }

  @Test("Capabilities, in any case; all of them if none is named")
  func capabilities() throws {
    #expect(try server("capabilities = ['Pull', 'RESOLVE']").capabilities == [.pull, .resolve])
    #expect(try server("capabilities = ['push', 'referrers']").capabilities.names == ["push", "referrers"])
    #expect(try server("capabilities = []").capabilities == .all)
    #expect(try server("").capabilities == .all)
  }

  @Test("Authorities: a string or an array, relative to the directory")
  func authorities() throws {
    #expect(try server("").authorities == nil)
    #expect(try server("ca = []").authorities == [])
    #expect(
      try server("ca = ['a.crt', '../b.crt', './c//d.crt', '/etc//e.crt', '']").authorities?.map(\.path) == [
        "/certs.d/registry.example.com/a.crt", "/certs.d/b.crt", "/certs.d/registry.example.com/c/d.crt", "/etc//e.crt",
        "/certs.d/registry.example.com",
      ])
    let path = try #require(try server("\n ca = 'a.crt'").authorities?.first)
    #expect(
      path == .init(text: "a.crt", path: "/certs.d/registry.example.com/a.crt", position: .init(line: 2, column: 7)))
  }

  @Test("Identities: a string, an array of strings, an array of pairs, both mixed")
  func identities() throws {
    func names(_ value: String) throws -> [[String?]] {
      try server("client = \(value)").identities.map { [$0.certificate.text, $0.key?.text] }
    }
    #expect(try names("'both.pem'") == [["both.pem", nil]])
    #expect(try names("['a.pem', 'b.pem']") == [["a.pem", nil], ["b.pem", nil]])
    #expect(
      try names("[['a.cert', 'a.key'], 'b.pem', ['/c', '/d']]") == [
        ["a.cert", "a.key"], ["b.pem", nil], ["/c", "/d"],
      ])
    #expect(try names("[]") == [])
  }

  @Test("A pair with an empty key names the directory, which is worth a note")
  func emptyKey() throws {
    let file = try read("[host]\n[host.a]\nclient = [['a.cert', '']]")
    #expect(file.servers[0].identities[0].key?.path == "/certs.d/registry.example.com")
    #expect(file.notes == [HostsFileNote(kind: .emptyKey, position: .init(line: 3, column: 22))])
  }

  @Test("Other settings, keys in any case, of which the last counts")
  func others() throws {
    let server = try server(
      """
      skip_verify = true
      override_path = true
      dial_timeout = "1m30s"
      CA = "first"
      ca = "second"
      server = "https://a.example.com/v1/x/"
      [header]
      one = "1"
      two = ["a", "b"]
      """)
    #expect(server.skipsVerification == true)
    #expect(server.overridesPath)
    #expect(server.path == "/v1/x")
    #expect(server.dialTimeout?.nanoseconds == 90_000_000_000)
    #expect(server.authorities?.map(\.text) == ["second"])
    #expect(server.headers.map(\.values) == [["1"], ["a", "b"]])
    #expect(server.hasOwnConnection)
    #expect(try self.server("skip_verify = false").skipsVerification == false)
    #expect(try !self.server("").hasOwnConnection)
    #expect(try self.server("dial_timeout = ''").dialTimeout == nil)
  }

  @Test(
    "URLs: the scheme that is added, and the path",
    arguments: [
      ("a.example.com:5000", "https", "a.example.com:5000", "/v2"),
      ("https://a.example.com/v2", "https", "a.example.com", "/v2"),
      ("https://a.example.com/v2/", "https", "a.example.com", "/v2"),
      ("https://a.example.com/", "https", "a.example.com", "//v2"),
      ("http://[::1]:5000/x/../y", "http", "[::1]:5000", "/y/v2"),
      ("httpd.example.com", "", "", "httpd.example.com/v2"),
      ("httpd.example.com:5000", "httpd.example.com", "", "/v2"),
      ("https://A.example.com:443/p%2Fq", "https", "A.example.com:443", "/p/q/v2"),
    ])
  func urls(_ url: String, _ scheme: String, _ host: String, _ path: String) throws {
    let server = try server("server = '\(url)'")
    #expect([server.scheme, server.host, server.path] == [scheme, host, path])
  }

  @Test("What is likely to be a mistake has a note")
  func notes() throws {
    func kinds(_ text: String) throws -> [HostsFileNote.Kind] { try read(text).notes.map(\.kind) }
    #expect(try kinds("server = 'a'") == [.noHosts])
    #expect(try kinds("[host]") == [])
    #expect(try kinds("host.'https://a'.skip_verify = true") == [.hostWithoutHeader("https://a")])
    #expect(try kinds("[host]\n'https://a' = {}") == [.hostWithoutHeader("https://a")])
    #expect(try kinds("[HOST.a]") == [.noHosts, .hostWithoutHeader("a")])
    #expect(try kinds("[host.a]\n[host.b]\n[host.a.header]") == [.repeatedHost("a")])
    #expect(try kinds("[host.httpd]") == [.urlWithoutHost("httpd")])
    #expect(try kinds("[host.'https://a/']") == [.doubledSlash("//v2")])
    #expect(
      try kinds("skip-verify = true\n[host.a]\nclients = 1") == [.unknownKey("skip-verify"), .unknownKey("clients")])
    #expect(try read("host.a.ca = 'x'").servers.count == 1)
    #expect(try read("[host.a]\n[host.b]\n[host.a.header]").servers.map(\.url) == ["a", "b", "a", ""])
  }

  @Test("Twenty thousand hosts, each of them twice", .timeLimit(.minutes(1)))
  func many() throws {
    let text = (0..<20_000).map { "[host.a\($0)]\n" }.joined() + (0..<20_000).map { "[host.a\($0).header]\n" }.joined()
    let file = try read(text)
    #expect(file.servers.count == 40_001)
    #expect(file.notes.count == 20_000)
  }

  @Test("An empty file is none; one of comments alone is the registry itself")
  func empty() throws {
    #expect(HostsFile.isEmpty([]))
    #expect(!HostsFile.isEmpty(Array("# x".utf8)))
    #expect(try read("# x").servers.map(\.host) == [""])
  }

  @Test(
    "The registry itself: scheme, verification and path by its name",
    arguments: [
      ("docker.io", "https", "registry-1.docker.io", nil),
      ("registry.example.com", "https", "registry.example.com", nil),
      ("registry.example.com:80", "https", "registry.example.com:80", nil),
      ("localhost", "https", "localhost", true), ("localhost:443", "https", "localhost:443", true),
      ("localhost:5000", "http", "localhost:5000", true), ("localhost:80", "http", "localhost:80", nil),
      ("127.0.0.254:5000", "http", "127.0.0.254:5000", true), ("[::1]:5000", "http", "[::1]:5000", true),
      ("[::1]", "https", "[::1]", true), ("::1", "https", "::1", true),
      ("192.0.2.1:5000", "https", "192.0.2.1:5000", nil),
      ("localhost.example.com:5000", "https", "localhost.example.com:5000", nil),
    ] as [(String, String, String, Bool?)])
  func defaults(_ registry: String, _ scheme: String, _ host: String, _ skips: Bool?) throws {
    let server = try #require(try read("ca = 'x'\ncapabilities = ['pull']").servers(for: registry).last)
    #expect([server.scheme, server.host, server.path] == [scheme, host, "/v2"])
    #expect(server.skipsVerification == skips)
    #expect(server.capabilities == .all)
    #expect(server.authorities?.count == 1)
    let plain = HostsFile.server(for: registry)
    #expect([plain.scheme, plain.host] == [scheme, host])
    #expect(try read("server = 'https://other.example.com'").servers(for: registry).last?.host == "other.example.com")
  }

  @Test("The files of the conformance folder")
  func conformance() throws {
    func file(_ name: String) throws -> [UInt8] {
      let folder = Vectors.packageRoot.deletingLastPathComponent().appending(
        path: "shared/conformance/certs.d/fixtures")
      return [UInt8](try Data(contentsOf: folder.appending(path: name + "/hosts.toml")))
    }
    #expect(HostsFile.isEmpty(try file("29-hoststoml-empty")))
    let root = try HostsFile(file("31-hoststoml-rootca"), directory: "/d")
    #expect(root.servers.map { $0.authorities?.map(\.path) } == [["/d/ca.crt"]])
    #expect(root.servers(for: "reg.example.com").map(\.host) == ["reg.example.com"])
    let server = try HostsFile(file("32-hoststoml-ignores-crt"), directory: "/d")
    #expect(server.servers.map(\.host) == ["reg.test"])
    #expect(server.servers[0].authorities == nil)
  }
}

import Testing

@testable import RegistryTrust

@Suite("buildkitd.toml and registries.conf")
struct BuilderConfigurationTests {
  @Test("BuildKit: the settings of each registry")
  func builder() throws {
    let file = try BuilderConfiguration(
      Array(
        """
        debug = true
        [registry."docker.io"]
          mirrors = ["mirror.example.com/m"]
        [registry."registry.example.com:5000"]
          http = true
          insecure = false
          ca = ["/etc/a.pem", "b.pem"]
          tlsconfigdir = ["/etc/certs"]
          [[registry."registry.example.com:5000".keypair]]
            key = "/etc/k.pem"
            cert = "/etc/c.pem"
          [[registry."registry.example.com:5000".keypair]]
        """.utf8))
    #expect(file.registries.map(\.host) == ["docker.io", "registry.example.com:5000"])
    #expect(file.registries[0].mirrors == ["mirror.example.com/m"])
    #expect(file.registries[0].usesPlainHTTP == nil && file.registries[0].isInsecure == nil)
    let registry = try #require(file["registry.example.com:5000"])
    #expect(registry.usesPlainHTTP == true && registry.isInsecure == false)
    #expect(registry.position == TextPosition(line: 4, column: 11))
    #expect(registry.authorities.map(\.path) == ["/etc/a.pem", "b.pem"])
    #expect(registry.authorities[1].position == TextPosition(line: 7, column: 23))
    #expect(registry.directories.map(\.path) == ["/etc/certs"])
    #expect(registry.keyPairs.map(\.certificate) == ["/etc/c.pem", ""])
    #expect(registry.keyPairs.map(\.key) == ["/etc/k.pem", ""])
    #expect(registry.keyPairs[0].position == TextPosition(line: 9, column: 42))
    #expect(file["registry.example.com"] == nil)
    #expect(try BuilderConfiguration([]).registries.isEmpty)
  }

  @Test(
    "BuildKit: settings of the wrong type",
    arguments: [
      ("registry = 1", "line 1, column 12: registry takes a table, not an integer"),
      ("[registry]\na = 1", "line 2, column 5: a takes a table, not an integer"),
      ("[registry.a]\nca = 'x'", "line 2, column 6: ca takes an array of strings, not a string"),
      ("[registry.a]\nhttp = 'x'", "line 2, column 8: http takes a Boolean, not a string"),
      ("[registry.a.keypair]", "line 1, column 13: keypair takes an array of tables, not a table"),
      (
        "[registry.a]\nkeypair = [1]",
        "line 2, column 12: keypair takes an array of tables, not one with an integer in it"
      ),
      ("[registry", "line 1, column 10: ']' after the table's name is missing at the end of the file"),
    ])
  func builderErrors(_ text: String, _ message: String) {
    let error = #expect(throws: ConfigurationError.self) { try BuilderConfiguration(Array(text.utf8)) }
    #expect(error?.description == message)
    #expect(error.map { message.hasPrefix($0.position.description) } == true)
  }

  @Test("podman: registries, mirrors, and the longest prefix")
  func containers() throws {
    let file = try ContainersRegistries(
      Array(
        """
        unqualified-search-registries = ["docker.io"]
        [[registry]]
        location = "registry.example.com"
        [[registry]]
        prefix = "registry.example.com/team"
        location = "other.example.com:5000/x"
        insecure = true
        blocked = true
        [[registry.mirror]]
        location = "mirror.example.com"
        insecure = true
        [[registry]]
        prefix = "*.example.org"
        """.utf8))
    #expect(file.registries.map(\.prefix) == ["registry.example.com", "registry.example.com/team", "*.example.org"])
    #expect(file.registries.map(\.endpoint.isInsecure) == [false, true, false])
    #expect(file.registries[1].mirrors.map(\.location) == ["mirror.example.com"])
    #expect(file.registries[1].mirrors[0].position == TextPosition(line: 9, column: 12))
    #expect(file.registries[1].isBlocked)
    #expect(file.registry(for: "registry.example.com/team/image")?.endpoint.location == "other.example.com:5000/x")
    #expect(file.registry(for: "registry.example.com/teams")?.prefix == "registry.example.com")
    #expect(file.registry(for: "registry.example.com:5000")?.prefix == "registry.example.com")
    #expect(file.registry(for: "registry.example.community") == nil)
    #expect(file.registry(for: "a.b.example.org:5000/x")?.prefix == "*.example.org")
    #expect(file.registry(for: "example.org") == nil)
    #expect(throws: ConfigurationError.self) { try ContainersRegistries(Array("[registry]".utf8)) }
  }
}

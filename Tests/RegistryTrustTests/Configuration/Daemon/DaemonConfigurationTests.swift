import CertificateEncoding
import Testing

@testable import RegistryTrust

@Suite("daemon.json")
struct DaemonConfigurationTests {
  private func read(_ text: String) throws -> DaemonConfiguration { try DaemonConfiguration(Array(text.utf8)) }

  @Test("Entries with their places, in the order of the file")
  func entries() throws {
    let file = try read(
      """
      {
        "debug": true,
        "insecure-registries": ["registry.example.com:5000", "10.0.0.1/8", "fd00::/8"],
        "registry-mirrors": ["https://mirror.example.com/x"],
        "features": { "containerd-snapshotter": true, "buildkit": false }
      }
      """)
    #expect(file.insecureRegistries.map(\.text) == ["registry.example.com:5000", "10.0.0.1/8", "fd00::/8"])
    #expect(file.insecureRegistries[0].scope == .host("registry.example.com:5000"))
    #expect(try file.insecureRegistries[1].scope == .network(#require(NetworkRange("10.0.0.0/8"))))
    #expect(file.insecureRegistries[1].position == TextPosition(line: 3, column: 56))
    #expect(file.mirrors.map(\.url.host) == ["mirror.example.com"])
    #expect(file.usesContainerdStore == true)
    #expect(file.problems.isEmpty)
  }

  @Test("Files that say nothing", arguments: ["", " \n\t", "{}", #"{"insecure-registries": null, "features": null}"#])
  func nothing(_ text: String) throws {
    let file = try read(text)
    #expect(file.insecureRegistries.isEmpty && file.mirrors.isEmpty && file.problems.isEmpty)
    #expect(file.usesContainerdStore == nil)
  }

  @Test("What is no text is read as U+FFFD, and is no reason not to start")
  func malformedText() throws {
    for label in [[0x63, 0xE9], Array(#"\uD800"#.utf8)] as [[UInt8]] {
      let head = Array(#"{"labels": [""#.utf8)
      let file = try DaemonConfiguration(head + label + Array(#""], "insecure-registries": ["h"]}"#.utf8))
      #expect(file.insecureRegistries.map(\.text) == ["h"])
      #expect(file.problems.map(\.reason) == [.malformedText])
      #expect(file.problems.allSatisfy { !$0.isFatal && $0.daemonMessage == nil })
    }
  }

  @Test("Byte order marks of UTF-8 and UTF-16")
  func byteOrderMarks() throws {
    let text = #"{"insecure-registries": ["é", "a"]}"#
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for bytes in [[0xEF, 0xBB, 0xBF] + Array(text.utf8), [0xFE, 0xFF] + big, [0xFF, 0xFE] + little] {
      let file = try DaemonConfiguration(bytes)
      #expect(file.insecureRegistries.map(\.text) == ["a"])
      #expect(file.problems.map(\.position) == [TextPosition(line: 1, column: 26)])
    }
    #expect(throws: JSONError.self) { try DaemonConfiguration([0xFE, 0xFF] + big + [0]) }
    #expect(try DaemonConfiguration([0xFE, 0xFF]).insecureRegistries.isEmpty)
  }

  @Test(
    "The daemon's words about what it refuses",
    arguments: [
      (#"{"insecure-registries": ["-a"]}"#, "invalid index name (-a). Cannot begin or end with a hyphen"),
      (#"{"insecure-registries": ["ftp://a"]}"#, "insecure registry ftp://a should not contain '://'"),
      (#"{"insecure-registries": ["a_b"]}"#, "insecure registry a_b is not valid: invalid host \"a_b\""),
      (
        #"{"insecure-registries": ["*.example.com"]}"#,
        "insecure registry *.example.com is not valid: invalid host \"*.example.com\""
      ),
      (#"{"insecure-registries": ["a b:1"]}"#, "insecure registry a b:1 is not valid: invalid host \"a b\""),
      (#"{"insecure-registries": ["a:65536"]}"#, "insecure registry a:65536 is not valid: invalid port \"65536\""),
      (
        #"{"insecure-registries": ["[::1]:x"]}"#,
        "insecure registry [::1]:x is not valid: strconv.Atoi: parsing \"x\": invalid syntax"
      ),
      (
        #"{"insecure-registries": ["a:99999999999999999999"]}"#,
        "insecure registry a:99999999999999999999 is not valid: strconv.Atoi: parsing \"99999999999999999999\": value out of range"
      ),
      (#"{"insecure-registries": [null]}"#, "insecure registry  is not valid: invalid host \"\""),
      (
        #"{"insecure-registries": ["10.0.0.0/33"]}"#,
        "insecure registry 10.0.0.0/33 is not valid: invalid host \"10.0.0.0/33\""
      ),
      (
        #"{"registry-mirrors": ["mirror.example.com:5000"]}"#,
        "invalid mirror: no scheme specified for \"mirror.example.com:5000\": must use either 'https://' or 'http://'"
      ),
      (
        #"{"registry-mirrors": ["ftp://a"]}"#,
        "invalid mirror: unsupported scheme \"ftp\" in \"ftp://a\": must use either 'https://' or 'http://'"
      ),
      (
        #"{"registry-mirrors": ["https://a/?x"]}"#,
        "invalid mirror: query or fragment at end of the URI \"https://a/?x\""
      ),
      (
        #"{"registry-mirrors": ["https://me:secret@a"]}"#,
        "invalid mirror: username/password not allowed in URI \"https://me:xxxxx@a\""
      ),
      (
        #"{"registry-mirrors": ["https://a b"]}"#,
        "invalid mirror: \"https://a b\" is not a valid URI: parse \"https://a b\": invalid character \" \" in host name"
      ),
      (#"{"Registry-Mirrors": []}"#, "the following directives don't match any configuration option: Registry-Mirrors"),
    ])
  func refusals(_ text: String, _ message: String) throws {
    let file = try read(text)
    #expect(file.problems.map(\.daemonMessage) == [message])
    #expect(file.problems.map(\.isFatal) == [true])
    #expect(file.insecureRegistries.isEmpty && file.mirrors.isEmpty)
  }

  @Test("A password is in no message")
  func password() throws {
    for url in ["https://me:secret@a", "https://me:secret@a b", "ftp://me:secret@a/", "https://me:secret@a/#x"] {
      let message = try #require(try read(#"{"registry-mirrors": ["\#(url)"]}"#).problems.first?.daemonMessage)
      #expect(!message.contains("secret"))
    }
  }

  @Test("Types, duplicates, and a scheme that is taken off")
  func others() throws {
    func reasons(_ text: String) throws -> [DaemonConfigurationProblem.Reason] { try read(text).problems.map(\.reason) }
    #expect(try reasons("[]") == [.wrongType("daemon.json", expected: "an object")])
    #expect(
      try reasons(#"{"insecure-registries": "a"}"#) == [
        .wrongType("insecure-registries", expected: "an array of strings")
      ])
    #expect(
      try reasons(#"{"registry-mirrors": [5]}"#) == [.wrongType("registry-mirrors", expected: "an array of strings")])
    #expect(try reasons(#"{"features": 1}"#) == [.wrongType("features", expected: "an object of Booleans")])
    #expect(try reasons(#"{"features": {"x": 1}}"#) == [.wrongType("features.x", expected: "a Boolean")])
    let twice = try read(#"{"insecure-registries": ["a"], "insecure-registries": ["b"]}"#)
    #expect(twice.problems.map(\.reason) == [.duplicate("insecure-registries", first: .init(line: 1, column: 2))])
    #expect(twice.insecureRegistries.map(\.text) == ["b"])
    let scheme = try read(#"{"insecure-registries": ["http://a:80"]}"#)
    #expect(scheme.insecureRegistries.map(\.scope) == [.host("a:80")])
    #expect(
      scheme.problems[0].daemonMessage
        == "insecure registry http://a:80 should not contain 'http' and 'https' has been removed from the insecure registry config"
    )
    #expect(!scheme.problems[0].isFatal)
  }

  @Test("Which registries are insecure: listed letter by letter, or in a range")
  func insecurity() throws {
    let file = try read(
      #"{"insecure-registries": ["registry.example.com", "10.0.0.0/8", "::ffff:192.0.2.0/120", "docker.io", "[::2]:5000"]}"#
    )
    func decides(_ registry: String, _ addresses: String...) -> String? {
      switch file.insecurity(of: registry, addresses: addresses.compactMap { IPAddress($0) }) {
      case .entry(let entry): entry.text
      case .loopback(let address): address.description
      case nil: nil
      }
    }
    #expect(decides("registry.example.com") == "registry.example.com")
    #expect(decides("registry.example.com:5000") == nil)
    #expect(decides("Registry.example.com") == nil)
    #expect(decides("docker.io", "10.0.0.1") == nil)
    #expect(decides("other.example.com", "192.0.3.1", "10.1.2.3") == "10.0.0.0/8")
    #expect(decides("10.255.0.1:5000", "127.0.0.1") == "10.0.0.0/8")
    #expect(decides("192.0.2.9") == "::ffff:192.0.2.0/120")
    #expect(decides("localhost:5000", "::1") == "::1")
    #expect(decides("127.9.9.9") == "127.9.9.9")
    #expect(decides("[::1]:5000") == "::1")
    // Go does not take the brackets off without a port, and the text then does not resolve.
    #expect(decides("[::1]") == nil)
    #expect(decides("[::2]:5000") == "[::2]:5000")
    #expect(DaemonConfiguration().insecurity(of: "127.0.0.1:5000") != nil)
  }
}

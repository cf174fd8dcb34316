import CertificateEncoding
import Foundation
import RegistryTrust
import TestSupport
import Testing

@testable import RootwardCommand

@Suite("rootward identity")
struct IdentityCommandTests {
  /// A folder that is there for the duration of a test, with identities by two authorities.
  final class Folder {
    let root = FileManager.default.temporaryDirectory.appending(path: "rootward-identity-\(UUID().uuidString)")
    static let host = "registry.example.com:5000"

    init() throws {
      for (name, key) in [("a", 2), ("b", 3)] {
        let authority = DER.name(("O", "Example"), ("CN", "CA \(name)"))
        var fields = CertificateFields.leaf(by: "", names: [])
        fields.subject = DER.name(("CN", name))
        fields.issuer = authority
        fields.extensions?[2] = DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.2")))
        try add("certs.d/\(Self.host)/\(name).cert", Self.pem("CERTIFICATE", fields.signed(by: TestKey(key))))
        let scalar = [UInt8](repeating: 0, count: 31) + [1]
        let algorithm = DER.sequence(DER.oid("1.2.840.10045.2.1"), DER.oid("1.2.840.10045.3.1.7"))
        let key8 = DER.sequence(
          DER.integer(0), algorithm, DER.octetString(DER.sequence(DER.integer(1), DER.octetString(scalar))))
        try add("certs.d/\(Self.host)/\(name).key", Self.pem("PRIVATE KEY", key8))
        var root = CertificateFields.authority("", by: "", key: TestKey(key))
        (root.subject, root.issuer) = (authority, authority)
        try add("ca-\(name).crt", Self.pem("CERTIFICATE", root.signed(by: TestKey(key))))
      }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    static func pem(_ label: String, _ bytes: [UInt8]) -> [UInt8] {
      Array("-----BEGIN \(label)-----\n\(Base64Text.encode(bytes))\n-----END \(label)-----\n".utf8)
    }

    func add(_ path: String, _ bytes: [UInt8]) throws {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }

    func path(_ name: String) -> String { root.appending(path: name).path }

    /// The directory of the host.
    var certificates: String { path("certs.d/\(Self.host)") }

    func run(_ arguments: [String], input: [UInt8] = []) throws -> CapturedCommand {
      try CapturedCommand(["identity"] + arguments, input: input, machine: RegistryEnvironment(platform: .linux))
    }

    /// Runs the command on the directory of the host.
    func choose(_ arguments: [String], input: [UInt8] = []) throws -> CapturedCommand {
      try run(["--certs-dir", certificates] + arguments, input: input)
    }
  }

  /// CertificateRequests of TLS 1.3 and 1.2 for ecdsa_secp256r1_sha256 and the authority B.
  private static let nameB = DER.name(("O", "Example"), ("CN", "CA b"))
  private static func vector(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
    PromiseFields.vector(bytes, lengthByteCount: count)
  }
  private static let request13: [UInt8] =
    [0] + vector([0, 13, 0, 4, 0, 2, 4, 3, 0, 47] + vector(vector(vector(nameB, 2), 2), 2), 2)
  private static let request12: [UInt8] = [1, 64, 0, 2, 4, 3] + vector(vector(nameB, 2), 2)

  @Test("The host is an operand, or the name of the directory")
  func directories() throws {
    let folder = try Folder()
    let direct = try folder.choose([])
    #expect(direct.code == .success && direct.errors.isEmpty)
    #expect(
      direct.output.hasPrefix("CHOSEN: by the rules of Go identity 1, “a”, goes out with ecdsa_secp256r1_sha256.\n"))
    let named = try folder.run([Folder.host, "--certs-dir", folder.path("certs.d")])
    #expect(named.output == direct.output)
    let empty = try folder.run(["other.example.com", "--certs-dir", folder.path("certs.d")])
    #expect(empty.code == .refused && empty.output.contains("order in which they are tried:\n  none\n"))
  }

  @Test("Where no identity is found, the directories that were looked for are told, and what is beside them")
  func places() throws {
    let folder = try Folder()
    let host = "registry.example.com:5001"
    let run = try folder.run([host, "--certs-dir", folder.path("certs.d"), "--json"])
    let notes = try #require(try run.json["notes"] as? [String])
    #expect(run.code == .refused)
    #expect(notes.contains { $0.contains("found no identity for \(host)") && $0.contains("\(host) (not there)") })
    #expect(notes.contains { $0.contains("Beside it there is \(Folder.host)") })
    #expect(notes.contains { $0.contains("rootward registry \(host) --certs-dir") && $0.contains("--doctor") })
    for arguments in [[host, "--certs-dir", folder.path("nodir")], ["--certs-dir", folder.path("nodir/\(host)")]] {
      let missing = try folder.run(arguments)
      #expect(missing.code == .input && missing.errors.contains("no such file or directory"), "\(missing.errors)")
    }
  }

  @Test("Notes are broken as the rest is")
  func widths() throws {
    let run = try Folder().choose(["--authority", "CN=CA b,O=Example"])
    #expect(run.output.contains("\n\nNote: "))
    for line in run.lines where !line.contains("/") { #expect(line.count <= 100, "\(line) is too long") }
  }

  @Test("An authority is a name, either way round, or a file")
  func authorities() throws {
    let folder = try Folder()
    for value in ["CN=CA b,O=Example", "O = Example, CN = CA b", "cn=ca B,o=example"] {
      let run = try folder.choose(["--authority", value])
      #expect(run.code == .success && run.output.contains("identity 2, “b”"), "\(run.output)")
      #expect(run.output.contains("Note: “\(value)” was typed"))
    }
    let file = try folder.choose(["--authority", folder.path("ca-b.crt"), "--json"])
    #expect(try file.json["chosen"] as? Int == 1 && file.json["scheme"] as? String == "ecdsa_secp256r1_sha256")
    #expect((try file.json["notes"] as? [String])?.isEmpty == true)
    let identities = try #require(try file.json["identities"] as? [[String: Any]])
    #expect(identities.map { $0["result"] as? String } == ["refused", "chosen"])
    let none = try folder.choose(["--authority", "CN=Nobody", "--rules", "strict"])
    #expect(none.code == .refused && none.output.hasPrefix("NONE: the client sends no certificate.\n"))
    #expect(try folder.choose(["--authority", "Nobody"]).code == .input)
    #expect(try folder.choose(["--authority", "=x"]).code == .usage)
    // A path may have the sign of a name.
    try folder.add("a=b.crt", Array(Data(contentsOf: URL(filePath: folder.path("ca-b.crt")))))
    #expect(try folder.choose(["--authority", folder.path("a=b.crt"), "--json"]).json["chosen"] as? Int == 1)
  }

  @Test("A request is read from a file, in either version, whole or not, as bytes or as digits")
  func requests() throws {
    let folder = try Folder()
    for (version, body) in [("TLS 1.3", Self.request13), ("TLS 1.2", Self.request12)] {
      let whole = [13] + Self.vector(body, 3)
      let digits = Array(whole.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) + "\n" }.joined().utf8)
      for input in [body, whole, digits] {
        let run = try folder.choose(["--request", "-", "--json"], input: input)
        #expect(run.code == .success, "\(run.errors)")
        #expect(try run.json["chosen"] as? Int == 1)
        let request = try #require(try run.json["request"] as? [String: Any])
        #expect(
          request["version"] as? String == version && request["authorities"] as? [String] == ["CN=CA b,O=Example"])
      }
    }
    let broken = try folder.choose(["--request", "-"], input: Array(Self.request13.dropLast()))
    #expect(broken.code == .input && broken.errors.contains("decode_error"))
    #expect(try folder.choose(["--request", "-"], input: []).code == .input)
    for text in ["Acceptable client certificate CA names\n", "0d00000g"] {
      let run = try folder.choose(["--request", "-"], input: Array(text.utf8))
      #expect(run.code == .input && run.errors.contains("neither hexadecimal digits nor the bytes"), "\(run.errors)")
    }
    #expect(try folder.choose(["--request", "-", "--tls", "1.2"], input: Self.request13).code == .input)
  }

  @Test("Schemes, kinds and files of identities are options")
  func options() throws {
    let folder = try Folder()
    let (certificate, key) = (folder.path("certs.d/\(Folder.host)/b.cert"), folder.path("certs.d/\(Folder.host)/b.key"))
    let pair = "\(certificate),\(key)"
    #expect(try folder.run(["--identity", pair]).output.contains("identity 1, “b”"))
    let both = try Data(contentsOf: URL(filePath: key)) + Data(contentsOf: URL(filePath: certificate))
    try folder.add("both.pem", Array(both))
    #expect(try folder.run(["--identity", folder.path("both.pem")]).code == .success)
    #expect(try folder.run(["--identity", pair, "--schemes", "rsa_pss_rsae_sha256"]).code == .refused)
    #expect(try folder.run(["--identity", pair, "--schemes", "0x0804, 0x0403"]).code == .success)
    let types = ["--identity", pair, "--tls", "1.2", "--certificate-types"]
    #expect(try folder.run(types + ["rsa_sign"]).code == .refused)
    #expect(try folder.run(types + ["rsa_sign,ecdsa_sign"]).code == .success)
    let keyless = try folder.run(["--identity", certificate])
    #expect(keyless.code == .input && keyless.errors.contains("name the file of the key as well: --identity"))
    for value in ["\(certificate),", ",\(key)"] {
      let run = try folder.run(["--identity", value])
      #expect(run.code == .usage && run.errors.contains("a file is missing at the comma"))
    }
    try folder.add("empty", [])
    for value in ["\(folder.path("empty")),\(key)", "\(certificate),\(folder.path("empty"))", folder.path("empty")] {
      let run = try folder.run(["--identity", value])
      #expect(run.code == .input && run.errors.contains("empty: the file is empty"), "\(run.errors)")
    }
    #expect(
      try folder.run(["--identity", "\(folder.path("ca-a.crt")),\(key)"]).errors.contains("the key is not the one"))
    // Years later it is expired, which Go doesn't look at.
    let later = try folder.run(["--identity", pair, "--at", "2200-01-01"])
    #expect(later.code == .success && later.output.contains("but: the certificate is expired"))
    #expect(try folder.run(["--identity", pair, "--at", "2200-01-01", "--rules", "strict"]).code == .refused)
  }

  @Test(
    "Wrong usage is told",
    arguments: [
      ([], "which identities?"), (["a.example", "b.example"], "one registry at a time"),
      (["a.example", "--identity", "x"], "not both"), (["--identity", "x", "--client", "docker"], "have no use"),
      (["a.example", "--rules", "gopher"], "--rules is one of strict, go"),
      (["a.example", "--tls", "1.1"], "--tls is 1.2 or 1.3"),
      (["a.example", "--schemes", "ecdsa_secp256r1_sha265"], "did you mean ecdsa_secp256r1_sha256?"),
      (["a.example", "--schemes", ","], "names no scheme"),
      (["a.example", "--schemes", "0x+0403"], "is no signature scheme"),
      (["a.example", "--certificate-types", "rsa_sign"], "add --tls 1.2"),
      (["a.example", "--tls", "1.2", "--certificate-types", "rsa"], "no kind of certificate"),
      (["a.example", "--request", "x", "--authority", "CN=a"], "leave out --authority"),
      (["a.example", "--client", "dockr"], "did you mean docker?"),
      (["--certs-dir", "/.."], "name the registry as well"),
    ] as [([String], String)])
  func misuse(_ arguments: [String], _ message: String) throws {
    let run = try CapturedCommand(["identity"] + arguments, machine: RegistryEnvironment(platform: .linux))
    #expect(run.code == .usage && run.errors.contains(message), "\(run.errors)")
  }

  @Test("Colors mark the verdict")
  func colors() throws {
    let folder = try Folder()
    let run = try CapturedCommand(
      ["identity", "--certs-dir", folder.certificates], usesColors: true, machine: RegistryEnvironment(platform: .linux)
    )
    #expect(run.output.hasPrefix("\u{1B}[1;32mCHOSEN\u{1B}[0m:"))
  }
}

import CertificateEncoding
import Certificates
import Platform
import RegistryTrust
import TestSupport

/// A machine with a fault, two, three or none, and what the doctor is to say of it.
struct DoctorSituation: Sendable, CustomStringConvertible {
  static let host = "registry.example.com:5000"
  static let folder = "/etc/docker/certs.d/registry.example.com:5000"
  static let programs: [RegistryClient] = [.docker, .dockerContainerd, .containerd, .podman, .buildkit, .nerdctl]

  /// The situation in a few words, which are its golden file's name too.
  let description: String
  /// The host that is asked for.
  var host = DoctorSituation.host
  /// The clients that matter.
  var clients = DoctorSituation.programs
  /// The client's variables.
  var variables: [String: String] = ["HOME": "/home/user"]
  /// The addresses that names have; nobody is asked without.
  var addresses: [String: [String]] = [:]
  /// The certificates that the server sends.
  var chain: [[UInt8]]?
  /// The modes of files, by their paths.
  var modes: [String: UInt16] = [:]
  /// Exactly the diagnoses that are to be made, each with its severity: `error lone-key`.
  let expected: [String]
  /// What the text must name: files, subjects, rules, commands.
  let mentions: [String]
  /// Puts the files there.
  let build: @Sendable (inout MemoryFiles) -> Void

  init(
    _ description: String, _ expected: [String], mentions: [String] = [], host: String = DoctorSituation.host,
    clients: [RegistryClient] = DoctorSituation.programs, variables: [String: String] = ["HOME": "/home/user"],
    addresses: [String: [String]] = [:], chain: [[UInt8]]? = nil, modes: [String: UInt16] = [:],
    _ build: @escaping @Sendable (inout MemoryFiles) -> Void
  ) {
    self.description = description
    self.expected = expected
    self.mentions = mentions
    self.host = host
    self.clients = clients
    self.variables = variables
    self.addresses = addresses
    self.chain = chain
    self.modes = modes
    self.build = build
  }

  /// Examines the machine.
  func examine() throws -> RegistryExamination { try examine(machine(), for: clients) }

  /// Examines the machine for some clients.
  func examine(_ machine: RegistryEnvironment, for clients: [RegistryClient]) throws -> RegistryExamination {
    let certificates = try chain?.enumerated().map { index, der in
      try Certificate(der: der, source: "chain-\(index).pem")
    }
    return RegistryDoctor.examine(
      try RegistryHost(host), in: machine, clients: clients, chain: certificates, at: Issued.moment)
  }

  /// The machine with its files.
  func machine() -> RegistryEnvironment {
    var files = MemoryFiles()
    build(&files)
    var environment = RegistryEnvironment(variables: variables, files: ModedFiles(files: files, modes: modes))
    if !addresses.isEmpty {
      let addresses = addresses
      environment.addresses = { name in (addresses[name] ?? []).compactMap { IPAddress($0) } }
    }
    return environment
  }
}

extension MemoryFiles {
  /// A file in the directory of the host that most situations ask for.
  mutating func put(_ name: String, _ text: String) { add(DoctorSituation.folder + "/" + name, text) }
  mutating func put(_ name: String, bytes: [UInt8]) { add(DoctorSituation.folder + "/" + name, bytes: bytes) }
  /// The authority's certificate, which is all that most registries need.
  mutating func putRoot(_ name: String = "ca.crt") { put(name, Issued.pem(Issued.root())) }
  /// A client's certificate and its key.
  mutating func putPair(_ stem: String = "client", key: Int = 3, _ certificate: [UInt8]? = nil) {
    put(stem + ".cert", Issued.pem(certificate ?? Issued.client(stem, key: key)))
    put(stem + ".key", Material.key(key))
  }
}

/// Files that have modes.
struct ModedFiles: RegistryFiles {
  let files: MemoryFiles
  let modes: [String: UInt16]

  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    try files.node(at: path, followingLinks: followingLinks)
  }

  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    try files.entries(of: directory, limit: limit)
  }

  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] { try files.read(path, limit: limit) }

  func linkTarget(of path: FilePath) -> FilePath? { files.linkTarget(of: path) }

  func permissions(of path: FilePath) -> UInt16? { modes[path.text] }
}

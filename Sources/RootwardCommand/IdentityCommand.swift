import CertificateCryptography
import CertificateEncoding
import CertificateVerification
import Certificates
import HandshakeVerification
import Platform
import RegistryTrust

/// The command `rootward identity`, which says which identity goes out in answer to a server's request, and why the others
/// don't.
struct IdentityCommand {
  private let arguments: Arguments
  private let rules: IdentitySelector.Rules
  private let moment: Timestamp
  private let environment: RegistryEnvironment
  private let source: Source
  /// The version that was named; `nil` leaves it to the file of the request.
  private let version: ProtocolVersion?

  /// Where the identities are.
  private enum Source {
    case registry(RegistryHost, RegistryClient)
    case files([String])
  }

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console, _ machine: RegistryEnvironment) throws(Failure) {
    self.arguments = arguments
    rules = try arguments.choice(.rules, among: IdentitySelector.Rules.allCases) ?? .go
    moment = try arguments.moment(console)
    switch arguments.value(.tls) {
    case nil: version = nil
    case "1.2"?: version = .tls12
    case "1.3"?: version = .tls13
    case let other?: throw arguments.misuse("--tls is 1.2 or 1.3, not \(Spelling.quoted(other))")
    }
    if arguments.contains(.request) {
      for option in [Option.authority, .schemes, .certificateTypes] where arguments.contains(option) {
        throw arguments.misuse("--request says what the server asks for already; leave out \(option.spelling)")
      }
    }
    var environment = machine
    environment.root = arguments.value(.root)
    (source, environment.certificatesDirectory) = try Self.source(arguments)
    self.environment = environment
  }

  /// The files of `--identity`, or the host and the directory of hosts.
  private static func source(_ arguments: Arguments) throws(Failure) -> (Source, directory: String?) {
    let files = arguments.all(.identity)
    for value in files where value.hasPrefix(",") || value.hasSuffix(",") {
      throw arguments.misuse(
        "--identity \(Spelling.quoted(value)): a file is missing at the comma; write --identity CERT,KEY, or one file of "
          + "both")
    }
    let client = try arguments.choice(.client, among: RegistryClient.allCases) ?? .docker
    guard arguments.operands.count <= 1 else {
      throw arguments.misuse("one registry at a time: \(Spelling.quoted(arguments.operands[1])) is one too many")
    }
    if let name = arguments.operands.first {
      guard files.isEmpty else { throw arguments.misuse("name a registry or files of --identity, not both") }
      return (.registry(try host(name, arguments), client), arguments.value(.certsDir))
    }
    guard files.isEmpty else {
      guard !arguments.contains(.certsDir), !arguments.contains(.client) else {
        throw arguments.misuse("--identity names the files, so that --certs-dir and --client have no use")
      }
      return (.files(files), nil)
    }
    guard let directory = arguments.value(.certsDir) else {
      throw arguments.misuse(
        "which identities? Name a registry, its directory with --certs-dir, or files with --identity")
    }
    // Without a host, it is the host's own directory, whose name is the host.
    let parts = directory.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last, name != ".", name != ".." else {
      throw arguments.misuse("--certs-dir \(Spelling.quoted(directory)): name the registry as well")
    }
    let parent = (directory.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
    return (.registry(try host(String(name), arguments), client), parent.isEmpty ? "." : parent)
  }

  private static func host(_ name: String, _ arguments: Arguments) throws(Failure) -> RegistryHost {
    do throws(RegistryHostError) {
      return try RegistryHost(name)
    } catch {
      throw arguments.misuse(DisplayText.escaped(error.description))
    }
  }

  /// Looks at the files and prints what was asked for.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    let (chains, places) = try chains(console)
    let request = try RequestSource(arguments, version: version).request(chains, console)
    let selection = IdentitySelector(chains: chains, rules: rules).select(for: request.request, at: moment)
    let notes = places + request.notes
    if arguments.contains(.json) {
      console.print(JSONValue.object(selection.members + [("notes", .array(notes.map { .string($0) }))]).text)
    } else {
      for line in selection.explanation.split(separator: "\n", omittingEmptySubsequences: false) {
        console.print(console.usesColors ? Style.identity(String(line)) : String(line))
      }
      for note in notes {
        console.print("")
        for line in Explanation.wrapped("Note: \(note)", indentation: 6) { console.print(line) }
      }
    }
    return selection.chosen == nil ? .refused : .success
  }

  /// The identities' certificates, their keys being at hand, and what is to be said about where there are none.
  private func chains(_ console: Console) throws(Failure) -> ([[Certificate]], notes: [String]) {
    switch source {
    case .files(let values):
      var chains: [[Certificate]] = []
      for value in values { chains.append(try Self.identity(value, console).certificates) }
      return (chains, [])
    case .registry(let host, let client):
      if let path = environment.certificatesDirectory { try environment.demandCertificatesDirectory(path) }
      let registry = RegistryTrust.resolve(host, as: client, in: environment)
      if let failure = registry.failure {
        throw .input("\(client.title) stops before it asks \(host): \(RegistryWords.shown(failure.clientWording))")
      }
      for unusable in registry.registryEndpoint.unusableIdentities {
        console.complain("\(RegistryReport.path(unusable.certificateFile)): loaded, and can't sign")
      }
      return (registry.identities.map { $0.certificates }, IdentityPlaces(registry, environment).notes)
    }
  }

  /// The identity of a value such as `client.cert,client.key`, or of one file that holds both.
  private static func identity(_ value: String, _ console: Console) throws(Failure) -> Identity {
    let parts = value.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let (certificateFile, keyFile) = (parts[0], parts.count > 1 ? parts[1] : parts[0])
    let certificates = try Inputs.read(certificateFile, console)
    var key = certificateFile == keyFile ? certificates : try Inputs.read(keyFile, console)
    defer { key.wipe() }
    guard !certificates.isEmpty, !key.isEmpty else {
      let file = certificates.isEmpty ? certificateFile : keyFile
      throw .input("\(DisplayText.escaped(Inputs.source(file))): the file is empty")
    }
    do throws(IdentityError) {
      return try Identity(
        certificates: certificates, certificateSource: certificateFile, key: key, keySource: keyFile)
    } catch {
      // One file is there for both, and has no key.
      if parts.count == 1, IdentityWords.isWithoutKey(error.reason) {
        let name = DisplayText.escaped(certificateFile)
        throw .input("\(name): there is no key in it; name the file of the key as well: --identity \(name),KEY")
      }
      let name = DisplayText.escaped(error.file == .key ? keyFile : certificateFile)
      throw .input("\(name): no identity can be made of it: \(IdentityWords.text(error.reason))")
    }
  }
}

extension Arguments {
  /// The value of an option that is one of some names; `nil` if it was not given.
  fileprivate func choice<Choice: RawRepresentable<String>>(
    _ option: Option, among choices: [Choice]
  ) throws(Failure) -> Choice? {
    guard let name = value(option) else { return nil }
    if let choice = Choice(rawValue: name) { return choice }
    let names = choices.map { $0.rawValue }
    let nearest = Spelling.nearest(to: name, in: names).map { "; did you mean \($0)?" } ?? ""
    throw misuse(
      "\(option.spelling) is one of \(names.joined(separator: ", ")), not \(Spelling.quoted(name))\(nearest)")
  }
}

extension Style {
  /// A line of what is told of a choice, its verdict marked.
  static func identity(_ line: String) -> String {
    for (word, style) in [("CHOSEN", Style.good), ("NONE", .bad)] where line.hasPrefix(word + ":") {
      return style.applied(to: word) + line.dropFirst(word.count)
    }
    return line.hasSuffix(":") && !line.hasPrefix(" ") ? heading.applied(to: line) : line
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import Platform
import RegistryTrust

/// The command `rootward registry`, which shows what clients trust and present for a registry, and what is wrong there.
struct RegistryCommand {
  private let arguments: Arguments
  private let host: RegistryHost
  /// The clients that were asked for, Docker's classic store if none was.
  private let chosen: [RegistryClient]
  /// The clients that the doctor thinks of.
  private let examined: [RegistryClient]
  private let moment: Timestamp
  private let environment: RegistryEnvironment

  /// Reads the arguments, and no file yet but the directory of `--root`.
  init(_ arguments: Arguments, _ console: Console, _ machine: RegistryEnvironment) throws(Failure) {
    self.arguments = arguments
    guard let text = arguments.operands.first else {
      throw arguments.misuse("which registry? Name its host as images do, such as registry.example.com:5000")
    }
    guard arguments.operands.count == 1 else {
      throw arguments.misuse("one registry at a time: \(Spelling.quoted(arguments.operands[1])) is one too many")
    }
    do throws(RegistryHostError) {
      host = try RegistryHost(text)
    } catch {
      throw arguments.misuse(DisplayText.escaped(error.description))
    }
    let programs = RegistryClient.allCases.filter { $0.isProgram }
    switch arguments.value(.client) {
    case nil:
      chosen = [RegistryDecision.usualClient]
      examined = programs
    case "all"?:
      chosen = programs
      examined = RegistryClient.allCases
    case let name?:
      guard let client = RegistryClient(rawValue: name) else { throw Self.unknown(name, arguments) }
      chosen = [client]
      examined = [client]
    }
    moment = try arguments.moment(console)
    var environment = machine
    environment.root = arguments.value(.root)
    environment.certificatesDirectory = arguments.value(.certsDir)
    self.environment = environment
  }

  private static func unknown(_ name: String, _ arguments: Arguments) -> Failure {
    let names = RegistryClient.allCases.map { $0.rawValue } + ["all"]
    let nearest = Spelling.nearest(to: name, in: names).map { "; did you mean \($0)?" }
    return arguments.misuse(
      "--client is one of \(names.joined(separator: ", ")), not \(Spelling.quoted(name))" + (nearest ?? ""))
  }

  /// Whether all clients are to be shown side by side.
  private var comparesAll: Bool { arguments.value(.client) == "all" }

  /// Looks at the files and prints what was asked for.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    if let root = arguments.value(.root) { try Self.demandDirectory(root, .root) }
    if let path = arguments.value(.certsDir) { try environment.demandCertificatesDirectory(path) }
    let bundle = try chain(console)
    var environment = environment
    let resolved = arguments.contains(.resolve) ? ResolvedName(host) : nil
    if arguments.contains(.resolve) {
      environment.addresses = { name in name == resolved?.name ? resolved?.addresses ?? [] : [] }
    }
    let isDoctor = arguments.contains(.doctor)
    let examination = RegistryDoctor.examine(
      host, in: environment, clients: isDoctor || comparesAll ? examined : chosen, chain: bundle, at: moment)
    let decision = RegistryDecision(arguments.value(.client), chosen, examination)
    if arguments.contains(.json) {
      console.print(
        RegistryJSON(
          host: host, moment: moment, examination: examination, tellsDiagnoses: isDoctor, decision: decision,
          resolved: resolved
        )
        .value.text)
    } else {
      let report = RegistryReport(host: host, examination: examination, moment: moment, resolved: resolved)
      var lines = report.lines(isTable: isDoctor || comparesAll)
      if !isDoctor || examination.hasUnexplainedRefusal { lines += RegistryReport.verdicts(examination) }
      if isDoctor { lines += DoctorReport(examination, decision).lines }
      if !isDoctor, comparesAll { lines += [""] + decision.lines }
      for line in lines { console.print(console.usesColors ? Style.registry(line) : line) }
    }
    return decision.exitCode
  }

  /// The certificates of `--chain`, the server's own first.
  private func chain(_ console: Console) throws(Failure) -> [Certificate]? {
    guard let path = arguments.value(.chain) else { return nil }
    let bundle = try Inputs.certificates(path, console)
    guard let first = bundle.certificates.first else { return nil }
    let block = first.position?.block ?? 0
    guard !bundle.skipped.contains(where: { !$0.isOtherContent && $0.position.block < block }) else {
      throw .input(
        "\(DisplayText.escaped(Inputs.source(path))): the server's own certificate comes first, and it can't be read")
    }
    return bundle.certificates
  }

  private static func demandDirectory(_ path: String, _ option: Option) throws(Failure) {
    let kind: FileKind
    do throws(FileError) {
      kind = try FileSystem.kind(of: path)
    } catch {
      throw .input("\(option.spelling) \(DisplayText.escaped(path)): \(error.reason)")
    }
    guard kind == .directory else {
      throw .input("\(option.spelling) \(DisplayText.escaped(path)): it is not a directory")
    }
  }
}

extension Style {
  /// A line of what is told of a registry, its verdict marked.
  static func registry(_ line: String) -> String {
    for (word, style) in [
      ("OK", Style.good), ("STOPS", .bad), ("ERROR", .bad), ("WARNING", .heading), ("NOTE", .heading),
      ("VERIFIED", .good), ("REFUSED", .bad), ("ACCEPTED", .good), ("UNDECIDED", .heading), ("FOUND", .heading),
    ] where line.hasPrefix(word + ":") || line.hasPrefix(word + " ") {
      return style.applied(to: word) + line.dropFirst(word.count)
    }
    return line.hasSuffix(":") && !line.hasPrefix(" ") ? heading.applied(to: line) : line
  }
}

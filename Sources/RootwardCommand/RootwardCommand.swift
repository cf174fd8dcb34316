import CertificateVerification
import Platform
import RegistryTrust

/// The command line: `rootward verify`, `rootward inspect`, `rootward trust`, `rootward registry`,
/// `rootward identity`, `rootward handshake`.
@main
enum RootwardCommand {
  /// The version that `--version` prints.
  static let version = "0.1.0"

  static func main() {
    CurrentProcess.endOnBrokenPipes()
    let console = Console()
    let code = run(Array(CommandLine.arguments.dropFirst()), console)
    CurrentProcess.exit(code.rawValue)
  }

  /// Runs the command that the arguments name.
  ///
  /// - Parameters:
  ///   - arguments: what stands after the program's name.
  ///   - console: where to read and write.
  ///   - machine: the machine that clients of registries run on; `nil` for this one.
  /// - Returns: what to tell the program that started this one.
  static func run(
    _ arguments: [String], _ console: Console, machine: RegistryEnvironment? = nil
  ) -> ExitCode {
    var code: ExitCode
    do {
      code = try dispatch(arguments, console, machine)
    } catch {
      switch error {
      case .usage(let message, let topic):
        console.complain("\(message)\nTry “\(topic.invocation) --help”.")
        code = .usage
      case .input(let lines):
        for line in lines { console.complain(line) }
        code = .input
      }
    }
    console.flush()
    // A reader that is gone ends the process by the signal SIGPIPE, as it ends every tool; what comes here is a disk
    // that is full, and a verdict that nobody can read must not look like one.
    if !console.isIntact {
      console.complain("standard output could not be written")
      code = .input
    }
    return code
  }

  private static func dispatch(
    _ arguments: [String], _ console: Console, _ machine: RegistryEnvironment?
  ) throws(Failure) -> ExitCode {
    guard let name = arguments.first else {
      throw .usage("which command? There are \(commandNames)", help: .rootward)
    }
    let rest = arguments.dropFirst()
    switch name {
    case "help", "--help", "-h": return try help(rest, console)
    case "--version", "version":
      console.print("rootward \(version)")
      return .success
    default: break
    }
    guard let topic = Topic(rawValue: name), topic != .rootward else {
      let kind = name.hasPrefix("-") ? "option" : "command"
      let candidates = name.hasPrefix("-") ? ["--help", "--version"] : Topic.commands.map { $0.rawValue } + ["help"]
      let nearest = Spelling.nearest(to: name, in: candidates).map { "; did you mean \($0)?" }
      throw .usage(
        "unknown \(kind) \(Spelling.quoted(name))" + (nearest ?? "; there are \(commandNames)"), help: .rootward)
    }
    let parsed = try Arguments(rest, for: topic)
    if parsed.contains(.help) {
      console.print(topic.help)
      return .success
    }
    switch topic {
    case .verify where parsed.contains(.batch): return try BatchCommand(parsed, console).run(console)
    case .verify: return try VerifyCommand(parsed, console).run(console)
    case .inspect: return try InspectCommand(parsed).run(console)
    case .trust: return try TrustCommand(parsed, console).run(console)
    case .registry: return try RegistryCommand(parsed, console, machine ?? .current).run(console)
    case .identity: return try IdentityCommand(parsed, console, machine ?? .current).run(console)
    case .handshake: return try HandshakeCommand(parsed, console).run(console)
    case .rootward: return .usage
    }
  }

  private static func help(_ rest: ArraySlice<String>, _ console: Console) throws(Failure) -> ExitCode {
    guard let name = rest.first else {
      console.print(Topic.rootward.help)
      return .success
    }
    guard let topic = Topic(rawValue: name), rest.count == 1 else {
      throw .usage("there is no help about \(Spelling.quoted(name)); there are \(commandNames)", help: .rootward)
    }
    console.print(topic.help)
    return .success
  }

  private static var commandNames: String {
    Topic.commands.map { $0.rawValue }.joined(separator: ", ")
  }
}

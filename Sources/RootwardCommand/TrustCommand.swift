import CertificateEncoding
import CertificateVerification
import Certificates
import Rootward

/// The command `rootward trust`, which shows the trusted roots, or what is wrong with them.
struct TrustCommand {
  private enum Action: String, CaseIterable {
    case list
    case check
  }

  private let arguments: Arguments
  private let action: Action
  private let moment: Timestamp

  /// Reads the arguments, and no file yet.
  init(_ arguments: Arguments, _ console: Console) throws(Failure) {
    self.arguments = arguments
    guard let name = arguments.operands.first else {
      throw arguments.misuse("list or check? “rootward trust list” shows the roots, “rootward trust check” their state")
    }
    guard let action = Action(rawValue: name) else {
      let nearest = Spelling.nearest(to: name, in: Action.allCases.map { $0.rawValue })
      throw arguments.misuse(
        "unknown action \(Spelling.quoted(name))"
          + (nearest.map { "; did you mean \($0)?" } ?? "; there are list, check"))
    }
    guard arguments.operands.count == 1 else {
      throw arguments.misuse("\(Spelling.quoted(arguments.operands[1])) is one too many; name files with --roots")
    }
    guard action == .check || !arguments.contains(.at) else {
      throw arguments.misuse("--at is an option of “rootward trust check”; a list is the same at any time")
    }
    self.action = action
    moment = try arguments.moment(console)
  }

  /// Loads the roots and prints what was asked for.
  func run(_ console: Console) throws(Failure) -> ExitCode {
    let sources = try TrustSources(arguments)
    switch action {
    case .list: return list(sources, console)
    case .check:
      let check = TrustCheck(sources, at: moment)
      if arguments.contains(.json) {
        console.print(check.json.text)
      } else {
        for line in check.lines { console.print(console.usesColors ? Style.check(line) : line) }
      }
      for line in check.unreadable { console.complain(line) }
      return check.exitCode
    }
  }

  private func list(_ sources: TrustSources, _ console: Console) -> ExitCode {
    let anchors = sources.store.anchors
    if arguments.contains(.json) {
      console.print(JSONValue.object([("roots", .array(anchors.map { RootReport.json($0) }))]).text)
    } else {
      let rows = anchors.map { RootReport.row($0) }
      let width = rows.map { $0.key.count }.max() ?? 0
      for row in rows {
        let key = row.key + String(repeating: " ", count: width - row.key.count)
        console.print("\(row.fingerprint)  \(row.expiry)  \(key)  \(row.subject)  [\(row.origin)]")
      }
    }
    // What could not be used is told after what could.
    var missing = sources.failures
    if let failure = sources.systemFailure { missing.append("system roots: \(TrustSources.line(failure))") }
    missing += (sources.system?.unreadable ?? []).map { "system roots: \(TrustSources.line($0))" }
    for line in sources.complaints + missing { console.complain(line) }
    if anchors.isEmpty { console.complain("no trusted root was found") }
    return missing.isEmpty && sources.given.unreadable.isEmpty && !anchors.isEmpty ? .success : .input
  }
}

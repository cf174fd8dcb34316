import CertificateEncoding
import CertificateVerification
import Certificates

/// What was loaded as trusted roots, what was left out, and what is wrong with the roots.
struct TrustCheck {
  /// A line for each file or directory that could not be read, or that held no root where one was asked for.
  let unreadable: [String]
  private let anchors: [TrustAnchor]
  private let sources: [(path: String, count: Int)]
  private let added: Int
  private let duplicates: Int
  private let distrusted: [Certificate]
  private let ignored: [TrustLoadSummary.Ignored]
  private let warnings: [RootWarning]
  private let moment: Timestamp

  /// Looks at everything that was loaded.
  init(_ loaded: TrustSources, at moment: Timestamp) {
    let summary = loaded.store.summary
    let anchors = loaded.store.anchors
    self.anchors = anchors
    self.moment = moment
    added = loaded.store.count
    // A root that both the given files and the system have was added to each store, and to the union once.
    duplicates = summary.duplicates + max(0, summary.added - loaded.store.count)
    distrusted = summary.distrusted
    ignored = summary.ignored
    warnings = anchors.flatMap { RootWarning.warnings($0.certificate, at: moment) }
    let counts = Dictionary(anchors.map { ($0.certificate.source ?? "", 1) }, uniquingKeysWith: +)
    var seen: Set<String> = []
    sources = summary.sources.filter { seen.insert($0).inserted }.map { ($0, counts[$0] ?? 0) }

    var lines = loaded.failures
    if let failure = loaded.systemFailure { lines.append("system roots: \(TrustSources.line(failure))") }
    for line in summary.unreadable.map(TrustSources.line) where !lines.contains(line) { lines.append(line) }
    unreadable = lines
  }

  /// What to tell the program that asked.
  var exitCode: ExitCode {
    if !unreadable.isEmpty || anchors.isEmpty { return .input }
    return ignored.isEmpty && warnings.isEmpty ? .success : .refused
  }

  /// The verdict in one sentence.
  private var headline: String {
    let roots = Self.count(anchors.count, "trusted root")
    switch exitCode {
    case .success: return "OK: \(roots), and nothing is wrong."
    case .refused:
      return "WARNING: \(roots); \(Self.count(warnings.count, "warning")), "
        + "\(Self.count(ignored.count, "block")) left out."
    case .usage, .input:
      let reason = anchors.isEmpty ? "no trusted root was found" : "something could not be read"
      return "PROBLEM: \(roots); \(reason)."
    }
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}

// MARK: Text

extension TrustCheck {
  /// The check in words, a line each, the verdict last.
  var lines: [String] {
    var lines = ["Checked at \(moment)", "", "Read:"]
    for source in sources where source.count > 0 {
      lines.append("  \(DisplayText.escaped(source.path)): \(Self.count(source.count, "root"))")
    }
    let idle = sources.count { $0.count == 0 }
    if idle > 0 { lines.append("  \(Self.count(idle, "file")) more, without a root that was not there already") }
    if sources.isEmpty { lines.append("  nothing") }
    lines += ["", "Roots:", "  added       \(added)", "  duplicates  \(duplicates)"]
    lines.append("  distrusted  \(distrusted.count)")
    lines.append("  left out    \(ignored.count)")
    lines += Self.section("Distrusted:", distrusted.map(Self.line))
    lines += Self.section("Left out:", ignored.map(Self.line))
    lines += Self.section("Could not be read:", unreadable)
    lines += Self.section("Warnings:", warnings.map { "\(Self.line($0.certificate)): \($0.message)" })
    return lines + ["", headline]
  }

  private static func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  \($0)" }
  }

  private static func line(_ ignored: TrustLoadSummary.Ignored) -> String {
    "\(Inputs.place(ignored.source, ignored.block.position)): \(Sentences.text(ignored.block.reason))"
  }

  private static func line(_ certificate: Certificate) -> String {
    let name = CertificateReport.name(certificate.subject)
    return "\(name) (\(RootReport.short(certificate)), \(RootReport.origin(certificate)))"
  }
}

// MARK: JSON

extension TrustCheck {
  /// The check for programs.
  var json: JSONValue {
    let verdict =
      switch exitCode {
      case .success: "ok"
      case .refused: "warning"
      case .usage, .input: "problem"
      }
    return .object([
      ("verdict", .string(verdict)),
      ("headline", .string(headline)),
      ("time", .string(moment.description)),
      ("roots", .number(anchors.count)),
      ("duplicates", .number(duplicates)),
      ("sources", .array(sources.map { .object([("path", .string($0.path)), ("roots", .number($0.count))]) })),
      ("distrusted", .array(distrusted.map { .object(RootReport.identity($0)) })),
      ("ignored", .array(ignored.map(Self.value))),
      ("unreadable", .array(unreadable.map(JSONValue.string))),
      (
        "warnings",
        .array(
          warnings.map {
            .object(
              [
                ("code", .string($0.code)), ("message", .string($0.message)),
                ("rule", .optional($0.item?.finding.rule.rawValue)), ("facts", .optional($0.item?.facts)),
                ("remedy", .optional($0.item?.remedy)), ("reference", .optional($0.item?.reference)),
              ] + RootReport.identity($0.certificate))
          })
      ),
    ])
  }

  private static func value(_ ignored: TrustLoadSummary.Ignored) -> JSONValue {
    .object([
      ("source", .optional(ignored.source)),
      ("block", .number(ignored.block.position.block)),
      ("line", .number(ignored.block.position.line)),
      ("reason", .string(Sentences.text(ignored.block.reason))),
    ])
  }
}

import CertificateVerification
import RegistryTrust

/// What several clients make of a registry, a line each.
enum RegistryTable {
  /// The table, its heading first.
  static func lines(_ examination: RegistryExamination) -> [String] {
    let rows =
      [["client", "own roots", "system's", "identities", "server", "directory"]] + examination.results.map(row)
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var lines = rows.map { row in
      let cells = row.enumerated().map { column, cell in
        column == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      return "  " + cells.joined(separator: "  ")
    }
    for result in examination.results {
      guard let failure = result.failure else { continue }
      if lines.last?.hasPrefix("  ") == true { lines.append("") }
      lines.append("STOPS: \(result.client.title): \(RegistryWords.shown(failure.clientWording))")
    }
    for result in examination.results where result.failure == nil && !result.closed.isEmpty {
      if lines.last?.hasPrefix("  ") == true { lines.append("") }
      lines.append("UNDECIDED: \(result.client.title): \(RegistryWords.closed(result.closed))")
    }
    for verdict in examination.verdicts {
      let clients = verdict.clients.filter { !examination.bystanders.contains($0) }
      guard !clients.isEmpty else { continue }
      if lines.last?.hasPrefix("  ") == true { lines.append("") }
      let names = clients.map { $0.title }.joined(separator: ", ")
      lines.append("\(verdict.evaluation.explanation.headline) (\(names))")
    }
    return lines
  }

  private static func row(_ result: RegistryTrust) -> [String] {
    let roots = result.roots
    let system = roots.includesSystem ? roots.system.isPlatformVerifier ? "yes" : String(roots.system.count) : "no"
    return [
      result.client.rawValue, result.failure == nil ? String(roots.ownCount) : "-", system,
      result.failure == nil ? String(result.identities.count) : "-",
      result.failure != nil ? "stops" : result.closed.isEmpty ? RegistryWords.word(result.serverCheck) : "undecided",
      result.directory.map(RegistryReport.path) ?? "none" + (RegistryWords.exemption(result).map { " (\($0))" } ?? ""),
    ]
  }
}

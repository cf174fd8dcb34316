import CertificateEncoding
import CertificateVerification
import Certificates
import RegistryTrust

/// What clients make of a registry, in words.
struct RegistryReport {
  let host: RegistryHost
  let examination: RegistryExamination
  let moment: Timestamp
  /// What the host's name resolves to, if that was asked for.
  var resolved: ResolvedName?

  /// A line each: all of one client, or a table of several.
  func lines(isTable: Bool) -> [String] {
    guard !isTable, let result = examination.results.first else {
      return ["\(host) at \(moment)"] + (resolved.map { [Self.path($0.text)] } ?? []) + [""]
        + RegistryTable.lines(examination)
    }
    var lines = ["\(host) for \(result.client.title)", "", "Directories:"]
    lines += result.candidates.map { "  \(Self.path($0.path)): \(RegistryWords.text($0.outcome))" }
    if result.candidates.isEmpty { lines.append("  none is looked for") }
    if !result.entries.isEmpty {
      lines += ["", "Files:"]
      lines += Self.bounded(result.entries, Self.maximumEntryCount) {
        "  \(DisplayText.escaped($0.name)): \(RegistryWords.text($0.role))"
      }
    }
    lines += ["", "Roots:"] + roots(result.roots).map { "  \($0)" }
    lines += ["", "Identities:"] + identities(result)
    lines += ["", "Server:"] + server(result).map { "  \($0)" }
    if !result.warnings.isEmpty {
      lines += ["", "In the client's log:"] + result.warnings.map { "  \(DisplayText.escaped($0))" }
    }
    return lines + ["", headline(result)]
  }

  /// The most entries of a directory that are written out, and the most blocks of a file that are passed over.
  static let maximumEntryCount = 1_000
  static let maximumBlockCount = 20

  /// A line for each of the first elements, and one that tells how many more there are.
  private static func bounded<Element>(
    _ elements: [Element], _ count: Int, _ line: (Element) -> String
  ) -> [String] {
    elements.prefix(count).map(line) + (elements.count > count ? ["  and \(elements.count - count) more"] : [])
  }

  /// A path as it is shown.
  static func path(_ path: String) -> String { RegistryWords.shown(path) }

  private func headline(_ result: RegistryTrust) -> String {
    if let failure = result.failure {
      return "STOPS: \(result.client.title) does not ask \(host): \(RegistryWords.shown(failure.clientWording))"
    }
    if examination.outcome(for: result.client) == .undecided {
      return "UNDECIDED: " + RegistryDecision(nil, [result.client], examination).need
    }
    return "OK: \(result.client.title) asks \(host), with \(Self.count(result.trust.count, "root")) and "
      + "\(Self.count(result.identities.count, "identity", "identities"))."
  }

  /// A number with a noun.
  static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  // MARK: Roots

  private func roots(_ roots: RegistryRoots) -> [String] {
    var lines: [String] = []
    if !roots.includesSystem {
      lines.append("the system's don't count")
    } else if roots.system.isPlatformVerifier {
      lines.append("the system's, as its own verifier knows them")
    } else {
      let sources = roots.system.sources.first.map {
        " (\(Self.path($0))\(roots.system.sources.count > 1 ? " and others" : ""))"
      }
      lines.append("\(roots.system.count) of the system's\(sources ?? "")")
    }
    for error in roots.system.unreadable { lines.append("can't be read: \(Self.path(error.description))") }
    for file in roots.files {
      let others = file.duplicateCount > 0 ? ", \(Self.count(file.duplicateCount, "duplicate"))" : ""
      let problem = file.problem.map { ", not read here: \($0.reason)" } ?? ""
      lines.append("\(file.certificates.count) of \(Self.path(file.path))\(others)\(problem)")
      for certificate in file.certificates {
        let columns = [
          RootReport.short(certificate), String(certificate.notAfter.description.prefix(10)),
          certificate.publicKey.description, CertificateReport.name(certificate.subject),
        ]
        lines.append("  \(columns.joined(separator: "  "))  [line \(certificate.position?.line ?? 0)]")
      }
      lines += Self.bounded(file.ignored, Self.maximumBlockCount) {
        "  line \($0.line): passed over: \(RegistryWords.text($0.reason))"
      }
    }
    return lines
  }

  // MARK: Identities

  private func identities(_ result: RegistryTrust) -> [String] {
    var lines: [String] = []
    for (index, identity) in result.identities.enumerated() {
      let leaf = identity.leaf
      let number = "  \(index + 1)  "
      lines.append(number + CertificateReport.name(leaf.subject))
      let margin = String(repeating: " ", count: number.count)
      lines.append(margin + "issuer  \(CertificateReport.name(leaf.issuer))")
      lines.append(margin + "valid   \(leaf.notBefore) to \(leaf.notAfter)\(state(leaf))")
      lines.append(margin + "key     \(leaf.publicKey)")
      lines.append(margin + "files   \(Self.path(identity.certificateFile)), \(Self.path(identity.keyFile))")
      let rest = identity.certificates.count - 1
      if rest > 0 { lines.append(margin + "chain   \(Self.count(rest, "more certificate"))") }
    }
    for identity in result.registryEndpoint.unusableIdentities {
      lines.append("  -  \(Self.path(identity.certificateFile)): loaded, and can't sign")
    }
    return lines.isEmpty ? ["  none"] : lines
  }

  private func state(_ certificate: Certificate) -> String {
    moment > certificate.notAfter ? " (expired)" : moment < certificate.notBefore ? " (not yet)" : ""
  }

  // MARK: The server

  private func server(_ result: RegistryTrust) -> [String] {
    result.endpoints.map { endpoint in
      let fallback = endpoint.fallsBackToHTTP ? "; without TLS it is asked by HTTP" : ""
      return "\(DisplayText.escaped(endpoint.host)): \(RegistryWords.text(endpoint.serverCheck))\(fallback)"
    } + addresses(result)
  }

  /// What the host's name resolves to, or that it would matter.
  private func addresses(_ result: RegistryTrust) -> [String] {
    if let resolved { return [Self.path(resolved.text)] }
    guard let name = result.unresolved else { return [] }
    let networks = name.concernsNetworks ? ", or in a network of insecure-registries" : ""
    return ["undecided: whether \(name.name) is an address of this machine\(networks), which --resolve asks for"]
  }

  /// The verdicts on the server's chain.
  static func verdicts(_ examination: RegistryExamination) -> [String] {
    examination.verdicts.flatMap { verdict -> [String] in
      let clients = verdict.clients.filter { !examination.bystanders.contains($0) }
      guard !clients.isEmpty else { return [] }
      let text = verdict.evaluation.explanation.text(allPaths: false)
      return ["", "The server's chain, for \(clients.map { $0.title }.joined(separator: ", ")):", ""]
        + text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    }
  }
}

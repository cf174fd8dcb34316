import CertificateEncoding
import Certificates

extension DoctorWords {
  func divergence(_ directory: String, _ outcomes: [(clients: [RegistryClient], outcome: String)]) -> Words {
    let sides = outcomes.map { "\(Self.list($0.clients)): \(Self.shown($0.outcome))" }
    let sentence = sides.joined(separator: "; ") + "."
    let isAlone = outcomes.count == 1
    let isDefault = directory.hasSuffix("_default")
    let expected = facts.results.first { clients.contains($0.client) }?.expected(facts.environment)
    let copy = shell.fill(expected ?? FilePath(directory), from: FilePath(directory))
    return Words(
      findings: sides.map { Diagnosis.Finding(path: directory, line: nil, fact: $0) },
      statement: isAlone
        ? "\(Self.list(clients)) stop\(clients.count == 1 ? "s" : "") at \(Self.shown(directory))."
        : "Clients make different things of \(Self.shown(directory)).",
      why: sentence
        + (isAlone
          ? ""
          : " Docker has two stores, which read the directory by different rules; new installations have "
            + "containerd's."),
      advice: isDefault
        ? "Make a directory of the host's own name, which all clients read."
        : isAlone
          ? "Mend what the client names." : "Keep to what all of them read: files .crt, and pairs .cert and .key.",
      remedy: isDefault ? [copy] : ["rootward registry \(shell.quoted(FilePath(facts.host.text))) --client all"])
  }

  func shadowed(_ path: String, _ files: [ExaminedFile]) -> Words {
    let host = Self.shown(facts.host.text)
    let roots = files.filter { $0.ending == .roots }
    let first =
      files.first.flatMap { file in
        file.found.first.map { " (\(Self.subject($0)))" }
      } ?? ""
    return Words(
      findings: [Diagnosis.Finding(path: path, line: nil, fact: "valid, so that it alone counts")]
        + files.map { Self.finding($0, $0.found.first.map { Self.subject($0) } ?? "passed over") },
      statement: "\(Self.shown(path)) makes \(Self.list(clients)) pass over "
        + "\(Self.list(files.map { Self.name($0) }))\(first) for \(host).",
      why:
        "Where there is a hosts.toml that can be read, files with the endings .crt, .cert and .key count only if it "
        + "names them.",
      advice: "Name them in the table of the server: "
        + (roots.isEmpty ? "client = [[\"….cert\", \"….key\"]]." : "ca = \"\(Self.name(roots[0]))\"."),
      remedy: [shell.edit(FilePath(path))])
  }

  func invalidHostsFile(_ path: String, _ line: Int?, _ message: String) -> Words {
    Words(
      findings: [Diagnosis.Finding(path: path, line: line, fact: Self.shown(message))],
      statement: "\(Self.shown(path)) can't be read: \(Self.shown(message)).",
      why:
        "\(Self.list(clients)) say\(clients.count == 1 ? "s" : "") so in the log alone, and "
        + "go\(clients.count == 1 ? "es" : "") on "
        + "with the files .crt, .cert and .key beside it, as if it were not there: mirrors, skip_verify and "
        + "everything else in it "
        + "are lost.",
      advice: "Mend the line.", remedy: [shell.edit(FilePath(path), line: line)])
  }

  func hostsNotes(_ path: String, _ notes: [HostsFileNote]) -> Words {
    let first = notes[0]
    return Words(
      findings: notes.map { Diagnosis.Finding(path: path, line: $0.position.line, fact: Self.text($0.kind)) },
      statement: "\(Self.shown(path)), line \(first.position.line): \(Self.text(first.kind)).",
      why: "containerd takes the file as it is, and says nothing of it.",
      advice: notes.allSatisfy { $0.kind == .noHosts }
        ? "Nothing needs to be done for containerd 2; for older ones, add an empty table."
        : "Mend what is named above.",
      remedy: notes.allSatisfy { $0.kind == .noHosts }
        ? ["printf '\\n[host]\\n' >>\(shell.quoted(FilePath(path)))"]
        : [shell.edit(FilePath(path), line: first.position.line)])
  }

  /// What is noted of a `hosts.toml`, as a clause.
  static func text(_ kind: HostsFileNote.Kind) -> String {
    switch kind {
    case .noHosts: "there is no table [host], without which containerd up to 1.7 refuses the file"
    case .hostWithoutHeader(let host):
      "the host \(quoted(host)) has no header [host.\"…\"] of its own, and is passed over"
    case .repeatedHost(let host): "the host \(quoted(host)) is named twice, and asked twice"
    case .urlWithoutHost(let url): "\(quoted(url)) is a URL without a host"
    case .doubledSlash(let url): "\(quoted(url)) ends in a slash, so that its path starts with two"
    case .emptyKey: "the empty name of a key is taken for the directory, and can't be opened"
    case .unknownKey(let key): "\(quoted(key)) is no setting that containerd knows"
    }
  }
}

import CertificateEncoding

extension DoctorWords {
  private var host: String { Self.shown(facts.host.text) }

  func loopback(
    _ reason: InsecureReason, _ unread: [RegistryClient], _ unverified: [RegistryClient], _ directory: String?
  ) -> Words {
    let cause =
      switch reason {
      case .loopbackAddress(let address): "\(address) is an address of this machine"
      default: "\(Self.quoted(facts.host.bareName)) is this machine"
      }
    var consequences: [String] = []
    if !unread.isEmpty {
      consequences.append(
        "\(Self.list(unread)) take\(unread.count == 1 ? "s" : "") 127.0.0.0/8 and ::1 for insecure, always: the "
          + "directory is never "
          + "read, no client certificate is sent, any server certificate will do, and HTTP is tried as well.")
    }
    if !unverified.isEmpty {
      consequences.append(
        "\(Self.list(unverified)) take\(unverified.count == 1 ? "s" : "") whatever certificate the server shows; of "
          + "the directory "
          + "the client certificates count, and the roots decide nothing.")
    }
    return Words(
      findings: [Diagnosis.Finding(path: directory ?? "", line: nil, fact: cause)].filter { !$0.path.isEmpty },
      statement: "\(host) is not verified: \(cause)."
        + (directory.map { " \(Self.shown($0)) does not do what it is there for." } ?? ""),
      why: consequences.joined(separator: " ") + " The documentation's own example, localhost:5000, is such a host.",
      advice: "Call the registry by a name of its own that leads to another address of the machine.",
      remedy: directory == nil ? [] : ["echo 'ADDRESS NAME' >>/etc/hosts"])
  }

  func listed(_ entry: String, _ line: Int, _ file: String, _ directory: String?) -> Words {
    var findings = [Diagnosis.Finding(path: file, line: line, fact: "insecure-registries: \(Self.shown(entry))")]
    if let directory {
      findings.append(Diagnosis.Finding(path: directory, line: nil, fact: "the directory of the host"))
    }
    return Words(
      findings: findings,
      statement: "\(host) is not verified: \(Self.shown(file)) lists \(Self.quoted(entry)) as insecure (line \(line)).",
      why:
        "For an insecure registry Docker's classic store reads no directory at all, sends no client certificate, "
        + "takes any "
        + "certificate, and falls back to HTTP."
        + (directory.map { " \(Self.shown($0)) does nothing there." } ?? ""),
      advice: "Take the entry out of the list, and restart the daemon.",
      remedy: [editor(file, line), "systemctl restart docker"])
  }

  func listedOtherwise(_ entry: String, _ line: Int, _ file: String) -> Words {
    Words(
      findings: [Diagnosis.Finding(path: file, line: line, fact: "insecure-registries: \(Self.shown(entry))")],
      statement:
        "\(Self.shown(file)) lists \(Self.quoted(entry)) as insecure (line \(line)), which does not cover \(host).",
      why: "Entries are compared with host and port letter by letter, so that \(host) is verified.",
      advice: "Nothing needs to be done, unless the entry was meant for this registry.", remedy: [])
  }

  func configuredInsecure(_ file: String) -> Words {
    Words(
      findings: [Diagnosis.Finding(path: file, line: nil, fact: "")],
      statement: "\(host) is not verified: \(Self.shown(file)) says so.",
      why:
        "\(Self.list(clients)) take\(clients.count == 1 ? "s" : "") whatever certificate the server shows. The "
        + "directory is read, "
        + "its client certificates count, and its roots decide nothing.",
      advice: "Take “insecure = true” or “skip_verify = true” out of the file.", remedy: [editor(file, nil)])
  }

  func brokenConfiguration(_ file: String, _ message: String) -> Words {
    let line = message.hasPrefix("line ") ? Int(message.dropFirst(5).prefix { $0.isNumber }) : nil
    return Words(
      findings: [Diagnosis.Finding(path: file, line: line, fact: Self.shown(message))],
      statement: "\(Self.shown(file)), which says what registries are insecure, is refused: \(Self.shown(message)).",
      why: "\(Self.list(clients)) stop\(clients.count == 1 ? "s" : "").\(clientWords(clients))",
      advice: "Mend the file.", remedy: [editor(file, line)])
  }

  /// Opens a file at a line.
  func editor(_ file: String, _ line: Int?) -> String {
    "${EDITOR:-vi} \(line.map { "+\($0) " } ?? "")\(shell.quoted(FilePath(file)))"
  }
}

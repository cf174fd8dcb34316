import CertificateEncoding

extension DoctorWords {
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
      advice: "Call the registry by a name of its own that leads to another address of the machine, such as one from a "
        + "line ADDRESS NAME in \(Self.shown(shell.hostsFile)).",
      remedy: directory == nil ? [] : [shell.edit(shell.hostsFile)])
  }

  func listed(_ entry: String, _ line: Int, _ file: String, _ directory: String?) -> Words {
    var findings = [Diagnosis.Finding(path: file, line: line, fact: "insecure-registries: \(Self.shown(entry))")]
    if let directory {
      findings.append(Diagnosis.Finding(path: directory, line: nil, fact: "the directory of the host"))
    }
    let results = facts.results.filter { clients.contains($0.client) }
    let unread = results.filter { $0.exemption != nil }.map { $0.client }
    let unverified = clients.filter { !unread.contains($0) }
    var consequences: [String] = []
    if !unread.isEmpty {
      let verb = { (verb: String) in unread.count == 1 ? verb + "s" : verb }
      consequences.append(
        "For an insecure registry \(Self.list(unread)) \(verb("read")) no directory at all, \(verb("send")) no client "
          + "certificate, \(verb("take")) any certificate, and fall\(unread.count == 1 ? "s" : "") back to HTTP."
          + (directory.map { " \(Self.shown($0)) does nothing there." } ?? ""))
    }
    if !unverified.isEmpty {
      consequences.append(
        "\(Self.list(unverified)) take\(unverified.count == 1 ? "s" : "") whatever certificate the server shows; of "
          + "the directory the client certificates count, and the roots decide nothing.")
    }
    return Words(
      findings: findings,
      statement: "\(host) is not verified: \(Self.shown(file)) lists \(Self.quoted(entry)) as insecure (line \(line)).",
      why: consequences.joined(separator: " "), advice: "Take the entry out of the list, and restart the daemon.",
      remedy: [shell.edit(FilePath(file), line: line)] + restarting([.docker]))
  }

  func listedOtherwise(_ entry: String, _ line: Int, _ file: String) -> Words {
    Words(
      findings: [Diagnosis.Finding(path: file, line: line, fact: "insecure-registries: \(Self.shown(entry))")],
      statement:
        "\(Self.shown(file)) lists \(Self.quoted(entry)) as insecure (line \(line)), which does not cover \(host).",
      why: "Entries are compared with host and port letter by letter, so that \(host) is verified.",
      advice: "Nothing needs to be done, unless the entry was meant for this registry.", remedy: [])
  }

  func configuredInsecure(_ file: String, _ line: Int) -> Words {
    Words(
      findings: [Diagnosis.Finding(path: file, line: line, fact: "")],
      statement: "\(host) is not verified: \(Self.shown(file)) says so (line \(line)).",
      why:
        "\(Self.list(clients)) take\(clients.count == 1 ? "s" : "") whatever certificate the server shows. The "
        + "directory is read, "
        + "its client certificates count, and its roots decide nothing.",
      advice: "Take “insecure = true” or “skip_verify = true” out of the file.",
      remedy: [shell.edit(FilePath(file), line: line)])
  }

  func brokenConfiguration(_ file: String, _ message: String) -> Words {
    let line = message.hasPrefix("line ") ? Int(message.dropFirst(5).prefix { $0.isNumber }) : nil
    return Words(
      findings: [Diagnosis.Finding(path: file, line: line, fact: Self.shown(message))],
      statement: "\(Self.shown(file)), which says what registries are insecure, is refused: \(Self.shown(message)).",
      why: "\(Self.list(clients)) stop\(clients.count == 1 ? "s" : "").\(clientWords(clients))",
      advice: "Mend the file.", remedy: [shell.edit(FilePath(file), line: line)])
  }

  // MARK: The machine

  /// What makes daemons read the system's roots, or their configuration, again.
  func restarting(_ clients: [RegistryClient]) -> [String] {
    var services: [String] = []
    for client in clients {
      switch client {
      case .docs, .legacyDocs, .docker, .dockerContainerd: services.append("docker")
      case .containerd: services.append("containerd")
      // These two are no daemons, and BuildKit's runs in a container.
      case .podman, .nerdctl, .buildkit: break
      }
    }
    var seen: Set<String> = []
    return services.filter { seen.insert($0).inserted }.map { service in
      switch facts.environment.platform {
      case .windows: "Restart-Service \(service)"
      case .macOS: "docker desktop restart"
      case .linux: "systemctl \(facts.environment.isRootless ? "--user " : "")restart \(service)"
      }
    }
  }

  /// What adds a file's root to those of the system, for the daemons too.
  mutating func trustingInSystem(_ file: FilePath) -> [String] {
    let commands: [String]
    switch facts.environment.platform {
    case .windows:
      commands = ["Import-Certificate -FilePath \(shell.quoted(file)) -CertStoreLocation Cert:\\LocalMachine\\Root"]
    case .macOS:
      commands = [
        "security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain \(shell.operand(file))"
      ]
    case .linux:
      let isRedHat = facts.exists("/etc/pki/ca-trust/source/anchors")
      let directory = FilePath(isRedHat ? "/etc/pki/ca-trust/source/anchors" : "/usr/local/share/ca-certificates")
      // The ending decides there, too.
      let target = plan.target("registry-ca", ".crt", in: directory)
      commands = [shell.copyFile(file, target), isRedHat ? "update-ca-trust" : "update-ca-certificates"]
    }
    return commands + restarting(clients)
  }
}

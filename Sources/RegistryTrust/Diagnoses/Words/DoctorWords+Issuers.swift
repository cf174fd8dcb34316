import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  mutating func missingIssuer(
    _ issuer: AbsentIssuer, _ certificate: Certificate, _ missing: Missing, _ anchors: [Certificate]
  ) -> Words {
    let wanted = Self.name(issuer.name)
    let subject = Self.subject(certificate)
    let own = Self.known(anchors)
    let found = issuer.found.map { " \(place(of: $0))" } ?? ""
    let although = issuer.found.map { ", although \(Self.shown($0.path)) holds it" } ?? ""
    let findings = findings(issuer, certificate)
    let unknown = "Go calls that “certificate signed by unknown authority”."
    switch missing {
    case .intermediate:
      return Words(
        findings: findings,
        statement: "\(host) does not send the intermediate certificate \(wanted), which issued \(subject).",
        why:
          "A server sends its own certificate and all intermediates; clients have the roots alone, and fetch nothing. "
          + "\(unknown) \(own)\(found)",
        advice:
          "Add the intermediate to the server's chain, behind its own certificate. Until then it can stand among the "
          + "roots here: clients in Go take it for one.",
        remedy: intermediate(issuer) + ["cat SERVER_CERTIFICATE \(file(issuer.found)) >CHAIN_FILE_FOR_THE_SERVER"])
    case .root, .unclear:
      let placed = placing(issuer, "CA_FILE")
      return Words(
        findings: findings,
        statement: issuer.isSelfIssued
          ? "\(host) sends \(subject), which signed itself and is not trusted\(although)."
          : "Nobody here trusts \(wanted), which issued \(subject) of \(host)\(although).",
        why: "A chain must end at a root of the registry's directory or of the system. \(own) \(unknown)\(found)",
        advice: (issuer.found.map(advice)
          ?? "Get the certificate of \(wanted) from whoever runs the registry, compare its fingerprint with them, and "
          + "put it there."
          + (missing == .unclear
            ? " If it is no root but an intermediate, the server must send it behind its own certificate." : ""))
          + placed.naming,
        remedy: placed.commands)
    case .rotated(let anchor):
      let file = anchor.source ?? ""
      let name = file.isEmpty ? "A root" : Self.shown(file)
      let placed = placing(issuer, "NEW_CA_FILE")
      return Words(
        findings: findings,
        statement: "\(name) holds a root with the name \(wanted) and another key than the one that issued \(subject).",
        why:
          "The authority was made anew under its old name, and the old certificate is installed here "
          + "(\(Self.fingerprint(anchor)), valid from \(anchor.notBefore)). \(Self.words(certificate))\(found)",
        advice: issuer.found.map(advice)
          ?? "Put the authority's present certificate beside it, after comparing fingerprints with whoever runs it; the "
          + "old one can go when nothing needs it any more." + placed.naming,
        remedy: [show(anchor)] + placed.commands)
    case .interceptor(let product):
      return Words(
        findings: findings,
        statement: "\(product) answers in the place of \(host): \(wanted) issued \(subject).",
        why: "A proxy on the way replaces the certificates of servers, and nothing here trusts its authority. "
          + "\(own)\(found)",
        advice: issuer.found.map(advice)
          ?? "If your organization runs it, add its authority to the system's roots, and restart the daemon; if not, "
          + "somebody is listening.",
        remedy: issuer.found == nil
          ? trustingInSystem(FilePath("PROXY_CA.crt")) : placing(issuer, "PROXY_CA.crt").commands)
    }
  }

  private func findings(_ issuer: AbsentIssuer, _ certificate: Certificate) -> [Diagnosis.Finding] {
    var facts = ["issuer \(Self.name(issuer.name))"]
    if let identifier = issuer.keyIdentifier { facts.append("issuer's key \(Sentences.hexadecimal(identifier))") }
    var findings = [Self.finding(certificate, facts.joined(separator: ", "))]
    if let found = issuer.found {
      let line = found.certificate.position.flatMap { $0.line > 0 ? $0.line : nil }
      findings.append(
        Diagnosis.Finding(
          path: found.path.text, line: line, fact: "the issuer, \(Self.fingerprint(found.certificate))"))
    } else if let nearest = issuer.nearest {
      findings.append(Self.finding(nearest, "the root that comes nearest, \(Self.fingerprint(nearest))"))
    }
    return findings
  }

  /// The roots that are there, the first of them by name.
  private static func known(_ anchors: [Certificate]) -> String {
    guard !anchors.isEmpty else { return "No file adds a root for this registry." }
    let first = anchors.prefix(5).map { "\(subject($0)) (\(fingerprint($0)))" }
    let rest = anchors.count - first.count
    return "The registry's files hold \(rest > 0 ? first.joined(separator: ", ") : list(first))"
      + (rest > 0 ? " and \(rest) more." : ".")
  }

  /// What Go adds of an authority whose key doesn't fit (`x509.UnknownAuthorityError`).
  private static func words(_ certificate: Certificate) -> String {
    let algorithm = certificate.signatureAlgorithm.description.uppercased()
    let hint =
      algorithm.contains("ECDSA")
      ? "x509: ECDSA verification failure"
      : algorithm.contains("RSA")
        ? "crypto/rsa: verification error"
        : algorithm.contains("ED25519") ? "x509: Ed25519 verification failure" : nil
    return hint.map { "Go adds “possibly because of \"\($0)\"” to its “unknown authority”." }
      ?? "Go calls that “certificate signed by unknown authority”."
  }

  /// The file that a server can send behind its own certificate, or the word for it.
  private func file(_ found: FoundIssuer?) -> String {
    guard let found, case .beside(.plain) = found.place else { return "INTERMEDIATE_FILE" }
    return shell.operand(found.path)
  }

  // MARK: Where the issuer is

  /// Why a file that holds the issuer doesn't count.
  private func place(of found: FoundIssuer) -> String {
    let file = Self.shown(found.path)
    switch found.place {
    case .beside: return "\(file) holds it, and only files with the ending .crt are read for roots."
    case .toldOf: return "\(file) holds it, and doesn't count: why is told apart."
    case .shadowed(let path): return "\(file) holds it, and \(Self.shown(path)) doesn't name it: nothing else counts."
    case .elsewhere: return "\(file) holds it, in a directory that is not read."
    case .otherDirectory(let readers):
      let others = readers.isEmpty ? "" : ", which \(Self.list(readers)) read\(readers.count == 1 ? "s" : "")"
      return "\(file) holds it\(others); \(Self.list(clients)) read\(clients.count == 1 ? "s" : "") another directory."
    }
  }

  /// What to do with that file.
  private func advice(_ found: FoundIssuer) -> String {
    switch found.place {
    case .beside(.plain):
      "Copy \(Self.shown(found.path)) under a name with the ending .crt, if this is the authority that you trust."
    case .beside(.withKey):
      "Copy the certificate out of \(Self.shown(found.path)), and not the key, if this is the authority that you trust."
    case .beside:
      "Convert \(Self.shown(found.path)) to PEM, with the ending .crt, if this is the authority that you trust."
    case .toldOf: "Another finding says what is wrong with \(Self.shown(found.path)): mend that."
    case .elsewhere:
      "Another finding names the directory that is read in the place of the one with \(Self.shown(found.path)): mend that."
    case .shadowed(let path): "Name \(Self.shown(found.path)) in \(Self.shown(path)): ca = [\"…\"]."
    case .otherDirectory:
      "Copy \(Self.shown(found.path)) to the directory that is read, if this is the authority that you trust."
    }
  }

  // MARK: Commands

  /// A directory that takes new roots, and the `hosts.toml` that has to name them.
  private struct Destination {
    let directory: FilePath
    /// The directory of all hosts whose place it takes.
    let basis: FilePath?
    var hostsFile: FilePath?
  }

  /// The fewest directories that serve all of the clients.
  private var destinations: [Destination] {
    var destinations: [Destination] = []
    for result in facts.results where clients.contains(result.client) {
      var hostsFile: FilePath?
      if case .valid(let path)? = result.hostsFile { hostsFile = FilePath(path) }
      let reachable = result.candidates.filter { $0.isTaken || $0.outcome == .missing }.map { FilePath($0.path) }
      let served = destinations.firstIndex { destination in
        reachable.contains {
          destination.directory == $0 || result.client == .nerdctl && destination.directory.isBelow($0)
        }
      }
      if let served {
        // Others read the same directory without that file.
        if destinations[served].basis == nil {
          destinations[served].hostsFile = hostsFile ?? destinations[served].hostsFile
        }
        continue
      }
      guard result.exemption == nil, !result.isExemptForHub else { continue }
      let own = result.directory.map { FilePath($0) }
      // What is put into the directory of all hosts would be trusted for all of them.
      if result.usesDefaultDirectory, let own, let directory = result.sibling(of: own, facts.environment) {
        destinations.append(
          Destination(directory: directory, basis: own, hostsFile: hostsFile == nil ? nil : directory))
      } else if let directory = own ?? result.expected(facts.environment) {
        destinations.append(Destination(directory: directory, basis: nil, hostsFile: hostsFile))
      }
    }
    return destinations.map { destination in
      guard destination.basis != nil, let directory = destination.hostsFile else { return destination }
      var result = destination
      result.hostsFile = directory.appending("hosts.toml", facts.environment.platform)
      return result
    }
  }

  /// What makes a directory that isn't there.
  private func making(_ destination: Destination) -> String? {
    guard !facts.exists(destination.directory.text) else { return nil }
    return destination.basis.map { shell.fill(destination.directory, from: $0) }
      ?? shell.makeDirectory(destination.directory)
  }

  /// What makes a root of the issuer: of the file that was found, or of one to be replaced by its name.
  private mutating func placing(
    _ issuer: AbsentIssuer, _ word: String
  ) -> (commands: [String], naming: String) {
    switch issuer.found?.place {
    case .toldOf?, .elsewhere?: return (issuer.found.map { ["rootward inspect \(shell.operand($0.path))"] } ?? [], "")
    case .shadowed(let path)?: return ([shell.edit(FilePath(path))], "")
    case .beside?, .otherDirectory?, nil: break
    }
    let destinations = destinations
    guard !destinations.isEmpty else {
      // For Docker Hub Docker has the system's roots alone, and BuildKit reads what its configuration names.
      guard clients.contains(.buildkit) else { return (trustingInSystem(issuer.found?.path ?? FilePath(word)), "") }
      let configuration = facts.environment.buildKitConfigurationFile
      guard !facts.exists(configuration) else { return ([shell.edit(FilePath(configuration))], "") }
      return (makingBuilder(["[registry.\"\(facts.host.text)\"]", "  ca=[\"\(word)\"]"]), "")
    }
    var commands: [String] = []
    var naming = ""
    for destination in destinations {
      let directory = destination.directory
      let target = fresh(issuer.found.map(Self.stem) ?? "ca", in: directory, besides: destination.basis)
      if let making = making(destination) { commands.append(making) }
      commands.append(extract(issuer.found, word, target))
      if let hostsFile = destination.hostsFile {
        commands.append(shell.edit(hostsFile))
        naming +=
          " Add \(Self.shown(target)) to the ca of \(Self.shown(hostsFile)), which takes nothing else for a root."
      }
    }
    return (commands, naming)
  }

  /// The name of a file without all that looks like an ending.
  private static func stem(_ found: FoundIssuer) -> String {
    let name = String(found.path.text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? "")
    let stem = name.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init) ?? ""
    let isPlain = stem.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "-_".utf8.contains(byte)
    }
    return isPlain && !stem.isEmpty ? stem : "ca"
  }

  /// A name for a new root in a directory: one that nothing has, and that nothing gets which another diagnosis has copied
  /// there.
  private mutating func fresh(_ name: String, in directory: FilePath, besides basis: FilePath?) -> FilePath {
    let rules = SymptomList(facts)
    let sources =
      (basis.map { [$0] } ?? [])
      + rules.nearDirectories().filter { $0.expected == directory }.flatMap { $0.found.map { $0.path } }
      + rules.misplacements().filter { $0.expected == directory }.flatMap { $0.found.map { $0.path } }
    let copies = sources.flatMap { [$0] + rootFiles(in: $0) }.compactMap { path in
      path.text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map {
        directory.appending(String($0), facts.environment.platform)
      }
    }
    var target = plan.target(name, ".crt", in: directory)
    while copies.contains(target) { target = plan.target(name, ".crt", in: directory) }
    return target
  }

  private func extract(_ found: FoundIssuer?, _ word: String, _ target: FilePath) -> String {
    guard let found else { return shell.copyFile(FilePath(word), target) }
    guard case .beside(let form) = found.place else { return shell.copyFile(found.path, target) }
    let (file, new) = (shell.operand(found.path), shell.quoted(target))
    switch form {
    case .plain: return shell.copyFile(found.path, target)
    case .der: return "openssl x509 -inform DER -in \(file) -out \(new)"
    case .lenient: return "openssl x509 -in \(file) -out \(new)"
    case .withKey:
      return facts.environment.platform == .windows
        ? "openssl x509 -in \(file) -out \(new)" : "sed -n '/-BEGIN CERT/,/-END CERT/p' \(file) >\(new)"
    }
  }

  /// What fetches an intermediate if its address is known, and puts it among the roots if one of them issued it.
  private mutating func intermediate(_ issuer: AbsentIssuer) -> [String] {
    guard issuer.found == nil else { return placing(issuer, "").commands }
    let fetch = issuer.url.map {
      ["curl -gsSf --url \(shell.quoted(FilePath($0))) | openssl x509 -inform DER -out INTERMEDIATE_FILE"]
    }
    var commands = fetch ?? []
    for destination in destinations {
      let directory = destination.directory
      let roots = rootFiles(in: directory).map { " --roots \(shell.quoted($0))" }.joined()
      let target = fresh("intermediate", in: directory, besides: destination.basis)
      // It came over a network that nobody vouches for.
      let check = "rootward verify INTERMEDIATE_FILE --purpose any\(roots)"
      let make = making(destination).map { "\($0) && " } ?? ""
      commands.append("\(check) && \(make)\(shell.copyFile(FilePath("INTERMEDIATE_FILE"), target))")
      if let hostsFile = destination.hostsFile { commands.append(shell.edit(hostsFile)) }
    }
    return commands
  }
}

extension RegistryTrust {
  /// The host's own directory beside that of all hosts.
  fileprivate func sibling(of directory: FilePath, _ environment: RegistryEnvironment) -> FilePath? {
    let name = host.directoryName(on: environment.platform)
    return bases(environment).first { $0.appending("_default", environment.platform) == directory }?
      .appending(name, environment.platform)
  }

  /// Whether the client reads no directory because the host is Docker Hub.
  fileprivate var isExemptForHub: Bool { candidates.contains { $0.outcome == .notConsulted(.dockerHub) } }
}

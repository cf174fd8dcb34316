import CertificateEncoding
import Platform

extension DoctorWords {
  func nearMiss(_ expected: FilePath, _ found: [NearDirectory], _ issuer: FoundIssuer?) -> Words {
    let near = found[0]
    let reason = Self.text(near.miss)
    return Words(
      findings: found.map { other in
        let fact = other == near ? "there, and not read: \(reason)" : "there too: \(Self.text(other.miss))"
        return Diagnosis.Finding(path: other.path.text, line: nil, fact: fact)
      } + [missing(expected)],
      statement: "\(Self.shown(near.path)) is not the directory of \(host): \(reason).",
      why:
        "The directory has the name of the host as references to images write it, to the letter, with :PORT exactly "
        + "where they have it. \(lookingFor(expected)) \(holding(issuer))".trimmed,
      advice: near.miss.isCertain
        ? "Give the directory that name: copy it, and remove the other one when everything works."
        : "Copy the directory to that name if it is meant for this registry, or write references as the directory has "
          + "it.",
      remedy: [shell.fill(expected, from: near.path)])
  }

  /// How a name comes near.
  private static func text(_ miss: NearMiss) -> String {
    switch miss {
    case .portTooMany(let port): "it has the port \(port), and the host is without one"
    case .portMissing(let port): "it is without the port \(port)"
    case .letters: "upper and lower case differ"
    case .underscores: "its form is one that containerd alone reads"
    case .noColon: "the colon before the port is missing"
    case .scheme: "it lies in a directory for the scheme, which no host has"
    case .dot: "its name ends in a dot"
    case .spelling: "it is the same address in another spelling"
    case .brackets: "an address of version 6 stands in brackets"
    case .address: "it is named after an address of the host"
    }
  }

  /// What clients look for, and how they go on without.
  private func lookingFor(_ expected: FilePath) -> String {
    let results = facts.results.filter { clients.contains($0.client) }
    let fallback = results.first { $0.usesDefaultDirectory }?.directory.map { Self.shown($0) }
    let look = clients.count == 1 ? ("looks", "goes") : ("look", "go")
    return "\(Self.list(clients)) \(look.0) for \(Self.shown(expected)), and \(look.1) on with "
      + (fallback.map { "what is in \($0)." } ?? "the system's roots and without a client certificate.")
  }

  /// The place where nothing is.
  private func missing(_ expected: FilePath) -> Diagnosis.Finding {
    Diagnosis.Finding(
      path: expected.text, line: nil,
      fact: facts.exists(expected.text) ? "looked for, and empty" : "looked for, and not there")
  }

  /// What lies there that the server's chain needs.
  private func holding(_ issuer: FoundIssuer?) -> String {
    guard let issuer else { return "" }
    return "\(Self.shown(issuer.path)) holds \(Self.subject(issuer.certificate)), which the server's chain leads to: "
      + "Go calls it “certificate signed by unknown authority” for want of that directory."
  }

  mutating func elsewhere(_ expected: FilePath, _ found: [Misplacement], _ issuer: FoundIssuer?) -> Words {
    let path = found[0].path
    let look = clients.count == 1 ? "looks" : "look"
    var reason: String
    var remedy = [shell.fill(expected, from: path)]
    var advice = "Put the files where \(Self.list(clients)) \(look)."
    switch found[0].place {
    case .misspelled: reason = "the directory is called certs.d, with an s"
    case .flat:
      reason = "files count only in a directory of the host's name, and not beside it"
      let files = found.filter { $0.place == .flat }.map { $0.path }
      // Of several roots the one that is needed.
      let isRoot = { (path: FilePath) in path.bytes.suffix(4).elementsEqual(".crt".utf8) }
      remedy = shell.gather(
        files.filter { path in issuer.map { $0.path == path || !isRoot(path) } ?? true }, expected)
    case .hidden(let empty):
      reason = "\(Self.shown(empty)), which is empty, comes before it, and the first directory alone is read"
      advice = "Remove the empty directory, or put files there."
      remedy = [shell.removeEmpty(empty)]
    case .desktop:
      reason = "Docker Desktop copies that directory to its daemon when it starts; no other daemon reads it"
      advice += " With Docker Desktop, restart it."
    case .gitLabRunner:
      reason = "it is for the runner's own way to GitLab, and not for the daemon that it has fetch images"
      remedy = [
        shell.makeDirectory(expected),
        shell.copyFile(path, plan.target("ca", ".crt", in: expected)),
      ]
    case .snap: reason = "the daemon of Docker's snap reads it, and no other"
    case .rootless:
      reason = "it is for a daemon without root's rights, and the one of the whole machine doesn't read it"
    case .rootful: reason = "it is for the daemon of the whole machine, and one without root's rights doesn't read it"
    case .xdg: reason = "Podman doesn't ask for XDG_CONFIG_HOME, but looks below the home directory"
    case .otherClient(let owners): reason = "\(Self.list(owners)) read\(owners.count == 1 ? "s" : "") it"
    }
    return Words(
      findings: found.map { Diagnosis.Finding(path: $0.path.text, line: nil, fact: "there, and not read") }
        + [missing(expected)],
      statement: "\(Self.shown(path)) is not read for \(host): \(reason).",
      why: "\(lookingFor(expected)) \(holding(issuer))".trimmed,
      advice: advice, remedy: remedy)
  }

  mutating func dockerHub(_ paths: [String], _ readers: [RegistryClient], _ others: [RegistryClient]) -> Words {
    let file = rootFiles(in: FilePath(paths[0])).first
    return Words(
      findings: paths.map { Diagnosis.Finding(path: $0, line: nil, fact: "a directory of Docker Hub's") },
      statement:
        "\(Self.list(paths.map { Self.shown($0) })) \(paths.count == 1 ? "is" : "are") not read by "
        + "\(Self.list(others)) for \(Self.shown(facts.host.text)).",
      why:
        "Docker's classic store fetches from Docker Hub with the system's roots and nothing else; the others read "
        + "the directory of the name in the reference, docker.io, and none that of index.docker.io or "
        + "registry-1.docker.io for it."
        + (readers.isEmpty ? "" : " Here \(Self.list(readers)) read\(readers.count == 1 ? "s" : "") one."),
      advice:
        "To trust an authority that stands between Docker and Docker Hub, add it to the system's roots, which "
        + "all programs have, and restart the daemon. That stops its containers, unless it has live-restore.",
      remedy: file.map { trustingInSystem($0) } ?? [shell.list(FilePath(paths[0]))])
  }

  /// The files of a directory with the ending of roots, in their order.
  func rootFiles(in directory: FilePath) -> [FilePath] { files(in: directory, .roots) }

  private func files(in directory: FilePath, _ ending: FileSystem.ByteEntry.Ending) -> [FilePath] {
    let entries = try? facts.environment.files.entries(of: directory, limit: LoadingLimits.entryCount)
    return (entries ?? []).filter { $0.ending == ending && $0.node != .directory }.map {
      directory.appending($0.name, facts.environment.platform)
    }
  }

  func builder(_ directory: String, _ configuration: String) -> Words {
    let path = FilePath(directory)
    let lines = builderLines(path)
    return Words(
      findings: [Diagnosis.Finding(path: directory, line: nil, fact: "there, and not read")],
      statement: "BuildKit on its own does not read \(Self.shown(directory)) for \(host).",
      why:
        "A builder that runs in a container doesn't see the machine's directories; it knows what "
        + "\(Self.shown(configuration)) names, and whoever starts the build fetches tokens with roots of its own.",
      advice: "Make a builder with a configuration that names the files: docker copies them to it. If there is a "
        + "buildkitd.toml already, add the lines to it.",
      remedy: makingBuilder(lines))
  }

  /// What makes a builder with a configuration of its own.
  func makingBuilder(_ lines: [String]) -> [String] {
    let file = FilePath("buildkitd.toml")
    return [shell.write(lines, to: file), "docker buildx create --use --buildkitd-config \(shell.quoted(file))"]
  }

  /// What a configuration of BuildKit's says of the files of a directory: roots, and pairs by their names.
  private func builderLines(_ directory: FilePath) -> [String] {
    // A name that no string in TOML can hold as it is would take escapes; nobody has such files.
    func isPlain(_ path: FilePath) -> Bool {
      String(validating: path.bytes, as: UTF8.self)?.unicodeScalars.allSatisfy {
        Self.isVisible($0) && $0 != "\"" && $0 != "\\"
      } == true
    }
    let table = "registry.\"\(facts.host.text)\""
    let roots = rootFiles(in: directory).filter(isPlain).map { "\"\($0.text)\"" }
    var lines = ["[\(table)]"] + (roots.isEmpty ? [] : ["  ca=[\(roots.joined(separator: ", "))]"])
    let keys = files(in: directory, .key).filter(isPlain)
    for certificate in files(in: directory, .certificate) {
      let key = FilePath(bytes: certificate.bytes.dropLast(".cert".utf8.count) + Array(".key".utf8))
      guard keys.contains(key) else { continue }
      lines += ["[[\(table).keypair]]", "  cert=\"\(certificate.text)\"", "  key=\"\(key.text)\""]
    }
    return lines
  }
}

extension String {
  /// The text without a space at its end.
  fileprivate var trimmed: String { hasSuffix(" ") ? String(dropLast()) : self }
}

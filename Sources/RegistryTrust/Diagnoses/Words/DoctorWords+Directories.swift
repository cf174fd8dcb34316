import CertificateEncoding

extension DoctorWords {
  func nearMiss(_ expected: FilePath, _ found: FilePath, _ miss: NearMiss) -> Words {
    let reason: String
    switch miss {
    case .portTooMany(let port): reason = "it has the port \(port), and the host is without one"
    case .portMissing(let port): reason = "it is without the port \(port)"
    case .letters: reason = "upper and lower case differ"
    case .underscores: reason = "its form is one that containerd alone reads"
    case .noColon: reason = "the colon before the port is missing"
    case .scheme: reason = "it lies in a directory for the scheme, which no host has"
    case .dot: reason = "its name ends in a dot"
    case .address: reason = "it is named after an address of the host"
    }
    let host = Self.shown(facts.host.text)
    var remedy = [shell.move(found, expected)]
    switch miss {
    // The other directory may be another registry's.
    case .portTooMany, .portMissing, .address, .underscores: remedy = [shell.copy(found, expected)]
    case .letters, .noColon, .scheme, .dot: break
    }
    return Words(
      findings: [
        Diagnosis.Finding(path: found.text, line: nil, fact: "there, and not read: \(reason)"),
        Diagnosis.Finding(path: expected.text, line: nil, fact: "looked for, and not there"),
      ],
      statement: "\(Self.shown(found)) is not the directory of \(host): \(reason).",
      why:
        "The directory has the name of the host as references to images write it, to the letter, with :PORT exactly "
        + "where they have "
        + "it. \(Self.list(clients)) look\(clients.count == 1 ? "s" : "") for \(Self.shown(expected)), and go"
        + "\(clients.count == 1 ? "es" : "") on with the system's roots and without a client certificate.",
      advice: "Give the directory that name, or write references as the directory has it.", remedy: remedy)
  }

  func elsewhere(_ expected: String, _ found: String, _ place: WrongPlace) -> Words {
    let (wanted, path) = (FilePath(expected), FilePath(found))
    let host = Self.shown(facts.host.text)
    var reason: String
    var remedy = [shell.makeDirectory(wanted), shell.copy(path.appending("."), wanted)]
    var advice = "Put the files where \(Self.list(clients)) look\(clients.count == 1 ? "s" : "")."
    switch place {
    case .misspelled:
      reason = "the directory is called certs.d, with an s"
      remedy = [shell.makeDirectory(wanted), shell.copy(path.appending("."), wanted)]
    case .flat:
      reason = "files count only in a directory of the host's name, and not beside it"
      remedy = [shell.makeDirectory(wanted), shell.move(path, wanted)]
    case .desktop:
      reason = "Docker Desktop copies that directory to its daemon when it starts; no other daemon reads it"
      advice += " With Docker Desktop, restart it."
    case .gitLabRunner:
      reason = "it is for the runner's own way to GitLab, and not for the daemon that it has fetch images"
      remedy = [shell.makeDirectory(wanted), shell.copy(path, wanted.appending("ca.crt"))]
    case .snap: reason = "the daemon of Docker's snap reads it, and no other"
    case .rootless: reason = "Docker without root's rights reads it, and the daemon of the whole machine doesn't"
    case .rootful: reason = "the daemon of the whole machine reads it, and Docker without root's rights doesn't"
    case .xdg: reason = "Podman doesn't ask for XDG_CONFIG_HOME, but looks below the home directory"
    case .otherClient(let owners): reason = "\(Self.list(owners)) read\(owners.count == 1 ? "s" : "") it"
    }
    return Words(
      findings: [
        Diagnosis.Finding(path: found, line: nil, fact: "there, and not read"),
        Diagnosis.Finding(path: expected, line: nil, fact: "looked for, and not there"),
      ],
      statement: "\(Self.shown(found)) is not read for \(host): \(reason).",
      why: "\(Self.list(clients)) look\(clients.count == 1 ? "s" : "") for \(Self.shown(expected)), and go"
        + "\(clients.count == 1 ? "es" : "") on with the system's roots and without a client certificate.",
      advice: advice, remedy: remedy)
  }

  func dockerHub(_ paths: [String], _ readers: [RegistryClient], _ others: [RegistryClient]) -> Words {
    Words(
      findings: paths.map { Diagnosis.Finding(path: $0, line: nil, fact: "a directory of Docker Hub's") },
      statement:
        "\(Self.list(paths.map { Self.shown($0) })) \(paths.count == 1 ? "is" : "are") not read by "
        + "\(Self.list(others)) for "
        + "\(Self.shown(facts.host.text)).",
      why:
        "Docker's classic store fetches from Docker Hub with the system's roots and nothing else; the others read "
        + "the directory "
        + "of the name in the reference, docker.io, and none that of index.docker.io or registry-1.docker.io for it."
        + (readers.isEmpty ? "" : " Here \(Self.list(readers)) read\(readers.count == 1 ? "s" : "") one."),
      advice:
        "To trust an authority that stands between Docker and Docker Hub, add it to the system's roots, and restart "
        + "the daemon.",
      remedy: paths.prefix(1).map {
        "cp \(shell.quoted(FilePath($0).appending("ca.crt", facts.environment.platform))) "
          + "/usr/local/share/ca-certificates/ "
          + "&& update-ca-certificates && systemctl restart docker"
      })
  }

  func builder(_ directory: String, _ configuration: String) -> Words {
    let path = FilePath(directory)
    let host = Self.shown(facts.host.text)
    return Words(
      findings: [Diagnosis.Finding(path: directory, line: nil, fact: "there, and not read")],
      statement: "BuildKit on its own does not read \(Self.shown(directory)) for \(host).",
      why:
        "A builder that runs in a container doesn't see the machine's directories; it knows what "
        + "\(Self.shown(configuration)) "
        + "names, and whoever starts the build fetches tokens with roots of its own.",
      advice: "Make a builder with a configuration that names the files: docker copies them to it.",
      remedy: [
        "printf '[registry.\"%s\"]\\n  ca=[\"%s\"]\\n' \(shell.quoted(FilePath(facts.host.text))) "
          + "\(shell.quoted(path.appending("ca.crt"))) >buildkitd.toml",
        "docker buildx create --use --buildkitd-config buildkitd.toml",
      ])
  }
}

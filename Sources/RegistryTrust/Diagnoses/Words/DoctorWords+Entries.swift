import Certificates

extension DoctorWords {
  mutating func ignoredEnding(_ file: ExaminedFile, _ content: IgnoredContent) -> Words {
    let path = shell.quoted(file.path)
    let subject = file.found.first.map { Self.subject($0) } ?? ""
    let what: String
    let advice: String
    var remedy: [String] = []
    var stops = ""
    var quote = ""
    switch content {
    case .authorities(let holdsKey):
      what =
        Self.count(file.found.count, "certificate") + " ("
        + file.found.prefix(3).map { Self.subject($0) }.joined(separator: ", ") + ")"
        + (holdsKey ? " and a private key" : "")
      advice =
        holdsKey
        ? "Put the certificates in a file with the ending .crt. An authority's key must not lie there: only whoever "
          + "runs it may have it." : "Give it the ending .crt."
      remedy = roots(file)
    case .copy(let other):
      what = "what \(Self.shown(other)) holds, \(subject)"
      advice = "Nothing needs to be done about the second one."
    case .certificate(let key?, _):
      what = "the certificate of \(subject)"
      advice = "If it is a client's, give it and its key the endings .cert and .key."
      let target = plan.pair(file.target(".cert"), file.target(".key"))
      remedy = certificates(of: file, to: target.certificate)
      remedy += (facts.file(key).map { self.key(of: $0, to: target.key) } ?? plan.move(key, to: target.key))
    case .certificate(nil, let isTrusted):
      what = "the certificate of \(subject)"
      advice = "To trust it, give it the ending .crt; as a client's certificate it needs the ending .cert, and a key."
      remedy = isTrusted ? roots(file) : ["rootward inspect \(path)"]
    case .pair:
      what = "the certificate of \(subject) and its key"
      advice = "Part the two, with the endings .cert and .key."
      let target = plan.pair(file.target(".cert"), file.target(".key"))
      remedy = certificates(of: file, to: target.certificate)
      if let later = file.found.dropFirst().first(where: { file.key?.publicKeyMatches($0) == true }) {
        remedy = [
          "sed -n '\(later.position?.line ?? 1),/-----END/p' \(path) >\(shell.quoted(target.certificate))"
        ]
      }
      remedy += key(of: file, to: target.key)
    case .key(let certificate?):
      what = file.found.isEmpty ? "a private key" : "a certificate and a private key"
      advice = "It is the key of \(Self.shown(certificate)), which is without one: give it that name."
      remedy = key(of: file, to: FilePath(bytes: certificate.bytes.dropLast(5) + Array(".key".utf8)))
      stops = " \(Self.shown(certificate)) has no key without it."
      quote = clientWords(clients, at: [certificate.text])
    case .keyOfRoot(let certificate):
      what = "a private key"
      advice =
        "It is the key of \(Self.shown(certificate)), a client's certificate with the ending of roots: give the two one "
        + "name, with the endings .cert and .key."
      let stem = certificate.bytes.dropLast(4)
      let target = plan.pair(FilePath(bytes: stem + Array(".cert".utf8)), FilePath(bytes: stem + Array(".key".utf8)))
      remedy = plan.move(certificate, to: target.certificate) + key(of: file, to: target.key)
    case .key(nil):
      what = "a private key"
      advice =
        "If it is a client's, give it and its certificate, which is not in the directory, the endings .key and .cert."
      remedy = ["rootward inspect \(path)"]
    case .der:
      what = "a certificate in DER (\(subject))"
      advice = "Convert it to PEM, with the ending .crt."
      remedy = roots(file)
    case .pkcs7:
      what = "a container of PKCS #7"
      advice = "Take the certificates out of it."
      let form = file.shape == .derPKCS7 ? " -inform DER" : ""
      let target = plan.target(file.target(".crt"))
      remedy = ["openssl pkcs7\(form) -print_certs -in \(path) -out \(shell.quoted(target))"] + plan.setAside(file.path)
    case .pkcs12(isUsed: true):
      what = "a container of PKCS #12"
      advice = "Nothing needs to be done if the certificate and the key beside it were taken out of it."
    case .pkcs12(isUsed: false):
      what = "a container of PKCS #12"
      advice =
        "Take the certificate and the key out of it; with -cacerts for -clcerts the first command prints its authorities, "
        + "if it has any."
      let target = plan.pair(file.target(".cert"), file.target(".key"))
      remedy = [
        "openssl pkcs12 -clcerts -nokeys -in \(path) -out \(shell.quoted(target.certificate))",
        "openssl pkcs12 -nocerts -nodes -in \(path) -out \(shell.quoted(target.key))",
        shell.protect(target.key),
      ]
    }
    return Words(
      findings: [Self.finding(file, file.found.isEmpty ? what : "", certificates: file.found)],
      statement: "\(Self.shown(file.path)) holds \(what), and no client reads it.",
      why:
        "Clients read files with the endings .crt, .cert and .key, in exactly these letters, and pass over all "
        + "others without a word.\(stops)",
      quote: quote, advice: advice, remedy: remedy)
  }

  /// Gives certificates that nobody reads a name with which they count as roots.
  private mutating func roots(_ file: ExaminedFile) -> [String] {
    let target = plan.target(file.target(".crt"))
    plan.addRoots(file.found, target)
    return certificates(of: file, to: target)
  }

  private static func finding(
    _ file: ExaminedFile, _ fact: String, certificates: [Certificate]
  ) -> Diagnosis.Finding {
    guard let first = certificates.first else { return finding(file, fact) }
    return finding(file, first, fact)
  }

  mutating func unreadable(
    _ error: RegistryFileError, _ stops: [RegistryClient], _ goesOn: [RegistryClient]
  ) -> Words {
    let path = FilePath(error.path)
    var consequences = [
      error.isOurs
        ? "What is read here has limits, so that no file takes the memory or the time of this program."
        : "A client reads every file that counts, and what it can't read is an error to it."
    ]
    if !stops.isEmpty {
      consequences.append(
        "\(Self.list(stops)) stop\(stops.count == 1 ? "s" : "").\(clientWords(stops, at: [error.path]))")
    }
    if !goesOn.isEmpty {
      consequences.append(
        error.isOurs
          ? "It was not read here; \(Self.list(goesOn)) may."
          : "\(Self.list(goesOn)) go\(goesOn.count == 1 ? "es" : "") on without it.")
    }
    let advice: String
    var remedy = [shell.list(path)]
    switch error.reason {
    case .permissionDenied:
      advice =
        "If this program ran without the client's rights, run it again with them. Else let the user whom the client "
        + "runs as "
        + "read the path: a daemon is root, unless it runs without root's rights or confined by SELinux or a snap."
      remedy.insert("sudo rootward registry \(shell.quoted(FilePath(facts.host.text))) --doctor", at: 0)
      remedy += [path.text.hasSuffix(".key") ? shell.protect(path) : "chmod u=rwX,go=rX \(shell.quoted(path))"]
    case .notFound:
      advice = "It is a link to something that isn't there: mend it, or remove it."
      remedy += [shell.remove(path)]
    case .linkLoop:
      advice = "It is a link that leads back to itself: remove it."
      remedy += [shell.remove(path)]
    case .notADirectory:
      advice = "A file stands where a directory is expected: move it away, and make the directory."
      remedy += plan.setAside(path) + [shell.makeDirectory(path)]
    case .isDirectory, .socket, .pipe, .device:
      advice = "Put a regular file in its place, or remove it."
    case .tooLarge: advice = "No registry needs as much: look at what it is."
    case .nameTooLong, .other: advice = "Look at what it is."
    }
    return Words(
      findings: [Diagnosis.Finding(path: error.path, line: nil, fact: error.reason.text)],
      statement: "\(Self.shown(error.path)) can't be read: \(Self.shown(error.reason.text)).",
      why: consequences.joined(separator: " "), advice: advice, remedy: remedy)
  }

  func exposed(_ file: ExaminedFile, _ mode: UInt16) -> Words {
    let octal = "0" + String(mode, radix: 8)
    return Words(
      findings: [Self.finding(file, "mode \(octal)")],
      statement: "\(Self.shown(file.path)) is a private key that everybody on this machine may read (mode \(octal)).",
      why: "Whoever reads it can pose as its owner. Clients don't ask for more than that they can read it.",
      advice: "Let its owner alone read it.", remedy: [shell.protect(plan.place(of: file.path))])
  }

  mutating func directoryWithEnding(
    _ file: ExaminedFile, _ stops: [RegistryClient], _ goesOn: [RegistryClient]
  ) -> Words {
    let new = plan.target(FilePath(bytes: file.path.bytes + Array(".d".utf8)))
    return Words(
      findings: [Self.finding(file, "a directory")],
      statement: "\(Self.shown(file.path)) is a directory with the ending of a file.",
      why: "\(Self.list(stops)) take\(stops.count == 1 ? "s" : "") every entry with that ending for a file, and "
        + "stop\(stops.count == 1 ? "s" : "").\(clientWords(stops, about: [file]))"
        + (goesOn.isEmpty ? "" : " \(Self.list(goesOn)) pass\(goesOn.count == 1 ? "es" : "") over directories."),
      advice: "Give it another name; what is in it is never read.", remedy: plan.move(file.path, to: new))
  }
}

extension DoctorCase {
  /// A file of the directories.
  fileprivate func file(_ path: FilePath) -> ExaminedFile? {
    for directory in directories {
      if let file = directory.files.first(where: { $0.path == path }) { return file }
    }
    return nil
  }
}

extension ExaminedFile {
  /// A path with another ending; what has two endings loses both.
  fileprivate func target(_ ending: String) -> FilePath {
    var stem = self.stem
    for inner in [".crt", ".cert", ".key", ".pem"]
    where stem.count > inner.utf8.count && stem.suffix(inner.utf8.count).elementsEqual(inner.utf8) {
      stem.removeLast(inner.utf8.count)
      break
    }
    return FilePath(bytes: path.bytes.dropLast(name.count) + stem + ending.utf8)
  }
}

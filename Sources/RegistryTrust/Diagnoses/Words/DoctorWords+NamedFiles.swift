extension DoctorWords {
  /// What a configuration file names, and nobody can use.
  func namedFile(_ file: NamedFile, _ fault: NamedFileFault) -> Words {
    let path = FilePath(file.path)
    let place = "\(Self.shown(file.configuration)), line \(file.line)"
    let what: String
    let advice: String
    var remedy = [shell.edit(FilePath(file.configuration), line: file.line)]
    switch fault {
    case .unreadable(let error):
      what = "which can't be read: \(Self.shown(error.reason.text))"
      switch error.reason {
      case .notFound: advice = "Name the file that is meant, or put it there."
      case .permissionDenied:
        advice = "Let the user whom the client runs as read the file, or name another."
        remedy.append(shell.list(path))
      default: advice = "Name a regular file with certificates or a key."
      }
    case .noCertificate:
      what = "in which there is no certificate"
      advice = "Name a file with blocks of PEM that start with -----BEGIN CERTIFICATE-----."
      remedy.append("rootward inspect \(shell.quoted(path))")
    case .pair(let wording):
      what = "which makes no client identity: \(Self.shown(wording.clientWording))"
      advice = "Name a certificate and the key that belongs to it, which has no passphrase."
      remedy.append("rootward inspect \(shell.quoted(path))")
    }
    return Words(
      findings: [
        Diagnosis.Finding(path: file.configuration, line: file.line, fact: "names \(Self.shown(file.path))"),
        Diagnosis.Finding(path: file.path, line: nil, fact: Self.fact(fault)),
      ],
      statement: "\(place), names \(Self.shown(file.path)), \(what).",
      why: "Every file that a configuration file names has to be there and to hold what it is named for: "
        + "\(Self.list(clients)) stop\(clients.count == 1 ? "s" : "").\(clientWords(clients))",
      advice: advice, remedy: remedy)
  }

  private static func fact(_ fault: NamedFileFault) -> String {
    switch fault {
    case .unreadable(let error): shown(error.reason.text)
    case .noCertificate: "no certificate"
    case .pair(let fault): shown(fault.clientWording)
    }
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  /// The rule that all clients share.
  static let pairRule =
    "A client certificate is a file with the ending .cert, and its key the file of the same name with the ending .key."

  mutating func authorityAsClient(_ file: ExaminedFile, _ certificate: Certificate) -> Words {
    var advice = "Give the authority's certificate the ending .crt."
    var remedy: [String]
    var twin = ""
    if let path = plan.rootFile(with: file.found, besides: file.path), !file.holdsKey, !plan.isNamed(file.path) {
      twin = ", which \(Self.shown(path)) holds as well"
      advice = "Remove what another file, with the ending .crt, holds as well."
      remedy = plan.remove(file.path)
    } else {
      let target = plan.target(file.sibling(".crt"))
      remedy = certificates(of: file, to: target)
      if plan.isNamed(file.path) {
        advice += " A hosts.toml names the file: name the new one there, and then remove the old one."
      } else if plan.place(of: file.path) == file.path {
        remedy += plan.setAside(file.path)
      }
      plan.addRoots(file.found, target)
    }
    return Words(
      findings: [Self.finding(file, certificate, certificate.isAuthority ? "an authority's" : "self-signed")],
      statement:
        "\(Self.shown(file.path)) is the certificate of an authority, \(Self.subject(certificate))\(twin), with the "
        + "ending of a client's certificate.",
      why: "\(Self.pairRule) Without a key \(Self.list(clients)) stop\(clients.count == 1 ? "s" : "") before the "
        + "registry is asked.",
      quote: clientWords(clients, about: [file]), advice: advice, remedy: remedy)
  }

  mutating func withoutKey(_ file: ExaminedFile, _ certificate: Certificate, _ source: KeySource) -> Words {
    let wanted = file.sibling(".key")
    var findings = [Self.finding(file, certificate)]
    if let key = source.file { findings.append(Self.finding(key, "its key")) }
    let what: String
    let advice: String
    let remedy: [String]
    switch source {
    case .nowhere:
      what = ", and its key is nowhere in the directory"
      advice = "Put the key there, or remove the certificate; if it is an authority's, give it the ending .crt."
      remedy = ["cp KEY_FILE \(shell.quoted(wanted))", shell.protect(wanted)]
    case .file(let key):
      what = "; the key that belongs to it is in \(Self.shown(key.path))"
      advice = "Give the key the certificate's name."
      remedy = self.key(of: key, to: wanted)
    case .shared(let key, let other):
      what = "; \(Self.name(other)) is for the same key, which is in \(Self.shown(key.path))"
      advice = "Give this certificate a copy of the key, or remove it if the other one has taken its place."
      remedy = self.key(of: key, to: wanted, isShared: true)
    case .copy(_, let other):
      what = "; \(Self.shown(other.path)) is the same certificate, and has its key"
      advice = "Remove the copy."
      remedy = plan.remove(file.path)
    }
    return Words(
      findings: findings,
      statement:
        "\(Self.shown(file.path)), the client certificate of \(Self.subject(certificate)), has no key of its name"
        + "\(what).",
      why: Self.pairRule, quote: clientWords(clients, about: [file]), advice: advice, remedy: remedy)
  }

  func keyInside(_ file: ExaminedFile, _ certificate: Certificate) -> Words {
    let key = file.sibling(".key")
    return Words(
      findings: [Self.finding(file, certificate, "with its key in the same file")],
      statement:
        "\(Self.shown(file.path)) holds the certificate of \(Self.subject(certificate)) and its key in one file, which "
        + "containerd and nerdctl alone read.",
      why:
        "containerd takes a .cert without a .key for both. \(Self.list(clients)) "
        + "want\(clients.count == 1 ? "s" : "") two "
        + "files, and stop\(clients.count == 1 ? "s" : "").",
      quote: clientWords(clients, about: [file]), advice: "Write the key to a file of its own, which all clients read.",
      remedy: ["openssl pkey -in \(shell.quoted(file.path)) -out \(shell.quoted(key))", shell.protect(key)])
  }

  mutating func mismatch(
    _ certificate: ExaminedFile, _ key: ExaminedFile, _ fault: KeyPairFault, _ source: KeySource
  ) -> Words {
    var findings = pairFindings(certificate, key)
    if let file = source.file { findings.append(Self.finding(file, "the key of the certificate")) }
    let what: String
    var advice = "Give the key the certificate's name."
    var remedy: [String] = []
    let leaf = certificate.found.first.map { Self.subject($0) } ?? "(no certificate)"
    switch source {
    case .file(let file):
      what = "the key of \(leaf) is in \(Self.shown(file.path))."
      remedy = setAsideKey(key, isRefilled: true) + self.key(of: file, to: key.path)
    case .shared(let file, let other):
      what = "the key of \(leaf) is in \(Self.shown(file.path)), which \(Self.name(other)) needs as well."
      advice = "Give this certificate a copy of the key, or remove it if the other one has taken its place."
      remedy = setAsideKey(key, isRefilled: true) + self.key(of: file, to: key.path, isShared: true)
    case .copy(_, let other):
      what = "\(Self.shown(other.path)) is the same certificate, and has its key."
      advice = "Remove the copy, and keep the key for what it belongs to."
      remedy = plan.remove(certificate.path) + setAsideKey(key)
    case .nowhere:
      what =
        fault == .otherAlgorithm
        ? "the certificate is for another algorithm than the key's." : "the certificate is for another key."
      advice =
        "Put the key there that \(leaf) was issued for; if it is lost, have a new certificate issued for this key."
      remedy = [
        "openssl x509 -noout -pubkey -in \(shell.quoted(certificate.path)) | openssl sha256",
        "openssl pkey -pubout -in \(shell.quoted(plan.place(of: key.path))) | openssl sha256",
      ]
    }
    return Words(
      findings: findings,
      statement: "\(Self.shown(certificate.path)) (\(leaf)) and \(Self.name(key)) are no pair: \(what)",
      why: "The first certificate of a .cert must be the one of the key beside it.",
      quote: clientWords(clients, about: [certificate, key]), advice: advice, remedy: remedy)
  }

  /// Sets a key aside unless it has been given to its certificate already.
  private mutating func setAsideKey(_ key: ExaminedFile, isRefilled: Bool = false) -> [String] {
    plan.place(of: key.path) == key.path ? plan.setAside(key.path, isRefilled: isRefilled) : []
  }

  private func pairFindings(_ certificate: ExaminedFile, _ key: ExaminedFile) -> [Diagnosis.Finding] {
    [
      certificate.found.first.map { Self.finding(certificate, $0) },
      Self.finding(key, key.key.map { "\($0.kind)" } ?? ""),
    ].compactMap { $0 }
  }

  mutating func reversed(_ certificate: ExaminedFile, _ key: ExaminedFile, _ later: Certificate) -> Words {
    let leaf = certificate.found.first.map { Self.subject($0) } ?? "(no certificate)"
    let line = later.position?.line ?? 1
    return Words(
      findings: pairFindings(certificate, key) + [Self.finding(certificate, later, "the certificate of the key")],
      statement:
        "\(Self.shown(certificate.path)) (\(leaf)) and \(Self.name(key)) are no pair: the key belongs to a later "
        + "certificate of the file, \(Self.subject(later)): its order is reversed.",
      why: "The first certificate of a .cert must be the one of the key beside it.",
      quote: clientWords(clients, about: [certificate, key]),
      advice: "Put the client's own certificate first, and then its chain.",
      remedy: rewrite(certificate.path) { source, target in
        "{ sed -n '\(line),/-----END/p' \(source); cat \(source); } >\(target)"
      })
  }

  mutating func exchanged(_ pairs: [(certificate: ExaminedFile, key: ExaminedFile)]) -> Words {
    let (first, second) = (pairs[0], pairs[1])
    let leaf = first.certificate.found.first.map { Self.subject($0) } ?? "(no certificate)"
    // The first key makes way, and each that follows takes the place of the one before it.
    var remedy = plan.setAside(first.key.path, isRefilled: true)
    for (pair, next) in zip(pairs, pairs.dropFirst()) {
      remedy += plan.move(next.key.path, to: pair.key.path, isRefilled: true)
    }
    remedy += plan.move(first.key.path, to: pairs[pairs.count - 1].key.path, isRefilled: true)
    return Words(
      findings: pairs.flatMap { pairFindings($0.certificate, $0.key) },
      statement:
        "\(Self.shown(first.certificate.path)) (\(leaf)) and \(Self.name(first.key)) are no pair: the key of \(leaf) is "
        + "in \(Self.shown(second.key.path))"
        + (pairs.count == 2 ? "." : ", and so on around \(Self.count(pairs.count, "pair"))."),
      why: "The first certificate of a .cert must be the one of the key beside it.",
      quote: clientWords(clients, about: pairs.flatMap { [$0.certificate, $0.key] }),
      advice: pairs.count == 2
        ? "The two keys are in each other's place: give each the other's name."
        : "The keys are in each other's place: give each the name of its certificate.",
      remedy: remedy)
  }

  mutating func swapped(_ certificate: ExaminedFile, _ key: ExaminedFile, _ bothWays: Bool) -> Words {
    let subject = (key.found.first ?? certificate.found.first).map { Self.subject($0) } ?? "(no certificate)"
    return Words(
      findings: [
        Self.finding(
          certificate,
          certificate.holdsKey && certificate.found.isEmpty ? "a private key" : "the certificate \(subject)"),
        Self.finding(key, key.found.isEmpty ? "a private key" : "the certificate \(subject)"),
      ],
      statement: bothWays
        ? "\(Self.shown(certificate.path)) holds the key, and \(Self.name(key)) the certificate of \(subject): the "
          + "two are in "
          + "each other's place."
        : "\(Self.shown(certificate.path)) and \(Self.name(key)) both hold a "
          + "\(key.found.isEmpty ? "key" : "certificate") "
          + "(\(subject)), where a pair needs both.",
      why: Self.pairRule, quote: clientWords(clients, about: [certificate, key]),
      advice: bothWays ? "Give each the other's name." : "Put the missing half there.",
      remedy: bothWays
        ? plan.setAside(certificate.path, isRefilled: true)
          + plan.move(key.path, to: certificate.path, isRefilled: true)
          + plan.move(certificate.path, to: key.path, isRefilled: true)
        : ["rootward inspect \(shell.quoted(certificate.path)) \(shell.quoted(key.path))"])
  }
}

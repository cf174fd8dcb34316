import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  /// The rule that all clients share.
  private static let pairRule =
    "A client certificate is a file with the ending .cert, and its key the file of the same name with the ending .key."

  func authorityAsClient(_ file: ExaminedFile, _ certificate: Certificate) -> Words {
    let target = file.sibling(".crt")
    return Words(
      findings: [Self.finding(file, certificate, certificate.isAuthority ? "an authority's" : "self-signed")],
      statement:
        "\(Self.shown(file.path)) is the certificate of an authority, \(Self.subject(certificate)), with the ending "
        + "of a "
        + "client's certificate.",
      why: "\(Self.pairRule) Without a key \(Self.list(clients)) stop\(clients.count == 1 ? "s" : "") before the "
        + "registry is asked.\(clientWords(clients))",
      advice: "Give the authority's certificate the ending .crt.", remedy: [shell.move(file.path, target)])
  }

  func withoutKey(_ file: ExaminedFile, _ certificate: Certificate, _ key: ExaminedFile?) -> Words {
    let wanted = file.sibling(".key")
    var findings = [Self.finding(file, certificate)]
    if let key { findings.append(Self.finding(key, "its key")) }
    return Words(
      findings: findings,
      statement:
        "\(Self.shown(file.path)), the client certificate of \(Self.subject(certificate)), has no key of its name"
        + (key.map { "; the key that belongs to it is in \(Self.shown($0.path))." }
          ?? ", and its key is nowhere in the directory."),
      why: "\(Self.pairRule)\(clientWords(clients))",
      advice: key == nil
        ? "Put the key there, or remove the certificate; if it is an authority's, give it the ending .crt."
        : "Give the key the certificate's name.",
      remedy: key.map { [shell.move($0.path, wanted)] }
        ?? ["cp KEY_FILE \(shell.quoted(wanted))", shell.protect(wanted)])
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
        + "files, and stop\(clients.count == 1 ? "s" : "").\(clientWords(clients))",
      advice: "Write the key to a file of its own, which all clients read.",
      remedy: ["openssl pkey -in \(shell.quoted(file.path)) -out \(shell.quoted(key))", shell.protect(key)])
  }

  func loneKey(_ file: ExaminedFile, _ partner: ExaminedFile?) -> Words {
    let wanted = file.sibling(".cert")
    let isRegistrys = partner.map { $0.ending == .roots } ?? false
    var findings = [Self.finding(file, "a private key")]
    if let partner, let certificate = partner.found.first { findings.append(Self.finding(partner, certificate)) }
    let advice: String
    var remedy: [String]
    if let partner, partner.ending == .roots {
      advice =
        "If it is the registry's own key, as it is where domain.crt and domain.key were copied from the server, "
        + "remove it "
        + "here: nobody but the registry may have it. If it is a client's, give the certificate the ending .cert."
      remedy = [shell.remove(file.path)]
      _ = partner
    } else if let partner {
      advice = "Give the certificate that belongs to it the name \(Self.shown(wanted))."
      remedy = [shell.move(partner.path, wanted)]
    } else {
      advice = "Put its certificate beside it as \(Self.shown(wanted)), or remove the key."
      remedy = [shell.remove(file.path)]
    }
    return Words(
      findings: findings,
      statement: "\(Self.shown(file.path)) is a key without a certificate of its name"
        + (isRegistrys
          ? "; \(partner.map { Self.name($0) } ?? "") beside it holds the certificate that it belongs to, as a root."
          : partner.map { "; the certificate that it belongs to is in \(Self.shown($0.path))." } ?? "."),
      why:
        "\(Self.pairRule) One without the other makes \(Self.list(clients)) refuse the whole "
        + "registry.\(clientWords(clients)) "
        + "containerd passes over it.",
      advice: advice, remedy: remedy)
  }

  func mismatch(
    _ certificate: ExaminedFile, _ key: ExaminedFile, _ fault: KeyPairFault, _ later: Certificate?,
    _ keyFile: ExaminedFile?, _ isExchange: Bool
  ) -> Words {
    var findings: [Diagnosis.Finding] = []
    if let leaf = certificate.found.first { findings.append(Self.finding(certificate, leaf)) }
    if let later { findings.append(Self.finding(certificate, later, "the certificate of the key")) }
    findings.append(Self.finding(key, key.key.map { "\($0.kind)" } ?? ""))
    if let keyFile { findings.append(Self.finding(keyFile, "the key of the certificate")) }
    let what: String
    let advice: String
    let remedy: [String]
    let leaf = certificate.found.first.map { Self.subject($0) } ?? "(no certificate)"
    if let later {
      what = "the key belongs to a later certificate of the file, \(Self.subject(later)): its order is reversed."
      advice = "Put the client's own certificate first, and then its chain."
      let new = FilePath(bytes: certificate.path.bytes + Array(".new".utf8))
      remedy = [
        "{ sed -n '\(Self.line(later)),/-----END/p' \(shell.quoted(certificate.path)); cat "
          + "\(shell.quoted(certificate.path)); } "
          + ">\(shell.quoted(new))", shell.move(new, certificate.path),
      ]
    } else if let keyFile {
      what = "the key of \(leaf) is in \(Self.shown(keyFile.path))."
      advice =
        isExchange
        ? "The two keys are in each other's place: give each the other's name." : "Give the key the certificate's name."
      let saved = FilePath(bytes: key.path.bytes + Array(".old".utf8))
      remedy =
        [shell.move(key.path, saved), shell.move(keyFile.path, key.path)]
        + (isExchange ? [shell.move(saved, keyFile.path)] : [])
    } else {
      what =
        fault == .otherAlgorithm
        ? "the certificate is for another algorithm than the key's." : "the certificate is for another key."
      advice =
        "Put the key there that \(leaf) was issued for; if it is lost, have a new certificate issued for this key."
      remedy = [
        "openssl x509 -noout -pubkey -in \(shell.quoted(certificate.path)) | openssl sha256",
        "openssl pkey -pubout -in \(shell.quoted(key.path)) | openssl sha256",
      ]
    }
    return Words(
      findings: findings,
      statement: "\(Self.shown(certificate.path)) (\(leaf)) and \(Self.name(key)) are no pair: \(what)",
      why: "The first certificate of a .cert must be the one of the key beside it.\(clientWords(clients))",
      advice: advice,
      remedy: remedy)
  }

  private static func line(_ certificate: Certificate) -> Int { certificate.position?.line ?? 1 }

  func swapped(_ certificate: ExaminedFile, _ key: ExaminedFile, _ bothWays: Bool) -> Words {
    let subject = (key.found.first ?? certificate.found.first).map { Self.subject($0) } ?? "(no certificate)"
    let spare = FilePath(bytes: key.path.bytes + Array(".old".utf8))
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
      why: "\(Self.pairRule)\(clientWords(clients))",
      advice: bothWays ? "Give each the other's name." : "Put the missing half there.",
      remedy: bothWays
        ? [shell.move(certificate.path, spare), shell.move(key.path, certificate.path), shell.move(spare, key.path)]
        : ["rootward inspect \(shell.quoted(certificate.path)) \(shell.quoted(key.path))"])
  }

  func encrypted(_ key: ExaminedFile, _ subject: String) -> Words {
    let new = FilePath(bytes: key.path.bytes + Array(".new".utf8))
    return Words(
      findings: [Self.finding(key, "an encrypted private key")],
      statement: "\(Self.shown(key.path)), the key of \(subject), is encrypted.",
      why:
        "No client asks for a passphrase here; all that they say is that they can't parse the "
        + "key.\(clientWords(clients))",
      advice: "Write the key without encryption, readable for its owner alone.",
      remedy: [
        "openssl pkey -in \(shell.quoted(key.path)) -out \(shell.quoted(new))", shell.move(new, key.path),
        shell.protect(key.path),
      ])
  }

  func unsupported(_ key: ExaminedFile, _ certificate: ExaminedFile, _ reason: UnsupportedKey) -> Words {
    let path = shell.quoted(key.path)
    let new = FilePath(bytes: key.path.bytes + Array(".new".utf8))
    let replace = [shell.move(new, key.path), shell.protect(key.path)]
    let subject = certificate.found.first.map { Self.subject($0) } ?? Self.shown(certificate.path)
    let fresh = [
      "openssl ecparam -genkey -name prime256v1 -noout -out \(shell.quoted(new))",
      "openssl req -new -key \(shell.quoted(new)) -out client.csr -subj /CN=NAME",
    ]
    let what: String
    var advice = "Make a new key, have a certificate issued for it, and put both in the place of the old ones."
    var remedy = fresh
    switch reason {
    case .shape(.derKey):
      what = "it is DER, and not PEM"
      advice = "Convert it to PEM."
      remedy = ["openssl pkey -inform DER -in \(path) -out \(shell.quoted(new))"] + replace
    case .shape(.pkcs11):
      what = "it is a URI of PKCS #11, and clients in Go reach no token"
    case .shape(.empty):
      what = "it is empty"
      advice = "Put the key there."
      remedy = ["rootward inspect \(path)"]
    case .shape(.pkcs12):
      what = "it is a container of PKCS #12"
      advice = "Take the key out of it."
      remedy = ["openssl pkcs12 -nocerts -noenc -in \(path) -out \(shell.quoted(new))"] + replace
    case .shape:
      what = "there is no block of PEM whose label ends in PRIVATE KEY"
      advice = "Put the key there."
      remedy = ["rootward inspect \(path)"]
    case .refused(_, let error?) where error.reason == .openSSH:
      what = "it is in the format of OpenSSH"
      advice = "Convert it to PEM."
      remedy = ["ssh-keygen -p -m PEM -f \(path)"]
    case .refused(_, let error?) where error.reason == .dsa: what = "it is a DSA key, which TLS has no use for"
    case .refused(_, let error?): what = DoctorWords.shown("\(error)")
    case .refused(let wording, nil): what = DoctorWords.shown(wording)
    case .unusable(let error): what = "clients load it, and can't sign with it (\(DoctorWords.shown("\(error)")))"
    case .certificateKey(let key): what = "its certificate is for a key that Go doesn't have (\(key))"
    }
    return Words(
      findings: [Self.finding(key, what)],
      statement: "\(Self.shown(key.path)), the key of \(subject), can't be used: \(what).",
      why:
        "Clients in Go load RSA keys of 1024 bits and more, P-256, P-384, P-521, Ed25519 and ML-DSA, as PKCS #8, "
        + "PKCS #1 or SEC 1 in "
        + "PEM.\(clientWords(clients))",
      advice: advice, remedy: remedy)
  }

  func serverCertificate(
    _ file: ExaminedFile, _ key: ExaminedFile, _ certificate: Certificate, _ evidence: ServerEvidence
  ) -> Words {
    let reason =
      switch evidence {
      case .sameKey: "it has the key of the certificate that the server sent"
      case .purpose: "its purpose is to serve (serverAuth), and not to be a client"
      case .name(let name): "it is for the registry's own name, \(Self.shown(name))"
      }
    return Words(
      findings: [Self.finding(file, certificate, reason), Self.finding(key, "its private key")],
      statement:
        "\(Self.shown(file.path)) (\(Self.subject(certificate))) is a server's certificate, with its key: \(reason).",
      why:
        "Whoever has the registry's private key can pose as the registry, and some guides tell to copy it to every "
        + "client all "
        + "the same. A server that checks purposes refuses it as a client's, too.",
      advice:
        "If the registry doesn't ask for client certificates, remove both; only the authority's certificate is "
        + "needed, as a "
        + ".crt. If it does, have a client certificate issued. Replace the server's key if it has left the server.",
      remedy: [shell.remove(file.path), shell.remove(key.path)])
  }

  func firstOfSeveral(_ identities: [(ExaminedFile, Certificate)], _ fault: TimeFault?) -> Words {
    let first = identities[0]
    let last = identities.count > 1 ? identities[identities.count - 1].0 : first.0
    let behind = FilePath(bytes: last.path.bytes.dropLast(last.name.count) + last.stem + "-2".utf8)
    let statement: String
    if let fault {
      statement =
        "\(Self.shown(first.0.path)) (\(Self.subject(first.1))), the first of \(identities.count) client certificates, "
        + "\(Self.text(fault)), and is sent all the same."
    } else {
      statement =
        "There are \(identities.count) client certificates, and \(Self.name(first.0)) (\(Self.subject(first.1))) is "
        + "sent "
        + "wherever it fits."
    }
    return Words(
      findings: identities.enumerated().map { index, identity in
        Self.finding(
          identity.0, identity.1, "number \(index + 1)" + (index == 0 ? fault.map { ", " + Self.text($0) } ?? "" : ""))
      },
      statement: statement,
      why:
        "\(Self.list(clients)) send\(clients.count == 1 ? "s" : "") the first, in the order of the names' bytes, "
        + "that fits the "
        + "server's request by its algorithm and its issuer. No time is looked at, and if the server refuses it no "
        + "other is tried, "
        + "whatever the documentation says.",
      advice: fault == nil
        ? "Nothing needs to be done if the order is meant. Another name puts a certificate elsewhere."
        : "Remove the pair, or give it a name that comes behind the others.",
      remedy: [
        shell.move(first.0.path, FilePath(bytes: behind.bytes + Array(".cert".utf8))),
        shell.move(first.0.sibling(".key"), FilePath(bytes: behind.bytes + Array(".key".utf8))),
      ])
  }

  func identityTime(_ file: ExaminedFile, _ certificate: Certificate, _ fault: TimeFault) -> Words {
    let isEarly = if case .notYetValid = fault { true } else { false }
    return Words(
      findings: [Self.finding(file, certificate, Self.text(fault))],
      statement:
        "\(Self.shown(file.path)), the client certificate of \(Self.subject(certificate)), \(Self.text(fault)).",
      why: "Clients send it without a look at its time, and the server refuses it (alert 45, “expired certificate”). "
        + clock(certificate, fault),
      advice: isEarly
        ? "If the clock is wrong, set it; else wait, or have another certificate issued."
        : "Have a new certificate issued for the key beside it.",
      remedy: isEarly
        ? ["date -u"] : ["openssl req -new -key \(shell.quoted(file.sibling(".key"))) -out client.csr -subj /CN=NAME"])
  }

  /// What the clock may have to do with it.
  func clock(_ certificate: Certificate, _ fault: TimeFault) -> String {
    switch fault {
    case .notYetValid(let start, let now):
      let seconds = start.secondsSince1970 - now.secondsSince1970
      let early =
        seconds < 3600
        ? Self.count(Int((seconds + 59) / 60), "minute") : Self.count(Int((seconds + 3599) / 3600), "hour")
      return seconds < 86_400
        ? "It is \(early) early: a fresh certificate, and a clock that is slow or in another time zone."
        : "The time here is \(now); if that is wrong, so is the clock."
    case .expired(_, let now): return "The time here is \(now)."
    }
  }
}

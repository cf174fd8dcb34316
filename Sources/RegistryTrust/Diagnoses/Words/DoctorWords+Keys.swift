import CertificateEncoding
import Certificates

extension DoctorWords {
  mutating func loneKey(_ file: ExaminedFile, _ partner: KeyPartner) -> Words {
    let wanted = file.sibling(".cert")
    var findings = [Self.finding(file, "a private key")]
    if let other = partner.file, let certificate = other.found.first {
      findings.append(Self.finding(other, certificate))
    }
    let what: String
    let advice: String
    var remedy: [String]
    switch partner {
    case .none:
      what = ""
      advice =
        "Put its certificate beside it, with the same name and the ending .cert; until then, set the key aside. Remove "
        + "it if it is the registry's own and the registry has it."
      remedy = aside(file)
    case .duplicate(let other):
      what = "; \(Self.shown(other.path)) holds the same key, beside its certificate"
      advice = "Remove the copy."
      remedy = plan.remove(file.path)
    case .unread(let other):
      what = "; the certificate that belongs to it is in \(Self.shown(other.path))"
      advice = "Give the certificate the key's name, with the ending .cert."
      remedy = certificates(of: other, to: wanted)
    case .roots(let other):
      what = "; the client's certificate that belongs to it is in \(Self.shown(other.path)), as a root"
      advice = "Give the client's certificate the ending .cert."
      remedy =
        other.found.contains { $0.isAuthority }
        ? [shell.copy(plan.place(of: other.path), wanted)] : certificates(of: other, to: wanted)
    case .server(let other, let evidence):
      what = "; \(Self.name(other)) beside it holds the certificate that it belongs to, a server's"
      advice =
        "It is the registry's own key (\(Self.reason(evidence))), as it is where domain.crt and domain.key were copied "
        + "from the server: nobody but the registry may have it. Set it aside, and remove it if the registry has it."
      remedy = aside(file)
    case .other(let other):
      what = "; \(Self.name(other)) beside it holds the certificate that it belongs to"
      advice =
        "Set it aside. If it is an authority's or the registry's own key, nobody else may have it; if it is a client's, "
        + "put its certificate beside it, with the ending .cert."
      remedy = aside(file)
    }
    return Words(
      findings: findings,
      statement: "\(Self.shown(file.path)) is a key without a certificate of its name\(what).",
      why:
        "\(Self.pairRule) One without the other makes \(Self.list(clients)) refuse the whole registry. containerd "
        + "passes over it.",
      quote: clientWords(clients, about: [file]), advice: advice, remedy: remedy)
  }

  /// Gives a key a name that no client reads, for its owner alone.
  private mutating func aside(_ file: ExaminedFile) -> [String] {
    plan.setAside(file.path) + [shell.protect(plan.place(of: file.path))]
  }

  mutating func encrypted(_ key: ExaminedFile, _ subject: String) -> Words {
    Words(
      findings: [Self.finding(key, "an encrypted private key")],
      statement: "\(Self.shown(key.path)), the key of \(subject), is encrypted.",
      why: "No client asks for a passphrase here; all that they say is that they can't parse the key.",
      quote: clientWords(clients, about: [key]),
      advice: "Write the key without encryption, readable for its owner alone.",
      remedy: rewrite(key.path) { "openssl pkey -in \($0) -out \($1)" } + [shell.protect(key.path)])
  }

  mutating func unsupported(_ key: ExaminedFile, _ certificate: ExaminedFile, _ reason: UnsupportedKey) -> Words {
    let path = shell.quoted(key.path)
    let subject = certificate.found.first.map { Self.subject($0) } ?? Self.shown(certificate.path)
    let what: String
    var advice = "Make a new key, have a certificate issued for it, and put both in the place of the old ones."
    var remedy: [String]?
    switch reason {
    case .shape(.derKey):
      what = "it is DER, and not PEM"
      advice = "Convert it to PEM."
      remedy = rewrite(key.path) { "openssl pkey -inform DER -in \($0) -out \($1)" } + [shell.protect(key.path)]
    case .shape(.pkcs11): what = "it is a URI of PKCS #11, and clients in Go reach no token"
    case .shape(.empty):
      what = "it is empty"
      advice = "Put the key there."
      remedy = ["rootward inspect \(path)"]
    case .shape(.pkcs12):
      what = "it is a container of PKCS #12"
      advice = "Take the key out of it."
      remedy = rewrite(key.path) { "openssl pkcs12 -nocerts -nodes -in \($0) -out \($1)" } + [shell.protect(key.path)]
    case .shape:
      what = "there is no block of PEM whose label ends in PRIVATE KEY"
      advice = "Put the key there."
      remedy = ["rootward inspect \(path)"]
    case .refused(_, let error?) where error.reason == .openSSH:
      what = "it is in the format of OpenSSH"
      // ssh-keygen has another form for RSA and ECDSA only, and says nothing of that.
      if certificate.found.first.map({ $0.publicKey.hasOlderForm }) == true {
        advice = "Convert it to PEM."
        remedy = rewrite(key.path) { "cp \($0) \($1) && chmod 600 \($1) && ssh-keygen -q -p -N '' -m PEM -f \($1)" }
      } else {
        advice = "OpenSSH writes keys of this kind in its own format only. " + advice
      }
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
        + "PKCS #1 or SEC 1 in PEM.",
      quote: clientWords(clients, about: [certificate, key]), advice: advice, remedy: remedy ?? freshKey(key))
  }

  /// Makes another key, and a request for a certificate for it, beside the old one.
  private mutating func freshKey(_ key: ExaminedFile) -> [String] {
    let new = shell.quoted(plan.target(FilePath(bytes: key.path.bytes + Array(".new".utf8))))
    let request = shell.quoted(plan.target(key.sibling(".csr")))
    return [
      "openssl ecparam -genkey -name prime256v1 -noout -out \(new)",
      "openssl req -new -key \(new) -out \(request) -subj /CN=NAME",
    ]
  }
}

extension PublicKey {
  /// Whether OpenSSH knows a form of such keys besides its own.
  fileprivate var hasOlderForm: Bool {
    switch self {
    case .rsa, .ellipticCurve: true
    default: false
    }
  }
}

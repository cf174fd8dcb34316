import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  func yieldsNothing(_ file: ExaminedFile, _ shape: FileShape) -> Words {
    let isRoots = file.ending == .roots
    let line = Self.line(shape) ?? file.ignored.first?.line
    let (what, cure, commands) = cure(file, shape)
    let stops = clients.filter { isRoots ? $0.demandsRoots : true }
    let goesOn = clients.filter { !stops.contains($0) }
    var consequences: [String] = []
    if !goesOn.isEmpty {
      consequences.append(
        "\(Self.list(goesOn)) pass\(goesOn.count == 1 ? "es" : "") over it without a word, so that this root is "
          + "missing."
      )
    }
    if goesOn.contains(.legacyDocs) { consequences.append("Up to Docker 1.12 nothing at all was trusted then.") }
    if !stops.isEmpty {
      consequences.append("\(Self.list(stops)) stop\(stops.count == 1 ? "s" : "").\(clientWords(stops))")
    }
    return Words(
      findings: [Self.finding(file, line: line, what)],
      statement: "\(Self.shown(file.path)) holds no certificate that the clients can read: it is \(what).",
      why: "Clients in Go read PEM blocks with the label CERTIFICATE and no headers, whose BEGIN starts its line, and "
        + "nothing else. " + consequences.joined(separator: " "),
      advice: cure, remedy: commands)
  }

  /// The line that a shape knows of.
  private static func line(_ shape: FileShape) -> Int? {
    switch shape {
    case .indented(let line), .glued(let line), .singleLine(let line), .truncated(let line), .damaged(let line): line
    default: nil
    }
  }

  /// What a file is, and how it becomes one that is read.
  private func cure(_ file: ExaminedFile, _ shape: FileShape) -> (what: String, advice: String, commands: [String]) {
    let path = shell.quoted(file.path)
    let new = FilePath(bytes: file.path.bytes + Array(".new".utf8))
    let replace = [shell.move(new, file.path)]
    func convert(_ command: String) -> [String] { [command + " -out \(shell.quoted(new))"] + replace }
    let fetch = ["rootward inspect \(path)"]
    switch shape {
    case .empty:
      return ("empty", "Put the authority's certificate there, or remove the file.", [shell.remove(file.path)])
    case .derCertificate:
      return ("a certificate in DER", "Convert it to PEM.", convert("openssl x509 -inform DER -in \(path)"))
    case .utf16:
      return (
        "text in UTF-16, as Windows saves it", "Save it as plain ASCII.",
        ["iconv -f UTF-16 -t ASCII \(path) >\(shell.quoted(new))"] + replace
      )
    case .byteOrderMark:
      return (
        "PEM behind a byte order mark (EF BB BF)", "Take the mark off.",
        ["tail -c +4 \(path) >\(shell.quoted(new))"] + replace
      )
    case .html:
      return ("a web page, and not the certificate that was to be fetched", "Fetch the certificate again.", fetch)
    case .derPKCS7:
      return (
        "a container of PKCS #7 in DER", "Take the certificates out of it.",
        convert("openssl pkcs7 -inform DER -print_certs -in \(path)")
      )
    case .pkcs12:
      return (
        "a container of PKCS #12", "Take the certificates out of it.",
        convert("openssl pkcs12 -nokeys -in \(path)")
      )
    case .derKey:
      return (
        "a private key in DER, and no certificate", "A key has the ending .key, and must not lie among roots.", fetch
      )
    case .indented(let line):
      return (
        "PEM that is indented (line \(line))", "Let every line start at its margin.",
        ["sed 's/^[[:space:]]*//' \(path) >\(shell.quoted(new))"] + replace
      )
    case .glued(let line):
      return (
        "PEM whose END and next BEGIN stand in one line (line \(line)), as files do that were joined without a newline",
        "Part the two.", ["sed 's/-----BEGIN /\\n&/g' \(path) >\(shell.quoted(new))"] + replace
      )
    case .singleLine(let line):
      return (
        "PEM in a single line (line \(line))", "Break it behind the BEGIN and before the END.",
        ["sed 's/-----BEGIN CERTIFICATE-----/&\\n/;s/-----END CERTIFICATE-----/\\n&/' \(path) >\(shell.quoted(new))"]
          + replace
      )
    case .truncated(let line):
      return ("PEM that is cut off: its END is missing (BEGIN in line \(line))", "Copy the file again, whole.", fetch)
    case .damaged(let line):
      return ("PEM that is damaged (BEGIN in line \(line))", "Copy the file again.", fetch)
    case .bareBase64:
      return (
        "Base64 without the lines BEGIN and END", "Decode it, and write it as PEM.",
        convert("base64 -d <\(path) | openssl x509 -inform DER")
      )
    case .pkcs11: return ("a URI of PKCS #11", "Put the certificate itself there.", fetch)
    case .text: return ("text without a PEM block", "Put the certificate there.", fetch)
    case .binary: return ("no text and no structure that is known", "Put the certificate there.", fetch)
    case .blocks(let labels): return cure(file, labels, new, replace)
    }
  }

  /// What the blocks of a file are that clients in Go see, none of which is a certificate to them.
  private func cure(
    _ file: ExaminedFile, _ labels: [String], _ new: FilePath, _ replace: [String]
  ) -> (what: String, advice: String, commands: [String]) {
    let path = shell.quoted(file.path)
    let shown = labels.map { Self.shown($0) }
    let inspect = ["rootward inspect \(path)"]
    func convert(_ command: String) -> [String] { [command + " -out \(shell.quoted(new))"] + replace }
    if labels.contains("TRUSTED CERTIFICATE") {
      return (
        "PEM with the label TRUSTED CERTIFICATE, which OpenSSL alone reads", "Write it as a plain certificate.",
        convert("openssl x509 -in \(path)")
      )
    }
    if labels.contains("X509 CERTIFICATE") {
      return (
        "PEM with the old label X509 CERTIFICATE", "Write it with the label of today.",
        convert("openssl x509 -in \(path)")
      )
    }
    if labels.contains("PKCS7") || labels.contains("CMS") {
      return (
        "a container of PKCS #7", "Take the certificates out of it.",
        convert("openssl pkcs7 -print_certs -in \(path)")
      )
    }
    if labels.contains("CERTIFICATE") {
      for block in file.ignored {
        switch block.reason {
        case .headers:
          return (
            "a certificate with PEM headers (line \(block.line))", "Write it without headers.",
            ["sed '/^[A-Za-z-]*: /,/^$/d' \(path) >\(shell.quoted(new))"] + replace
          )
        case .certificate(let error):
          return (
            "a certificate that can't be read (line \(block.line)): \(Sentences.text(error))",
            "Ask whoever issued it for a sound one.", inspect
          )
        case .certificateKey(let key):
          return (
            "a certificate for a key that Go doesn't have (line \(block.line)): \(key)",
            "Ask for a certificate for an RSA or P-256 key.", inspect
          )
        case .label, .malformed: continue
        }
      }
    }
    if labels.contains(where: { $0.hasSuffix("PRIVATE KEY") }) {
      return (
        "a private key, and no certificate",
        "Put the certificate there, and the key where it belongs; a key must not lie among roots, which everybody "
          + "may read.",
        inspect
      )
    }
    if labels.contains("CERTIFICATE REQUEST") || labels.contains("NEW CERTIFICATE REQUEST") {
      return ("a request for a certificate", "Put the certificate there that the authority made of it.", inspect)
    }
    return ("PEM of another kind (\(Self.list(shown)))", "Put the certificate there.", inspect)
  }

  func partlyRead(_ file: ExaminedFile, _ blocks: [RegistryRoots.IgnoredBlock]) -> Words {
    let path = shell.quoted(file.path)
    return Words(
      findings: blocks.map { Self.finding(file, line: $0.line, Self.text($0.reason)) },
      statement: "\(Self.shown(file.path)) holds \(Self.count(file.certificates.count, "certificate")) that count"
        + "\(file.certificates.count == 1 ? "s" : ""), and \(Self.count(blocks.count, "block")) that "
        + "\(blocks.count == 1 ? "is" : "are") passed over.",
      why:
        "Clients in Go take what they can read of a file of roots, from \(Self.subject(file.certificates[0])) on, and "
        + "say nothing of the rest. A server whose authority is in the rest is refused.",
      advice: "Mend or remove the blocks at the lines above.", remedy: ["rootward inspect \(path)"])
  }

  /// Why a block is passed over.
  static func text(_ reason: RegistryRoots.IgnoredBlock.Reason) -> String {
    switch reason {
    case .label(let label): "its label is \(shown(label)), and not CERTIFICATE"
    case .headers: "it has PEM headers"
    case .certificate(let error): "it can't be read: \(Sentences.text(error))"
    case .certificateKey(let key): "it is for a key that Go doesn't have: \(key)"
    case .malformed: "it is damaged: BEGIN and END don't go together, or what is between them is no Base64"
    }
  }

  func anchors(_ file: ExaminedFile, _ flaws: [AnchorFlaw]) -> Words {
    var findings: [Diagnosis.Finding] = []
    var reasons: [String] = []
    var remedy: [String] = []
    var isNoAuthority = false
    for flaw in flaws {
      switch flaw {
      case .time(let certificate, let fault):
        findings.append(Self.finding(file, certificate, Self.text(fault)))
        reasons.append("A root that isn't valid makes every chain to it invalid, in Go and in OpenSSL.")
      case .notAuthority(let certificate):
        isNoAuthority = true
        findings.append(Self.finding(file, certificate, "isn't marked as an authority"))
        reasons.append(
          "Clients in Go trust whatever is in the file, so that a server's own certificate works there; OpenSSL and "
            + "curl "
            + "refuse it without -partial_chain.")
      case .weakSignature(let certificate):
        findings.append(Self.finding(file, certificate, "is signed with \(certificate.signatureAlgorithm)"))
        reasons.append("The signature of a root is never checked, but the same certificate elsewhere is refused.")
      case .privateKey(let line):
        findings.append(Self.finding(file, line: line, "a private key"))
        reasons.append("No client reads a key there, and everybody may read files of roots.")
        remedy.append(
          "openssl x509 -in \(shell.quoted(file.path)) -out "
            + "\(shell.quoted(FilePath(bytes: file.path.bytes + Array(".new".utf8))))"
        )
        remedy.append(shell.move(FilePath(bytes: file.path.bytes + Array(".new".utf8)), file.path))
      case .duplicates(let count):
        findings.append(Self.finding(file, "\(Self.count(count, "root")) that the system has as well"))
        reasons.append("Roots that the system has count already.")
      case .broad(let count):
        findings.append(Self.finding(file, Self.count(count, "root")))
        reasons.append("Each of them may vouch for this registry.")
      }
    }
    if remedy.isEmpty { remedy = ["rootward trust check --no-system-roots --roots \(shell.quoted(file.path))"] }
    var seen: Set<String> = []
    let subject = file.certificates.first.map { Self.subject($0) } ?? ""
    let isGrave = flaws.contains { $0.isGrave }
    return Words(
      findings: findings,
      statement: Self.statement(file, flaws.first { $0.isGrave })
        ?? "The roots of \(Self.shown(file.path)) (\(subject)) work here, and are unusual.",
      why: reasons.filter { seen.insert($0).inserted }.joined(separator: " "),
      advice: isGrave
        ? "Replace what is named above."
        : isNoAuthority
          ? "Nothing needs to be done; to serve other programs too, put the authority's certificate there."
          : "Nothing needs to be done.",
      remedy: remedy)
  }

  /// What is wrong with a file of roots, in one sentence; `nil` if it works.
  private static func statement(_ file: ExaminedFile, _ flaw: AnchorFlaw?) -> String? {
    switch flaw {
    case .time(let certificate, let fault)?:
      "The root \(subject(certificate)) of \(shown(file.path)) \(text(fault))."
    case .privateKey(let line)?:
      "\(shown(file.path)) holds a private key (line \(line)) among its roots."
    default: nil
    }
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  /// What a file is, and how it becomes one that is read.
  struct Cure {
    let what: String
    let advice: String
    /// The command that reads the first word and writes the second; `nil` if there is none.
    var command: ((_ source: String, _ target: String) -> String)?
  }

  mutating func yieldsNothing(_ file: ExaminedFile, _ shape: FileShape) -> Words {
    let isRoots = file.ending == .roots
    let line = Self.line(shape) ?? file.ignored.first?.line
    let cure = cure(file, shape)
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
    if !stops.isEmpty { consequences.append("\(Self.list(stops)) stop\(stops.count == 1 ? "s" : "").") }
    let remedy: [String]
    if let command = cure.command {
      remedy = rewrite(file.path, command)
    } else if isRoots || !facts.exists(file.sibling(".key").text) {
      remedy =
        (shape == .empty ? [] : ["rootward inspect \(shell.quoted(file.path))"])
        + (shape == .empty ? plan.remove(file.path) : plan.setAside(file.path))
        + (file.holdsKey ? [shell.protect(plan.place(of: file.path))] : [])
    } else {
      remedy = ["rootward inspect \(shell.quoted(file.path))"]
    }
    return Words(
      findings: [Self.finding(file, line: line, cure.what)],
      statement: "\(Self.shown(file.path)) holds no certificate that the clients can read: it is \(cure.what).",
      why: "Clients in Go read PEM blocks with the label CERTIFICATE and no headers, whose BEGIN starts its line, and "
        + "nothing else. " + consequences.joined(separator: " "),
      quote: clientWords(stops, about: [file]), advice: cure.advice, remedy: remedy)
  }

  /// The line that a shape knows of.
  private static func line(_ shape: FileShape) -> Int? {
    switch shape {
    case .indented(let line), .glued(let line), .singleLine(let line), .truncated(let line), .damaged(let line): line
    default: nil
    }
  }

  func cure(_ file: ExaminedFile, _ shape: FileShape) -> Cure {
    switch shape {
    case .empty:
      Cure(what: "empty", advice: "Put the authority's certificate there, or remove the file.")
    case .derCertificate:
      Cure(what: "a certificate in DER", advice: "Convert it to PEM.") {
        "openssl x509 -inform DER -in \($0) -out \($1)"
      }
    case .utf16:
      Cure(what: "text in UTF-16, as Windows saves it", advice: "Save it as plain ASCII.") {
        "iconv -f UTF-16 -t ASCII \($0) >\($1)"
      }
    case .byteOrderMark:
      Cure(what: "PEM behind a byte order mark (EF BB BF)", advice: "Take the mark off.") { "tail -c +4 \($0) >\($1)" }
    case .html:
      Cure(what: "a web page, and not the certificate that was to be fetched", advice: "Fetch the certificate again.")
    case .derPKCS7:
      Cure(what: "a container of PKCS #7 in DER", advice: "Take the certificates out of it.") {
        "openssl pkcs7 -inform DER -print_certs -in \($0) -out \($1)"
      }
    case .pkcs12:
      Cure(what: "a container of PKCS #12", advice: "Take the certificates out of it.") {
        "openssl pkcs12 -nokeys -in \($0) -out \($1)"
      }
    case .derKey:
      Cure(
        what: "a private key in DER, and no certificate",
        advice: "A key has the ending .key, and must not lie among roots.")
    case .indented(let line):
      Cure(what: "PEM that is indented (line \(line))", advice: "Let every line start at its margin.") {
        "sed 's/^[[:space:]]*//' \($0) >\($1)"
      }
    case .glued(let line):
      Cure(
        what: "PEM whose END and next BEGIN stand in one line (line \(line)), as files do that were joined without a "
          + "newline", advice: "Part the two."
      ) { "sed 's/-----BEGIN /\\n&/g' \($0) >\($1)" }
    case .singleLine(let line):
      Cure(what: "PEM in a single line (line \(line))", advice: "Break it behind the BEGIN and before the END.") {
        "sed 's/-----BEGIN CERTIFICATE-----/&\\n/;s/-----END CERTIFICATE-----/\\n&/' \($0) >\($1)"
      }
    case .truncated(let line):
      Cure(
        what: "PEM that is cut off: its END is missing (BEGIN in line \(line))", advice: "Copy the file again, whole.")
    case .damaged(let line): Cure(what: "PEM that is damaged (BEGIN in line \(line))", advice: "Copy the file again.")
    case .bareBase64:
      Cure(what: "Base64 without the lines BEGIN and END", advice: "Decode it, and write it as PEM.") {
        "base64 -d <\($0) | openssl x509 -inform DER -out \($1)"
      }
    case .pkcs11: Cure(what: "a URI of PKCS #11", advice: "Put the certificate itself there.")
    case .text: Cure(what: "text without a PEM block", advice: "Put the certificate there.")
    case .binary: Cure(what: "no text and no structure that is known", advice: "Put the certificate there.")
    case .blocks(let labels): cure(file, labels)
    }
  }

  /// What the blocks of a file are that clients in Go see, none of which is a certificate to them.
  private func cure(_ file: ExaminedFile, _ labels: [String]) -> Cure {
    let labels = Self.distinct(labels)
    if labels.contains("TRUSTED CERTIFICATE") {
      return Cure(
        what: "PEM with the label TRUSTED CERTIFICATE, which OpenSSL alone reads",
        advice: "Write it as a plain certificate."
      ) { "openssl x509 -in \($0) -out \($1)" }
    }
    if labels.contains("X509 CERTIFICATE") {
      return Cure(
        what: "PEM with the old label X509 CERTIFICATE", advice: "Write it with the label of today."
      ) { "openssl x509 -in \($0) -out \($1)" }
    }
    if labels.contains("PKCS7") || labels.contains("CMS") {
      return Cure(what: "a container of PKCS #7", advice: "Take the certificates out of it.") {
        "openssl pkcs7 -print_certs -in \($0) -out \($1)"
      }
    }
    if labels.contains("CERTIFICATE") {
      for block in file.ignored {
        switch block.reason {
        case .headers:
          return Cure(
            what: "a certificate with PEM headers (line \(block.line))", advice: "Write it without headers."
          ) { "sed '/^[A-Za-z-]*: /,/^$/d' \($0) >\($1)" }
        case .certificate(let error):
          return Cure(
            what: "a certificate that can't be read (line \(block.line)): \(Sentences.text(error))",
            advice: "Ask whoever issued it for a sound one.")
        case .certificateKey(let key):
          return Cure(
            what: "a certificate for a key that Go doesn't have (line \(block.line)): \(key)",
            advice: "Ask for a certificate for an RSA or P-256 key.")
        case .label, .malformed: continue
        }
      }
    }
    if labels.contains(where: { $0.hasSuffix("PRIVATE KEY") }) {
      return Cure(
        what: "a private key, and no certificate",
        advice: "Put the certificate there, and the key where it belongs; a key must not lie among roots, which "
          + "everybody may read.")
    }
    if labels.contains("CERTIFICATE REQUEST") || labels.contains("NEW CERTIFICATE REQUEST") {
      return Cure(
        what: "a request for a certificate", advice: "Put the certificate there that the authority made of it.")
    }
    return Cure(what: "PEM of another kind (\(Self.some(labels)))", advice: "Put the certificate there.")
  }

  /// Labels, each once, in the order of their first occurrence.
  private static func distinct(_ labels: [String]) -> [String] {
    var seen: Set<String> = []
    return labels.filter { seen.insert($0).inserted }
  }

  /// The first five of some labels, none of them long, and how many more there are.
  private static func some(_ labels: [String]) -> String {
    let shown = labels.prefix(5).map { label in
      self.shown(String(label.unicodeScalars.prefix(64).map(Character.init)))
        + (label.unicodeScalars.count > 64 ? "…" : "")
    }
    return list(shown + (labels.count > 5 ? ["\(labels.count - 5) more"] : []))
  }

  func partlyRead(_ file: ExaminedFile, _ blocks: [RegistryRoots.IgnoredBlock]) -> Words {
    let path = shell.quoted(file.path)
    return Words(
      findings: blocks.prefix(Diagnosis.findingCount).map { Self.finding(file, line: $0.line, Self.text($0.reason)) },
      omittedCount: max(0, blocks.count - Diagnosis.findingCount),
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
    case .label(let label): "its label is \(some([label])), and not CERTIFICATE"
    case .headers: "it has PEM headers"
    case .certificate(let error): "it can't be read: \(Sentences.text(error))"
    case .certificateKey(let key): "it is for a key that Go doesn't have: \(key)"
    case .malformed: "it is damaged: BEGIN and END don't go together, or what is between them is no Base64"
    }
  }

  mutating func anchors(_ file: ExaminedFile, _ flaws: [AnchorFlaw]) -> Words {
    var findings: [Diagnosis.Finding] = []
    var reasons: [String] = []
    var remedy: [String] = []
    var isNoAuthority = false
    var isWithKey = false
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
        isWithKey = true
        remedy += withoutKeys(file.path)
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
      advice: isWithKey
        ? "Keep the certificates alone: the file as it was, with the key, is then beside it, for its owner alone. Take "
          + "it away if the key is not meant to be on this machine, and replace a key that others may have read."
        : isGrave
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

import CertificateEncoding
package import Certificates

/// The words for every problem: what is wrong, the facts, and what would mend it.
package struct Sentences {
  let evaluation: Evaluation

  init(_ evaluation: Evaluation) { self.evaluation = evaluation }

  /// What a finding is in words.
  func item(_ finding: Finding, in attempt: Attempt) -> Explanation.Item { item(finding, Place(finding, attempt)) }

  /// What a finding is in words, told of a certificate in its place.
  func item(_ finding: Finding, _ place: Place) -> Explanation.Item {
    let words = words(finding.problem, place)
    return Explanation.Item(
      finding: finding, code: finding.problem.code, statement: words.statement, facts: words.facts,
      remedy: words.remedy, reference: finding.problem.reference)
  }

  /// The words for one problem.
  struct Words {
    let statement: String
    let facts: String
    let remedy: String

    init(_ statement: String, _ facts: String, remedy: String) {
      self.statement = statement
      self.facts = facts
      self.remedy = remedy
    }
  }

  /// A certificate that a finding is about, in its place.
  struct Place {
    /// The certificate, and the one that issued it if the path goes on.
    let certificate: Certificate?
    let issuer: Certificate?
    let position: Int
    let isAnchor: Bool
    /// Whether it is an anchor that is looked at by itself, and named already.
    let isAlone: Bool

    init(_ finding: Finding, _ attempt: Attempt) {
      let certificates = attempt.certificates
      position = finding.certificate
      certificate = certificates.indices.contains(position) ? certificates[position] : nil
      issuer = certificates.indices.contains(position + 1) ? certificates[position + 1] : nil
      isAnchor = attempt.reachesAnchor && position == certificates.count - 1 && position > 0
      isAlone = false
    }

    /// An anchor by itself.
    init(anchor: Certificate) {
      (certificate, issuer, position) = (anchor, nil, 0)
      (isAnchor, isAlone) = (true, true)
    }

    /// The certificate as the subject of a sentence.
    var subject: String {
      if isAlone { return "this root" }
      guard let certificate else { return "the certificate" }
      let name = Sentences.name(certificate)
      if position == 0 { return "the certificate of \(name)" }
      return isAnchor ? "the trusted root \(name)" : "the intermediate certificate \(name)"
    }

    /// Whoever could mend the certificate.
    var keeper: String {
      if position == 0, !isAlone { return "the server's operator" }
      return isAnchor ? "whoever manages the trusted roots" : "the authority or the server's operator"
    }
  }

  private func words(_ problem: Problem, _ place: Place) -> Words {
    switch problem.rule {
    case .budget: budget(problem, place)
    case .signature, .algorithm, .strength: signature(problem, place)
    case .distrust, .issuer: trust(problem, place)
    case .revocation, .revocationStatus: revocation(problem, place)
    case .basicConstraints, .pathLength, .keyUsage: authority(problem, place)
    case .nameConstraints: nameConstraints(problem, place)
    case .policies: policies(problem, place)
    case .criticality: criticality(problem, place)
    case .fields: fields(problem, place)
    case .subjectNames: subjectNames(problem, place)
    case .keyIdentifiers: keyIdentifiers(problem, place)
    case .additionalCheck: objection(problem, place)
    case .criticalExtension, .extensionForm: extensions(problem, place)
    case .extendedKeyUsage: purpose(problem, place)
    case .transparency: transparency(problem, place)
    case .validity: validity(problem, place)
    case .peerName: peerName(problem, place)
    }
  }

  /// A certificate by the name that a person knows it by: the common name, else the whole subject, else its number.
  static func name(_ certificate: Certificate) -> String {
    subjectText(certificate).map(quoted) ?? plainName(certificate)
  }

  /// The same without quotes.
  package static func plainName(_ certificate: Certificate) -> String {
    subjectText(certificate) ?? "(no subject, serial number \(hexadecimal(certificate.serialNumber)))"
  }

  private static func subjectText(_ certificate: Certificate) -> String? {
    let subject = certificate.subject
    if let commonName = subject.commonName, !commonName.isEmpty { return commonName }
    let text = subject.description
    return text.isEmpty ? nil : text
  }

  /// The peer as a person asked for it.
  static func peer(_ leaf: Certificate, _ name: PeerName?) -> String {
    switch name {
    case .some(let name): printable(name.description)
    case nil: Sentences.name(leaf)
    }
  }

  /// The switches that let something pass: the one of ``VerificationPolicy``, and what the command has for it.
  ///
  /// What only the profile of the public web demands, the command lets pass under the other profile.
  static func switches(_ policy: String, _ command: String = "--profile rfc5280") -> String {
    "`\(policy)` of the policy, `\(command)` of the command"
  }

  /// A name in quotes, which is fit to be shown already.
  static func quoted(_ text: String) -> String { "“\(text)”" }

  /// Text from a stranger, with everything escaped that a terminal would obey or that would deceive a reader.
  static func printable(_ text: String) -> String { DisplayText.escaped(text) }

  /// Bytes as pairs of hexadecimal digits with colons between them, as people compare them.
  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: ":")
  }

  /// The purpose as a noun.
  static func purpose(_ purpose: Purpose) -> String {
    switch purpose {
    case .server: "TLS servers"
    case .client: "TLS clients"
    case .email: "mail"
    case .codeSigning: "signing programs"
    case .timeStamping: "time stamping"
    case .ocspSigning: "signing OCSP responses"
    case .any: "any purpose"
    case .other(let identifier): identifier.name ?? "the purpose \(identifier)"
    }
  }
}

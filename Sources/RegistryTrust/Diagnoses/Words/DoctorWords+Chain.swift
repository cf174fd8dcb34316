import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  /// The host, fit to be shown.
  var host: String { Self.shown(facts.host.text) }

  /// A certificate of the chain, in the file that it came from.
  static func finding(_ certificate: Certificate, _ fact: String) -> Diagnosis.Finding {
    let line = certificate.position.flatMap { $0.line > 0 ? $0.line : nil }
    return Diagnosis.Finding(
      path: certificate.source ?? "", line: line, fact: [subject(certificate), fact].joined(separator: ", "))
  }

  func trustedInterception(_ product: String, _ certificate: Certificate) -> Words {
    Words(
      findings: [Self.finding(certificate, "of \(product)")],
      statement: "\(product) answers in the place of \(host), and is trusted: \(Self.subject(certificate)).",
      why: "A proxy on the way replaces the certificates of servers; the registry's own certificate doesn't get here.",
      advice:
        "Nothing needs to be done if your organization runs it. The registry gets no client certificates through it.",
      remedy: [])
  }

  func names(_ leaf: Certificate, _ presented: Problem.PresentedNames, _ fault: NameFault) -> Words {
    let shown =
      presented.alternatives.joined(separator: ", ") + (presented.count > presented.alternatives.count ? ", …" : "")
    let common = presented.commonName ?? ""
    let finding = [Self.finding(leaf, presented.count == 0 ? "no alternative name" : shown)]
    switch fault {
    case .commonNameOnly(let name):
      return Words(
        findings: finding,
        statement: "The certificate of \(host), \(Self.subject(leaf)), has its name in the common name alone.",
        why:
          "A server's name counts in the subject alternative name only (RFC 9525 §2). OpenSSL and curl still look at "
          + "the common name, "
          + "and Go has not since 1.15: “certificate relies on legacy Common Name field, use SANs instead”.",
        advice: "Have the certificate issued again, with the name as an alternative name" + issuingAgain(leaf),
        remedy: request(leaf, "DNS:\(name)"))
    case .address(let address):
      let bare = address.hasPrefix("[") ? String(address.dropFirst().dropLast()) : address
      let isInDNS = presented.alternatives.contains { $0.contains("DNS") && $0.contains(bare) }
      return Words(
        findings: finding,
        statement: "The certificate of \(host), \(Self.subject(leaf)), is not for the address \(Self.shown(bare)).",
        why: "An address counts as an alternative name of the type IP alone"
          + (isInDNS
            ? ", and this certificate has it as a DNS name"
            : common.contains(bare) ? ", and this certificate has it in its common name" : "")
          + ". Names that it is for: \(presented.count == 0 ? "none" : shown). No server name is sent for an "
          + "address, so that a server with "
          + "several certificates shows its default one.",
        advice: "Call the registry by a name that the certificate has, or have it issued again with the address"
          + issuingAgain(leaf),
        remedy: request(leaf, "IP:\(bare)"))
    case .other(let name):
      return Words(
        findings: finding,
        statement:
          "The certificate that \(host) sends, \(Self.subject(leaf)), is for other names than \(Self.shown(name)).",
        why:
          "Names that it is for: \(presented.count == 0 ? "none" : shown). A wildcard stands for one label, so that "
          + "*.example.com is neither "
          + "example.com nor a.b.example.com. A proxy that doesn't know the name shows its default certificate.",
        advice:
          "Call the registry by one of these names, and name its directory so; or have the certificate issued again "
          + "with this name as well" + issuingAgain(leaf),
        remedy: request(leaf, "DNS:\(name)"))
    }
  }

  /// What asks for a certificate with one more name: of the authority, or of the server itself if that signed the one
  /// there is.
  private func request(_ leaf: Certificate, _ name: String) -> [String] {
    // What is in a certificate is a stranger's, and this is a language of its own to OpenSSL.
    let known = leaf.names.filter { text in
      !text.isEmpty
        && text.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "-.:*_".utf8.contains(byte)
        }
    }.prefix(Self.requestedNameCount).map { (IPAddress($0) == nil ? "DNS:" : "IP:") + $0 }
    let names = ([name] + known.filter { $0 != name }).joined(separator: ",")
    // A common name has at most 64 characters (RFC 5280 appendix A.1).
    let subject = facts.host.bareName.utf8.count <= 64 ? facts.host.bareName : "registry"
    let common =
      "\(shell.quoted(FilePath("/CN=\(subject)"))) -addext \(shell.quoted(FilePath("subjectAltName=\(names)")))"
    return leaf.isSelfIssued
      ? ["openssl req -x509 -new -key SERVER_KEY -out NEW_CERTIFICATE -days 365 -subj \(common)"]
      : ["openssl req -new -key SERVER_KEY -out NEW_REQUEST -subj \(common)"]
  }

  /// How many names of the old certificate a new one is asked for with.
  private static let requestedNameCount = 20

  /// How the new certificate comes about.
  private func issuingAgain(_ leaf: Certificate) -> String {
    leaf.isSelfIssued
      ? "; it signed itself, so that a new one takes its place on the server and with the clients."
      : ": its authority does that for a request."
  }

  func chainTime(_ certificate: Certificate, _ position: Int, _ isAnchor: Bool, _ fault: TimeFault) -> Words {
    let role = isAnchor ? "the root" : position == 0 ? "the server's certificate" : "the intermediate certificate"
    let source = certificate.source.map { " (\(Self.shown($0)))" } ?? ""
    return Words(
      findings: [Self.finding(certificate, Self.text(fault))],
      statement: "In the chain of \(host), \(role) \(Self.subject(certificate))\(source) \(Self.text(fault)).",
      why: "Every certificate of the chain must be valid at the moment, the root too; Go doesn't say which one isn't. "
        + clock(certificate, fault),
      advice: isAnchor
        ? "Put the authority's present certificate in its place; if the clock is wrong, set it."
        : "Renew the certificate on the server; if the clock is wrong, set it, also that of a virtual machine.",
      remedy: ["date -u", show(certificate)])
  }

  /// What shows a certificate of a file.
  func show(_ certificate: Certificate) -> String {
    guard let source = certificate.source, (try? facts.environment.fileAccess.node(at: FilePath(source))) != nil
    else {
      // One of the client's machine, or of standard input.
      guard let source = certificate.source, facts.exists(source) else { return "rootward inspect CHAIN_FILE" }
      return show(certificate, in: FilePath(source))
    }
    return show(certificate, in: FilePath(source))
  }

  private func show(_ certificate: Certificate, in file: FilePath) -> String {
    // OpenSSL shows the first certificate of a file and no other.
    guard let position = certificate.position, position.block == 1, position.line > 0 else {
      return "rootward inspect \(shell.operand(file))"
    }
    return "openssl x509 -noout -subject -dates -fingerprint -sha256 -in \(shell.operand(file))"
  }
}

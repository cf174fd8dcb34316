import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  private var host: String { Self.shown(facts.host.text) }

  /// A name for a new root in the registry's directory that no file has.
  private func target(_ name: String) -> FilePath {
    let result = facts.results.first { clients.contains($0.client) }
    let directory =
      result?.directory ?? result?.expected(facts.environment)?.text ?? facts.environment.dockerDirectory
    let names = [name + ".crt"] + (2...9).map { "\(name)-\($0).crt" }
    let paths = names.map { FilePath(directory).appending($0, facts.environment.platform) }
    return paths.first { !facts.exists($0.text) } ?? paths[0]
  }

  /// A certificate of the chain, in the file that it came from.
  private static func finding(_ certificate: Certificate, _ fact: String) -> Diagnosis.Finding {
    let line = certificate.position.flatMap { $0.line > 0 ? $0.line : nil }
    return Diagnosis.Finding(
      path: certificate.source ?? "", line: line, fact: [subject(certificate), fact].joined(separator: ", "))
  }

  func missingIssuer(
    _ issuer: AbsentIssuer, _ certificate: Certificate, _ missing: Missing, _ anchors: [Certificate]
  ) -> Words {
    let wanted = Self.name(issuer.name)
    var facts = ["issuer \(wanted)"]
    if let identifier = issuer.keyIdentifier { facts.append("issuer's key \(Sentences.hexadecimal(identifier))") }
    var findings = [Self.finding(certificate, facts.joined(separator: ", "))]
    let known = anchors.prefix(5).map { "\(Self.subject($0)) (\(Self.fingerprint($0)))" }
    let own =
      anchors.isEmpty
      ? "No file adds a root for this registry."
      : "The registry's files hold \(Self.list(known))\(anchors.count > 5 ? ", and \(anchors.count - 5) more" : "")."
    if let nearest = issuer.nearest {
      findings.append(Self.finding(nearest, "the root that comes nearest, \(Self.fingerprint(nearest))"))
    }
    let subject = Self.subject(certificate)
    let target = target(missing == .intermediate ? "intermediate" : "ca")
    switch missing {
    case .intermediate:
      let fetch =
        issuer.url.map {
          [
            "curl -o intermediate.der \(shell.quoted(FilePath($0)))",
            "openssl x509 -inform DER -in intermediate.der -out intermediate.pem",
          ]
        } ?? []
      return Words(
        findings: findings,
        statement: "\(host) does not send the intermediate certificate \(wanted), which issued \(subject).",
        why:
          "A server sends its own certificate and all intermediates; clients have the roots alone, and fetch "
          + "nothing. Go calls that "
          + "“certificate signed by unknown authority”. \(own)",
        advice:
          "Add the intermediate to the server's chain, behind its own certificate. Until then it can stand among the "
          + "roots here: "
          + "clients in Go take it for one.",
        remedy: fetch + [
          "cat server.pem intermediate.pem >fullchain.pem", "cp intermediate.pem \(shell.quoted(target))",
        ])
    case .root:
      return Words(
        findings: findings,
        statement: issuer.isSelfIssued
          ? "\(host) sends \(subject), which signed itself and is not trusted."
          : "Nobody here trusts \(wanted), which issued \(subject) of \(host).",
        why:
          "A chain must end at a root of the registry's directory or of the system. \(own) Go calls that "
          + "“certificate signed by unknown "
          + "authority”.",
        advice:
          "Get the certificate of \(wanted) from whoever runs the registry, compare its fingerprint with them, and "
          + "put it there.",
        remedy: [
          shell.makeDirectory(FilePath(bytes: target.bytes.dropLast("/ca.crt".utf8.count).map { $0 })),
          "cp CA_FILE \(shell.quoted(target))",
        ])
    case .rotated(let anchor):
      let file = anchor.source ?? ""
      return Words(
        findings: findings,
        statement:
          "\(file.isEmpty ? "A root" : Self.shown(file)) holds a root with the name \(wanted) and another key than "
          + "the one that issued "
          + "\(subject).",
        why:
          "The authority was made anew under its old name, and the old certificate is installed here "
          + "(\(Self.fingerprint(anchor)), "
          + "valid from \(anchor.notBefore)). Go adds “possibly because of "
          + "\"crypto/rsa: verification error\"” to its “unknown authority”.",
        advice:
          "Put the authority's present certificate in its place, after comparing fingerprints with whoever runs it.",
        remedy: [
          "openssl x509 -noout -fingerprint -sha256 -dates -in "
            + "\(shell.quoted(FilePath(file.isEmpty ? target.text : file)))",
          "cp NEW_CA_FILE \(shell.quoted(FilePath(file.isEmpty ? target.text : file)))",
        ])
    case .interceptor(let product):
      return Words(
        findings: findings,
        statement: "\(product) answers in the place of \(host): \(wanted) issued \(subject).",
        why: "A proxy on the way replaces the certificates of servers, and nothing here trusts its authority. \(own)",
        advice:
          "If your organization runs it, add its authority to the system's roots, and restart the daemon; if not, "
          + "somebody is "
          + "listening.",
        remedy: [
          "cp PROXY_CA.crt /usr/local/share/ca-certificates/", "update-ca-certificates", "systemctl restart docker",
        ])
    }
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
    func request(_ kind: String, _ name: String) -> [String] {
      [
        "openssl req -x509 -new -key server.key -out server.crt -days 365 -subj /CN=NAME -addext "
          + shell.quoted(FilePath("subjectAltName=\(kind):\(name)"))
      ]
    }
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
        advice: "Have the certificate issued again, with the name as an alternative name.",
        remedy: request("DNS", name))
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
        advice: "Have the certificate issued again with the address, or call the registry by a name that it has.",
        remedy: request("IP", bare))
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
          "Call the registry by one of these names, and name its directory so; or have the certificate issued for "
          + "this name as well.",
        remedy: request("DNS", name))
    }
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
      remedy: [
        "date -u",
        "openssl x509 -noout -subject -dates -in "
          + (isAnchor ? shell.quoted(FilePath(certificate.source ?? "")) : "CHAIN_FILE"),
      ])
  }
}

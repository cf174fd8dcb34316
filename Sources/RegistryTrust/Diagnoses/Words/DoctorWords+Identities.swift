import CertificateEncoding
import CertificateVerification
import Certificates

extension DoctorWords {
  /// Why a certificate is taken for a server's.
  static func reason(_ evidence: ServerEvidence) -> String {
    switch evidence {
    case .sameKey: "it has the key of the certificate that the server sent"
    case .purpose: "its purpose is to serve (serverAuth), and not to be a client"
    case .name(let name): "it is for the registry's own name, \(shown(name))"
    }
  }

  mutating func serverCertificate(
    _ file: ExaminedFile, _ key: ExaminedFile, _ certificate: Certificate, _ evidence: ServerEvidence, _ isRead: Bool
  ) -> Words {
    let reason = Self.reason(evidence)
    var advice =
      "If the registry doesn't ask for client certificates, only the authority's certificate is needed, as a .crt: set "
      + "both aside. If it does, have a client certificate issued. Replace the server's key if it has left the server."
    let remedy: [String]
    if certificate.isSelfIssued, evidence == .sameKey {
      advice =
        "Set both aside: a server's own certificate, which signed itself, is trusted as a .crt, without its key. "
        + "Replace the key if it has left the server, and have a client certificate issued if the registry asks for one."
    }
    if !isRead {
      advice =
        "No client reads the two, and none needs them. Remove the key if the registry has it, and replace it if it has "
        + "left the server; to trust the certificate itself, put a copy of it there with the ending .crt."
      remedy = ["rootward inspect \(shell.quoted(file.path))"]
    } else if evidence == .purpose || certificate.isSelfIssued && evidence == .sameKey, !plan.isNamed(file.path),
      !plan.isNamed(key.path)
    {
      remedy = plan.setAside(file.path) + plan.setAside(key.path)
    } else {
      // The registry may ask for certificates and take this one: whether it asks is in its handshake.
      let port = facts.host.portText ?? "443"
      advice += " The command prints a line if it asks."
      remedy = [
        "openssl s_client -connect \(shell.quoted(FilePath("\(facts.host.name):\(port)"))) </dev/null 2>&1 "
          + "| grep 'Requested Signature Algorithms'"
      ]
    }
    return Words(
      findings: [Self.finding(file, certificate, reason), Self.finding(key, "its private key")],
      statement:
        "\(Self.shown(file.path)) (\(Self.subject(certificate))) is a server's certificate, with its key: \(reason).",
      why:
        "Whoever has the registry's private key can pose as the registry, and some guides tell to copy it to every "
        + "client all the same. A server that checks purposes refuses it as a client's, too.",
      advice: advice, remedy: remedy)
  }

  mutating func firstOfSeveral(_ identities: [(ExaminedFile, Certificate)], _ fault: TimeFault?) -> Words {
    let first = identities[0]
    let statement: String
    var advice = "Nothing needs to be done if the order is meant. Another name puts a certificate elsewhere."
    var remedy: [String] = []
    if let fault {
      statement =
        "\(Self.shown(first.0.path)) (\(Self.subject(first.1))), the first of \(identities.count) client certificates, "
        + "\(Self.text(fault)), and is sent all the same."
      let key = first.0.sibling(".key")
      if case .expired = fault {
        advice = "Set the pair aside: no server takes it any more."
        remedy = plan.setAside(first.0.path) + plan.setAside(key)
      } else {
        advice = "Give the pair a name that comes behind the others, or set the clock if it is wrong."
        // An underscore comes behind the dot of the ending, and a hyphen before it.
        let last = identities[identities.count - 1].0
        let stem = FilePath(bytes: last.path.bytes.dropLast(last.name.count) + last.stem + Array("_".utf8))
        let target = plan.pair(
          FilePath(bytes: stem.bytes + Array("later.cert".utf8)), FilePath(bytes: stem.bytes + Array("later.key".utf8)))
        remedy = plan.move(first.0.path, to: target.certificate) + plan.move(key, to: target.key)
      }
    } else {
      statement =
        "There are \(identities.count) client certificates, and \(Self.name(first.0)) (\(Self.subject(first.1))) is "
        + "sent wherever it fits."
    }
    return Words(
      findings: identities.prefix(Diagnosis.findingCount).enumerated().map { index, identity in
        Self.finding(
          identity.0, identity.1, "number \(index + 1)" + (index == 0 ? fault.map { ", " + Self.text($0) } ?? "" : ""))
      },
      omittedCount: max(0, identities.count - Diagnosis.findingCount),
      statement: statement,
      why:
        "\(Self.list(clients)) send\(clients.count == 1 ? "s" : "") the first, in the order of the names' bytes, "
        + "that fits the server's request by its algorithm and its issuer. No time is looked at, and if the server "
        + "refuses it no other is tried, whatever the documentation says.",
      advice: advice, remedy: remedy)
  }

  mutating func identityTime(_ file: ExaminedFile, _ certificate: Certificate, _ fault: TimeFault) -> Words {
    let isEarly = if case .notYetValid = fault { true } else { false }
    let key = file.sibling(".key")
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
        ? ["date -u"]
        : [
          "openssl req -new -key \(shell.quoted(plan.place(of: key))) -out "
            + "\(shell.quoted(plan.target(file.sibling(".csr")))) -subj /CN=NAME"
        ])
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

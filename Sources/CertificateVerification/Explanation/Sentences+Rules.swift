import CertificateEncoding
import Certificates

extension Sentences {
  func authority(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .notAnAuthority(let flaw):
      let fact =
        switch flaw {
        case .noBasicConstraints: "It has no basic constraints extension."
        case .notMarked: "Its basic constraints say that it is not an authority (CA:FALSE)."
        case .oldVersion(let version):
          "It is of version \(version), which can't mark a certificate as an authority."
        }
      return Words(
        "\(place.subject) signs other certificates without being an authority.", fact,
        remedy: "Ask the authority for a proper intermediate certificate, marked with CA:TRUE. A server's own "
          + "certificate must not sign others.")
    case .pathTooLong(let allowed, let found):
      return Words(
        "too many certificates follow \(place.subject).",
        "Its path length allows \(Self.intermediates(allowed)) below it; there \(found == 1 ? "is" : "are") \(found).",
        remedy: "Have the server's certificate issued by an authority that may issue it, or have "
          + "\(place.certificate.map(Self.name) ?? "the authority") issued anew with a greater path length.")
    case .signingNotAllowed:
      return Words(
        "\(place.subject) must not sign certificates.",
        "Its key usage does not include certificate signing (keyCertSign).",
        remedy: "Ask the authority for a certificate whose key usage includes certificate signing.")
    case .usageNotOfKey(let key):
      return Words(
        "\(place.subject) is not marked for what its key is for.",
        "Its key is \(key), which only signs; its key usage includes encryption or key agreement, or nothing at all.",
        remedy: "Ask \(place.keeper) for a certificate whose key usage is digital signature, or certificate and CRL "
          + "signing.")
    case .authorityAsLeaf:
      return Words(
        "\(place.subject) is the certificate of an authority.",
        "Its basic constraints say CA:TRUE; the policy wants a server's certificate not to be an authority's.",
        remedy: "Give the server a certificate of its own, or allow it: \(Self.switches("allowsAuthorityAsLeaf")).")
    case .pathLengthOfNoAuthority:
      return Words(
        "\(place.subject) has a path length, as only authorities have.",
        "Its basic constraints say CA:FALSE and yet how many certificates may follow.",
        remedy: "Ask \(place.keeper) for a certificate without a path length, or allow it: "
          + "\(Self.switches("allowsAuthorityAsLeaf")).")
    case .signingByNoAuthority:
      return Words(
        "\(place.subject) is marked for signing certificates, and is no authority.",
        "Its key usage includes certificate signing (keyCertSign), and its basic constraints do not say CA:TRUE.",
        remedy: "Ask \(place.keeper) for a certificate whose key usage does not include certificate signing.")
    case .usageEmpty:
      return Words(
        "\(place.subject) is not for any use.",
        "Its key usage is there and names no use.",
        remedy: "Ask \(place.keeper) for a certificate whose key usage is digital signature, or that has none.")
    case .usageMissing:
      return Words(
        "\(place.subject) does not say what its key is for.",
        "It has no key usage extension, which the policy demands of authorities.",
        remedy:
          "Ask \(place.keeper) for a certificate whose key usage includes certificate signing, or do not demand it: "
          + "\(Self.switches("requiresKeyUsageOfAuthorities")).")
    default: return Words("", "", remedy: "")
    }
  }

  private static func intermediates(_ count: Int) -> String {
    switch count {
    case 0: "no further authority"
    case 1: "one further authority"
    default: "\(count) further authorities"
    }
  }

  func extensions(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .criticalExtensionUnknown(let identifier):
      return Words(
        "\(place.subject) has a critical extension that is not known: \(Self.name(identifier)).",
        "Whoever does not understand a critical extension must refuse the certificate.",
        remedy: "Ask \(place.keeper) for a certificate without this extension, or with it marked as not critical.")
    case .criticalExtensionUnsupported(let identifier):
      return Words(
        "\(place.subject) has a critical extension that is not processed: \(Self.name(identifier)).",
        "The extension limits what the certificate may be used for, and its rules are not applied here.",
        remedy: "Use a chain whose certificates do not have this extension as a critical one.")
    case .extensionMalformed(let identifier, let reason):
      return Words(
        "the extension \(Self.name(identifier)) of \(place.subject) is malformed.",
        "It is not encoded as its standard says: \(Self.text(reason)).",
        remedy: "Ask \(place.keeper) for a certificate that is encoded correctly.")
    default: return Words("", "", remedy: "")
    }
  }

  private static func name(_ identifier: OID) -> String {
    identifier.name.map { "\($0) (\(identifier))" } ?? identifier.description
  }

  func purpose(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .purposeNotAllowed(let purpose, let allowed):
      let list = allowed.map { $0.name ?? $0.description }.joined(separator: ", ")
      return Words(
        "\(place.subject) is not for \(Self.purpose(purpose)).",
        "Its extended key usage allows only: \(list).",
        remedy: place.position == 0
          ? "Ask the server's operator for a certificate whose extended key usage includes "
            + "\(purpose.identifier?.name ?? "the purpose")."
          : "An authority's purposes limit those of all certificates below it: have the chain issued by an "
            + "authority that allows \(purpose.identifier?.name ?? "the purpose").")
    case .purposesMissing:
      let purpose = evaluation.request.purpose
      return Words(
        "\(place.subject) does not say what it is for.",
        "It has no extended key usage extension, which "
          + (purpose.mustBeExplicit ? "the purpose demands." : "the policy demands."),
        remedy: purpose.mustBeExplicit
          ? "Ask \(place.keeper) for a certificate whose extended key usage has this purpose."
          : "Ask \(place.keeper) for a certificate with an extended key usage, or do not demand one: "
            + "\(Self.switches("requiresExtendedKeyUsage")).")
    case .purposesMixed(let purpose, let others):
      return Words(
        "\(place.subject) is for \(Self.purpose(purpose)), and for what must not go with that.",
        "Its extended key usage also has: \(others.map { $0.name ?? $0.description }.joined(separator: ", ")).",
        remedy: "Ask \(place.keeper) for a certificate for this purpose alone"
          + (purpose == .timeStamping
            ? "." : ", or allow the others beside it: \(Self.switches("allowsMixedPurposes"))."))
    case .purposesOfRoot:
      return Words(
        "\(place.subject) names purposes, which a root must not.",
        "It has an extended key usage extension, which the policy forbids in roots.",
        remedy: "Use a root without extended key usage, or allow it: \(Self.switches("allowsPurposesOfRoots")).")
    case .anchorNotTrusted(let purpose):
      return Words(
        "\(place.subject) is not trusted for \(Self.purpose(purpose)).",
        "Its entry\(place.certificate.map(Origin.clause) ?? "") limits the purposes that it is trusted for.",
        remedy: "Change the trusted purposes of the entry, or use another root.")
    default: return Words("", "", remedy: "")
    }
  }

  func validity(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .expired(let notAfter, let moment):
      return Words(
        "\(place.subject) has expired.",
        "It was valid until \(notAfter); the time of the verification is \(moment), "
          + "\(Self.duration(from: notAfter, to: moment)) later.",
        remedy: place.isAnchor
          ? "Replace the root by the authority's current one, or do not ask roots for their dates: "
            + "\(Self.switches("checksAnchorValidity", "--allow expired-roots"))."
          : place.position == 0
            ? "Ask the server's operator to renew the certificate. If it is new, check this machine's clock."
            : "Ask the server's operator to send a current intermediate certificate. Check this machine's clock.")
    case .notYetValid(let notBefore, let moment):
      return Words(
        "\(place.subject) is not valid yet.",
        "It is valid from \(notBefore); the time of the verification is \(moment), "
          + "\(Self.duration(from: moment, to: notBefore)) earlier.",
        remedy: "Check this machine's clock. If it is right, wait, or ask \(place.keeper) for a certificate that is "
          + "valid now.")
    default: return Words("", "", remedy: "")
    }
  }

  /// How long it is between two moments, in the unit that a person would use.
  private static func duration(from start: Timestamp, to end: Timestamp) -> String {
    let (seconds, overflow) = end.secondsSince1970.subtractingReportingOverflow(start.secondsSince1970)
    guard !overflow else { return "ages" }
    func count(_ number: Int64, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
    if seconds < 120 { return count(seconds, "second") }
    if seconds < 7_200 { return count(seconds / 60, "minute") }
    if seconds < 172_800 { return count(seconds / 3_600, "hour") }
    return count(seconds / 86_400, "day")
  }

  func peerName(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .nameMismatch(let name, let presented): return nameMismatch(name, presented, place)
    case .nameWithUnderscore(let name): return underscore(name, place)
    case .referenceNameInvalid(.email(let text), let error):
      return Words(
        "\(Self.quoted(Self.printable(text))) is not a mailbox.", Self.sentence(Self.text(error)),
        remedy: "Give a mailbox such as user@example.com, without quotes and with a host name behind the @.")
    case .referenceNameInvalid(let name, let error):
      return Words(
        "\(Self.quoted(Self.printable(name.description))) is not a name that a server can have.",
        Self.sentence(Self.text(error)),
        remedy: "Give the host name without scheme, port and path, or an IP address as such.")
    default: return Words("", "", remedy: "")
    }
  }

  private func underscore(_ name: PeerName, _ place: Place) -> Words {
    Words(
      "\(place.subject) is for \(Self.quoted(Self.printable(name.description))), which is no host name.",
      "Host names have letters, digits and hyphens; an underscore is not one of them, so that this name does not count.",
      remedy: "Give the server a name without an underscore and a certificate for that, or allow it: "
        + "\(Self.switches("allowsUnderscores", "--allow underscores")).")
  }

  private func nameMismatch(_ name: PeerName, _ presented: Problem.PresentedNames, _ place: Place) -> Words {
    let asked = Self.printable(name.description)
    if case .email = name { return mailboxMismatch(asked, presented, place) }
    let kind = if case .ip = name { "IP" } else { "DNS" }
    let remedy =
      "Connect to the server by a name that its certificate has, or ask its operator for a certificate "
      + "with the subject alternative name \(kind):\(asked)."
    guard presented.count > 0 else {
      let commonName = presented.commonName.map {
        " Its common name is \(Self.quoted($0)), which no longer counts (RFC 9525 §2)."
      }
      return Words(
        "\(place.subject) is for no host name or IP address at all.",
        "It has no such subject alternative name.\(commonName ?? "")", remedy: remedy)
    }
    return Words(
      "\(place.subject) is not for \(asked).", "It is for: \(Self.list(presented)).", remedy: remedy)
  }

  private func mailboxMismatch(_ asked: String, _ presented: Problem.PresentedNames, _ place: Place) -> Words {
    Words(
      "\(place.subject) is not for \(asked).",
      presented.count > 0
        ? "It is for: \(Self.list(presented))." : "It has no mailbox among its subject alternative names.",
      remedy: "Ask whoever holds the certificate for one with the subject alternative name email:\(asked).")
  }

  private static func list(_ presented: Problem.PresentedNames) -> String {
    let others = presented.count - presented.alternatives.count
    return presented.alternatives.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
  }
}

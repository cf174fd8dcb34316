import CertificateEncoding
import Certificates

extension Sentences {
  func fields(_ problem: Problem, _ place: Place) -> Words {
    guard case .fieldNotAllowed(let flaw) = problem else { return Words("", "", remedy: "") }
    let (what, fact, name) =
      switch flaw {
      case .version(let version):
        ("is of an old version", "It is of version \(version); the policy demands version 3.", "requiresVersion3")
      case .uniqueIdentifier:
        (
          "has a unique identifier", "Unique identifiers are left from older versions, and the policy forbids them.",
          "requiresVersion3"
        )
      case .serialNumberNotPositive:
        (
          "has a serial number that is not positive", "The policy demands numbers above zero.",
          "requiresProperSerialNumbers"
        )
      case .serialNumberTooLong(let byteCount):
        (
          "has a serial number that is too long", "It has \(byteCount) bytes; at most 20 are allowed.",
          "requiresProperSerialNumbers"
        )
      case .timeForm:
        (
          "has a time in the wrong form",
          "A time before the year 2050 is written as GeneralizedTime; the policy demands UTCTime.",
          "requiresStandardTimes"
        )
      }
    return Words(
      "\(place.subject) \(what).", fact,
      remedy:
        "Ask \(place.keeper) for a certificate that follows RFC 5280, or do not demand it: \(Self.switches(name)).")
  }

  func subjectNames(_ problem: Problem, _ place: Place) -> Words {
    guard case .subjectName(let flaw) = problem else { return Words("", "", remedy: "") }
    let anew = "Ask \(place.keeper) for a certificate "
    let orAnyNames = ", or do not demand it: \(Self.switches("requiresProperAlternativeNames"))."
    let orAnyCommonName = ", or do not demand it: \(Self.switches("requiresCommonNameAmongAlternativeNames"))."
    switch flaw {
    case .authorityWithoutName:
      return Words(
        "\(place.subject) is an authority without a name.",
        "Its subject is empty. Certificates find their issuer by its name, and an empty one is nobody's.",
        remedy: anew + "of an authority that has a name.")
    case .issuerWithoutName:
      return Words(
        "\(place.subject) does not say who issued it.", "Its issuer is empty.",
        remedy: anew + "of an authority that has a name.")
    case .nobodyNamed:
      return Words(
        "\(place.subject) does not say whose it is.",
        "Its subject is empty, and it has no subject alternative name.",
        remedy: anew + "with a subject alternative name.")
    case .alternativeNamesMissing:
      return Words(
        "\(place.subject) has no subject alternative name.",
        "The policy demands one of every server; the common name does not count.",
        remedy: anew + "with a subject alternative name" + orAnyNames)
    case .dnsNameMalformed(let name):
      return Words(
        "\(place.subject) has an alternative name that is no host name: \(Self.quoted(name)).",
        "The policy demands labels of letters, digits and hyphens; only the first may be a wildcard, as a whole.",
        remedy: anew + "without this name" + orAnyNames)
    case .formNotAllowed(let name):
      return Words(
        "\(place.subject) has an alternative name that is not for servers: \(Self.quoted(name)).",
        "The policy allows only DNS names and IP addresses.",
        remedy: anew + "without this name" + orAnyNames)
    case .publicSuffixWildcard(let name):
      return Words(
        "\(place.subject) is for all names of a public suffix: \(Self.quoted(name)).",
        "Anybody may register a name there, so that nobody can speak for all of them. The Public Suffix List of "
          + "\(PublicSuffixes.date) says so.",
        remedy: anew + "for names that are its owner's alone, or, if the suffix is, allow it: "
          + "\(Self.switches("allowsPublicSuffixWildcards")).")
    case .privateSuffixWildcard(let name):
      return Words(
        "\(place.subject) is for all names of a suffix that many share: \(Self.quoted(name)).",
        "Its owner lets others have names there, as the private part of the Public Suffix List of \(PublicSuffixes.date) "
          + "says. The baseline does not forbid the certificate; the policy does.",
        remedy: anew + "for single names, or, if its owner is the suffix's, allow it: "
          + "\(Self.switches("allowsPrivateSuffixWildcards")).")
    case .commonNameNotRepeated(let name):
      return Words(
        "\(place.subject) has a common name that is not among its alternative names: \(Self.quoted(name)).",
        "The policy demands that the common name repeat an alternative name, character by character: a DNS name with "
          + "its A-labels, an address in its shortest form.",
        remedy: anew + "whose common name is one of its alternative names, or without a common name" + orAnyCommonName)
    case .severalCommonNames(let count):
      return Words(
        "\(place.subject) has \(count) common names.", "The policy allows one.",
        remedy: anew + "with one common name or none" + orAnyCommonName)
    }
  }

  func keyIdentifiers(_ problem: Problem, _ place: Place) -> Words {
    guard case .keyIdentifier(let flaw) = problem else { return Words("", "", remedy: "") }
    let issuer = place.issuer.map(Self.name) ?? "its issuer"
    let (what, fact) =
      switch flaw {
      case .ownMissing:
        (
          "does not tell the identifier of its key",
          "It signs certificates that tell their issuer's, or tells its own issuer's, and has no subject key identifier."
        )
      case .issuersMissing:
        (
          "does not tell the identifier of its issuer's key",
          "It has no authority key identifier with a key's identifier, and the key of \(issuer) has one, or must have."
        )
      case .different:
        (
          "tells another key identifier than its issuer has",
          "Its authority key identifier is not the subject key identifier of \(issuer)."
        )
      case .namesIssuersCertificate:
        (
          "tells more of its issuer than the identifier of its key",
          "Its authority key identifier names the issuer's certificate by issuer and serial number as well, which would "
            + "bind it to one of several."
        )
      }
    return Words(
      "\(place.subject) \(what).", fact,
      remedy: "Ask \(place.keeper) for a certificate with proper key identifiers (in OpenSSL's terms: "
        + "subjectKeyIdentifier=hash, authorityKeyIdentifier=keyid), or demand less of them: "
        + "\(Self.switches("keyIdentifiers", "--allow missing-key-identifiers")).")
  }

  func criticality(_ problem: Problem, _ place: Place) -> Words {
    guard case .extensionCriticality(let identifier, let isCritical) = problem else { return Words("", "", remedy: "") }
    let name = identifier.name ?? identifier.description
    if isCritical {
      return Words(
        "\(place.subject) has a critical extension that must not be critical: \(name).",
        "It is for information, or for programs that know it; marked as critical it keeps all others out.",
        remedy:
          "Ask \(place.keeper) for a certificate with this extension marked as not critical\(Self.orAllowed(identifier))."
      )
    }
    let (extensionText, alternative) =
      switch identifier {
      case .basicConstraints:
        (
          "“basicConstraints = critical, CA:TRUE”",
          ", or allow it: "
            + Self.switches("allowsNonCriticalBasicConstraints", "--allow non-critical-basic-constraints")
        )
      case .policyConstraints, .inhibitAnyPolicy:
        (
          "this extension marked as critical",
          ", or allow it: "
            + Self.switches("allowsNonCriticalPolicyConstraints", "--allow non-critical-policy-constraints")
        )
      default: ("this extension marked as critical", "")
      }
    return Words(
      "\(place.subject) has an extension that must be critical and is not: \(name).",
      "It limits what the certificate may be used for, or alone says whose it is; a program that does not know it would "
        + "pass over it.",
      remedy: "Ask \(place.keeper) for a certificate with \(extensionText)\(alternative).")
  }

  /// The rest of a remedy for an extension that must not be critical, if the policy has a switch for it.
  private static func orAllowed(_ identifier: OID) -> String {
    switch identifier {
    case .extendedKeyUsage: ", or allow it: \(switches("allowsCriticalExtendedKeyUsage"))"
    case .subjectAltName: ", or do not demand it: \(switches("requiresProperAlternativeNames"))"
    default: ""
    }
  }

  func objection(_ problem: Problem, _ place: Place) -> Words {
    guard case .objection(let objection) = problem else { return Words("", "", remedy: "") }
    return Words(
      "\(place.subject) is refused by a check of the program that asks.",
      "The check says: \(Self.printable(objection.reason))",
      remedy: "Every other rule accepts the chain: ask whoever wrote or configured that program.")
  }
}

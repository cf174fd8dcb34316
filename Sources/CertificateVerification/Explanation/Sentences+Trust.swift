import CertificateEncoding
import Certificates

extension Sentences {
  func trust(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .distrusted(let source):
      return Words(
        "\(place.subject) is distrusted.",
        "The entry in \(source.map(Self.printable) ?? "the trust store") names no purpose that it is trusted for.",
        remedy: "If the distrust is a mistake, remove that entry; otherwise the server needs a certificate from "
          + "another authority.")
    case .issuedAfterDistrust(let notBefore, let distrustAfter):
      return Words(
        "\(place.subject) was issued when its authority was no longer trusted.",
        "It is valid from \(notBefore); the trust store trusts what the authority issued until \(distrustAfter).",
        remedy: "The server needs a certificate from another authority.")
    case .issuerMissing(let missing): return issuerMissing(missing, place)
    default: return Words("", "", remedy: "")
    }
  }

  private func issuerMissing(_ missing: Problem.MissingIssuer, _ place: Place) -> Words {
    let issuer = Self.quoted(missing.name.description)
    let key = missing.keyIdentifier.map { " with the key identifier \(Self.hexadecimal($0))" } ?? ""
    if missing.isSelfIssued {
      // It is no intermediate certificate, though it stands where one does.
      let what =
        place.position == 0
        ? "\(place.subject) is self-signed and" : "\(Self.quoted(missing.name.description)), which ends the chain,"
      return Words(
        "\(what) is not among the trusted roots.",
        "It names itself as its issuer, so that trust in it must come from the trust store. "
          + nearest(missing),
        remedy: "If it is the authority that you mean to trust, compare its SHA-256 fingerprint with what the "
          + "authority publishes and add it to the trusted roots.")
    }
    let atHand = evaluation.request.intermediates.count
    let others = "the \(atHand) intermediate\(atHand == 1 ? "" : "s") at hand"
    if place.position == 0, evaluation.presentedCount == 0 {
      return Words(
        "the issuer of \(place.subject) is missing: \(issuer).",
        "The server presented no other certificate, and "
          + (atHand == 0 ? "no trusted root has" : "neither \(others) nor the trusted roots have")
          + " this name\(key). "
          + nearest(missing),
        remedy: "Most likely the server leaves out an intermediate certificate: configure it to send its whole chain."
          + fetching(missing)
          + " If \(issuer) is itself the root of a private authority, add it to the trusted roots.")
    }
    return Words(
      "the issuer of \(place.subject) is missing: \(issuer).",
      "Neither what the server presented nor \(atHand == 0 ? "" : others + " nor ")the trusted roots have a certificate "
        + "of this name\(key). "
        + nearest(missing),
      remedy: "If \(issuer) is a root that you mean to trust, add it to the trusted roots; if it is an intermediate, "
        + "the server must send it." + fetching(missing))
  }

  private func fetching(_ missing: Problem.MissingIssuer) -> String {
    missing.issuerURL.map { " The certificate says that its issuer can be fetched from \(Self.printable($0))." } ?? ""
  }

  private func nearest(_ missing: Problem.MissingIssuer) -> String {
    guard let nearest = missing.nearest else {
      switch missing.anchorCount {
      case 0: return "There is no trusted root at all."
      case _ where !missing.comparedAllAnchors: return "There are \(missing.anchorCount) trusted roots."
      case 1: return "The one trusted root has nothing in common with it."
      default: return "None of the \(missing.anchorCount) trusted roots has anything in common with it."
      }
    }
    let anchor = "\(Self.quoted(nearest.anchor.subject.description))\(Origin.clause(nearest.anchor))"
    let key = nearest.anchor.subjectKeyIdentifier.map { ", with the key identifier \(Self.hexadecimal($0))" } ?? ""
    switch nearest.likeness {
    case .sameName:
      return "The trusted root \(anchor) has this name but another key\(key)."
    case .sameKeyIdentifier:
      return "The trusted root \(anchor) has this key identifier but another name."
    case .sameOrganization:
      return "The nearest trusted root is \(anchor), of the same organization\(key)."
    }
  }
}

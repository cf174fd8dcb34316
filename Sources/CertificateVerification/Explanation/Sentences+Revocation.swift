import CertificateEncoding
import Certificates

extension Sentences {
  func revocation(_ problem: Problem, _ place: Place) -> Words {
    switch problem {
    case .revoked(let revocation, let evidence):
      let since = revocation.invalidityDate.map { " It is suspected to be bad since \($0)." } ?? ""
      return Words(
        "\(place.subject) is revoked.",
        "It was revoked on \(revocation.date)\(Self.reason(revocation)), as \(Self.text(evidence)) says.\(since)",
        remedy: revocation.reason == .certificateHold
          ? "The certificate is suspended. Ask \(place.keeper) why; the authority may lift it, or issue another one."
          : "Don't trust it, even if everything else is right. \(Self.capitalized(place.keeper)) needs a new certificate."
      )
    case .revocationUnknown(let uncertainty, let evidence):
      return Words(
        "it is not known whether \(place.subject) is revoked.",
        Self.sentence(Self.text(uncertainty, evidence, place.certificate)),
        remedy: remedy(uncertainty, place))
    case .revocationStale(let since, let evidence):
      return Words(
        "what is known of the revocation of \(place.subject) is out of date.",
        "It was not revoked as \(Self.text(evidence)) says, and that should have been renewed by \(since).",
        remedy: Self.newEvidence(evidence.kind, place)
          + " If there is no newer one, the authority has failed to make it.")
    default: return Words("", "", remedy: "")
    }
  }

  /// Why nothing is known, as a clause.
  static func text(
    _ uncertainty: RevocationStatus.Uncertainty, _ evidence: RevocationEvidence?, _ certificate: Certificate?
  ) -> String {
    let list = evidence.map { text($0) } ?? "the revocation list"
    let issuer = certificate.map { " of \(quoted($0.issuer.description))" } ?? ""
    return switch uncertainty {
    case .nothingAtHand: "there is no revocation list\(issuer) at hand, and no OCSP response about it"
    case .notCovered: "\(list) does not cover it"
    case .signerMissing: "no certificate is at hand of the one who signed \(list)"
    case .signatureInvalid: "the signature of \(list) is not valid"
    case .signatureNotAccepted(let algorithm): "the signature of \(list) is not accepted: it is \(algorithm)"
    case .signerNotAllowed: "whoever signed \(list) may not sign such lists by its key usage"
    case .signerNotVerified: "whoever signed \(list) is not vouched for by the same trusted root, or is itself revoked"
    case .notYetMade(let thisUpdate): "\(list) was made later, on \(thisUpdate)"
    case .withoutNextUpdate:
      "\(list) does not say when the next one is due, so that nobody can tell whether it is the newest"
    case .withoutNumber: "\(list) has no number, so that nobody can tell whether it is the newest"
    case .notAllReasons: "\(list) covers some reasons only, and for the others there is no list"
    case .noAnswer(let outcome): "\(list) does not answer: \(text(outcome))"
    }
  }

  /// A piece of evidence as a noun: who made it when, and where it was found.
  static func text(_ evidence: RevocationEvidence) -> String {
    let noun =
      switch evidence.kind {
      case .revocationList: "the revocation list"
      case .deltaRevocationList: "the delta revocation list"
      case .ocspResponse: "the OCSP response"
      }
    let issuer = evidence.issuer.map { " of \(quoted($0.description))" } ?? ""
    return "\(noun)\(issuer) of \(evidence.thisUpdate)\(Origin.clause(evidence))"
  }

  /// The status of a certificate in a line of its path.
  static func text(_ status: RevocationStatus, of certificate: Certificate) -> String {
    switch status {
    case .good(let evidence): "not revoked, says \(text(evidence))"
    case .revoked(let revocation, let evidence):
      "revoked on \(revocation.date)\(reason(revocation)), says \(text(evidence))"
    case .unknown(let uncertainty, let evidence):
      "revocation not known: \(text(uncertainty, evidence, certificate))"
    case .stale(let since, let evidence):
      "revocation not known: \(text(evidence)) should have been renewed by \(since)"
    }
  }

  /// Why a certificate was revoked, in parentheses; empty where nobody says.
  static func reason(_ revocation: RevocationStatus.Revocation) -> String {
    revocation.reason == .unspecified ? "" : " (\(revocation.reason.name))"
  }

  private func remedy(_ uncertainty: RevocationStatus.Uncertainty, _ place: Place) -> String {
    switch uncertainty {
    case .nothingAtHand, .notCovered: Self.newList(place)
    case .noAnswer(let outcome): Self.remedy(outcome, place)
    case .signerMissing:
      "Add the certificate of the list's signer to the chain, or to the file of the list."
    case .signatureInvalid, .notAllReasons: Self.newList(place)
    case .signerNotVerified:
      "Add the certificates between the list's signer and the trusted root to the chain, or to the file of the list. If "
        + "one of them is revoked, get a list that somebody else has signed."
    case .signerNotAllowed:
      "Get a list that is signed by an authority whose key usage has cRLSign, or ask the authority for one."
    case .signatureNotAccepted, .withoutNextUpdate, .withoutNumber:
      "Ask the authority for a revocation list that follows RFC 5280, or do not demand to know."
    case .notYetMade: "Give the list that was in force at that moment, or ask for a later one."
    }
  }

  private static func remedy(_ outcome: OCSPOutcome, _ place: Place) -> String {
    switch outcome {
    case .notYetValid: "Give the response that was in force at that moment, or ask for a later one."
    case .unknown: "Ask the authority whether it issued the certificate, and why its responder does not know it."
    case .notAuthorized(.revocationUnknown):
      "Give the authority's revocation list as well, or ask it for a responder whose certificate says that nobody needs "
        + "to look (id-pkix-ocsp-nocheck)."
    default: newEvidence(.ocspResponse, place)
    }
  }

  private static func newEvidence(_ kind: RevocationEvidence.Kind, _ place: Place) -> String {
    guard kind == .ocspResponse else { return newList(place) }
    return "Ask the authority's responder anew, and give its answer to the verification."
  }

  private static func newList(_ place: Place) -> String {
    let urls = place.certificate?.distributionPointURL.map { " The certificate says that it is at \(printable($0))." }
    return "Get the newest revocation list of the authority, and give it to the verification.\(urls ?? "")"
  }

  private static func capitalized(_ clause: String) -> String {
    guard let first = clause.first else { return "" }
    return first.uppercased() + clause.dropFirst()
  }
}

public import CertificateEncoding
public import Certificates

/// What an OCSP response comes to for one certificate at one moment.
///
/// Whatever it says of dates and statuses was signed by a responder that may sign it; only a response that is not about
/// the certificate, or an error, is not looked at further.
public enum OCSPOutcome: Sendable, Hashable {
  /// The certificate is not revoked.
  case good(Facts)
  /// The certificate is revoked.
  case revoked(at: Timestamp, RevocationReason?, Facts)
  /// The responder doesn't know the certificate.
  case unknown(Facts)

  /// The response is an error, with nothing in it (RFC 6960 §4.2.1).
  case notSuccessful(OCSPResponse.Status)
  /// No answer of the response is about the certificate.
  case notAboutCertificate
  /// The answer holds from a later moment on.
  case notYetValid(Facts)
  /// The answer that the certificate is not revoked has become too old: it held until a moment.
  case stale(since: Timestamp, Facts)
  /// Whoever signed may not answer for the certificate's issuer.
  case notAuthorized(ResponderFlaw)
  /// The signature was not made by the responder that the response names; the flaw is why nobody can have made it.
  case signatureInvalid(SignatureFlaw?)
  /// The signature is one that can't be checked, or that the policy does not trust.
  case signatureRefused(Problem)
  /// The budget was spent before it could be checked.
  case notChecked

  /// What an answer says beside the status.
  public struct Facts: Sendable, Hashable {
    /// From when on the answer is known to be right.
    public let thisUpdate: Timestamp
    /// By when there is newer information; `nil` if the responder always has it.
    public let nextUpdate: Timestamp?
    /// When the response was signed.
    public let producedAt: Timestamp
    /// Who signed.
    public let responder: Responder
  }

  /// Who signed a response.
  public enum Responder: Sendable, Hashable {
    /// The issuer of the certificate itself.
    case issuer
    /// Somebody to whom the issuer gave a certificate for it. It may itself be revoked, unless its certificate says that
    /// nobody needs to look (id-pkix-ocsp-nocheck, RFC 6960 §4.2.2.2.1).
    case delegate(Certificate, needsRevocationCheck: Bool)
  }

  /// Why a responder may not answer for an issuer.
  public enum ResponderFlaw: Sendable, Hashable {
    /// It is neither the issuer, nor is its certificate in the response.
    case notPresent
    /// It is the very certificate that is asked about, or another one with its key.
    case certificateItself(Certificate)
    /// The issuer did not sign its certificate.
    case notIssuedByIssuer(Certificate)
    /// A rule objects to its certificate: it is expired, or not for this purpose, for example.
    case refused(Certificate, Problem)
    /// Its key usage does not include digital signatures.
    case signingNotAllowed(Certificate)
    /// It is revoked.
    case revoked(Certificate)
    /// Nobody at hand can say whether it is revoked, and the policy demands to know.
    case revocationUnknown(Certificate)
  }
}

extension OCSPOutcome {
  /// Whether the response decides anything: good, revoked or unknown.
  public var isAnswer: Bool {
    switch self {
    case .good, .revoked, .unknown: true
    default: false
    }
  }

  /// What an answer says beside the status; `nil` if there is no answer.
  public var facts: Facts? {
    switch self {
    case .good(let facts), .revoked(_, _, let facts), .unknown(let facts), .notYetValid(let facts),
      .stale(_, let facts):
      facts
    default: nil
    }
  }

  /// Which of several outcomes counts: the first one of the highest ``rank``; `nil` if there is none.
  static func decisive(among outcomes: [OCSPOutcome]) -> Int? {
    var best: Int?
    for (index, outcome) in outcomes.enumerated() {
      if best.map({ outcomes[$0].rank < outcome.rank }) ?? true { best = index }
    }
    return best
  }

  /// The place of an outcome among those of several responses about one certificate: the largest one counts.
  ///
  /// A revocation is for good, unless it is a hold, which a newer answer may lift (RFC 5280 §5.3.1); of two that were
  /// right at the same moment the graver one counts. That somebody does not know the certificate says nothing against
  /// whoever does. After these comes what went wrong, the nearest to an answer first.
  var rank: Rank {
    switch self {
    case .revoked(_, .certificateHold, let facts): Rank(tier: 7, moment: facts.thisUpdate, gravity: 1)
    case .good(let facts): Rank(tier: 7, moment: facts.thisUpdate, gravity: 0)
    case .revoked(_, _, let facts): Rank(tier: 8, moment: facts.thisUpdate, gravity: 0)
    case .unknown(let facts): Rank(tier: 6, moment: facts.thisUpdate, gravity: 0)
    case .stale(let end, _): Rank(tier: 5, moment: end, gravity: 0)
    case .notYetValid: Rank(tier: 4)
    case .notChecked: Rank(tier: 3)
    case .notAuthorized, .signatureInvalid, .signatureRefused: Rank(tier: 2)
    case .notSuccessful: Rank(tier: 1)
    case .notAboutCertificate: Rank(tier: 0)
    }
  }

  /// See ``rank``.
  struct Rank: Comparable {
    let tier: Int
    var moment = Timestamp(secondsSince1970: 0)
    var gravity = 0

    static func < (left: Rank, right: Rank) -> Bool {
      (left.tier, left.moment, left.gravity) < (right.tier, right.moment, right.gravity)
    }
  }
}

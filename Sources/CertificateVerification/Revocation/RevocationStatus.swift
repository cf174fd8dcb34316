public import CertificateEncoding
public import Certificates

/// Whether a certificate is revoked at a moment, as far as the evidence at hand says (RFC 5280 §6.3).
public enum RevocationStatus: Sendable, Hashable {
  /// It is not revoked.
  case good(RevocationEvidence)
  /// It is revoked.
  case revoked(Revocation, RevocationEvidence)
  /// Nobody at hand can say; the evidence that came nearest, if there is any.
  case unknown(Uncertainty, RevocationEvidence?)
  /// It was not revoked, as far as evidence says that ought to have been renewed by the moment given.
  case stale(since: Timestamp, RevocationEvidence)

  /// The evidence that decided; `nil` if there is none.
  public var evidence: RevocationEvidence? {
    switch self {
    case .good(let evidence), .revoked(_, let evidence), .stale(_, let evidence): evidence
    case .unknown(_, let evidence): evidence
    }
  }
}

extension RevocationStatus {
  /// When and why a certificate was revoked.
  public struct Revocation: Sendable, Hashable {
    /// Since when it is revoked.
    public let date: Timestamp
    /// Why; `unspecified` where nobody says.
    public let reason: RevocationReason
    /// Since when it is suspected to be bad, which may be earlier; `nil` where nobody says.
    public let invalidityDate: Timestamp?

    package init(date: Timestamp, reason: RevocationReason, invalidityDate: Timestamp?) {
      self.date = date
      self.reason = reason
      self.invalidityDate = invalidityDate
    }
  }

  /// Why nothing is known of a certificate; the order of the cases is from the least that was found to the most.
  public enum Uncertainty: Sendable, Hashable {
    /// There is no list of the authority that would have to say, and no OCSP response about the certificate.
    case nothingAtHand
    /// There are lists of that authority, and none of them covers the certificate.
    case notCovered
    /// No certificate is at hand of the one who signed a list that covers it.
    case signerMissing
    /// The signature on a list that covers it is not valid.
    case signatureInvalid
    /// The signature on a list that covers it is of an algorithm that is not supported, or too weak.
    case signatureNotAccepted(SignatureAlgorithm)
    /// Whoever signed a list that covers it may not sign lists by its key usage.
    case signerNotAllowed
    /// Whoever signed a list that covers it is not vouched for by the anchor of the path, or is itself revoked.
    case signerNotVerified
    /// A list that covers it was made after the moment that is asked for.
    case notYetMade(thisUpdate: Timestamp)
    /// A list that covers it does not say when the next one is due (RFC 5280 §5.1.2.5).
    case withoutNextUpdate
    /// A list that covers it has no number (RFC 5280 §5.2.3).
    case withoutNumber
    /// The lists that cover it list certificates for some reasons only, and not for all.
    case notAllReasons
    /// An OCSP response about it does not answer; the outcome says why.
    indirect case noAnswer(OCSPOutcome)

    /// The place among the cases: the higher, the nearer the evidence came.
    var rank: Int {
      switch self {
      case .nothingAtHand: 0
      case .notCovered: 1
      case .signerMissing: 2
      case .signatureInvalid: 3
      case .signatureNotAccepted: 4
      case .signerNotAllowed: 5
      case .signerNotVerified: 6
      case .notYetMade: 7
      case .withoutNextUpdate: 8
      case .withoutNumber: 9
      case .notAllReasons: 10
      case .noAnswer(.unknown): 11
      case .noAnswer(.notYetValid): 7
      case .noAnswer: 5
      }
    }
  }
}

/// What says whether a certificate is revoked: who made it, when, and where it was found.
public struct RevocationEvidence: Sendable, Hashable {
  /// What kind of evidence it is.
  public enum Kind: Sendable, Hashable {
    /// A certificate revocation list.
    case revocationList
    /// A certificate revocation list together with a delta list that brings it up to date.
    case deltaRevocationList
    /// An OCSP response.
    case ocspResponse
  }

  /// What kind of evidence it is.
  public let kind: Kind
  /// Who made it; `nil` where nobody is known but by a key that is not at hand.
  public let issuer: DistinguishedName?
  /// When it was made; of an OCSP response, when what it says was known to be right.
  public let thisUpdate: Timestamp
  /// When it is to be renewed, at the latest; `nil` if it does not say.
  public let nextUpdate: Timestamp?
  /// What a person would call the place that it came from; `nil` for bytes from memory.
  public let source: String?
  /// Where in that place it stood; `nil` if it was handed over alone.
  public let position: Certificate.Position?
  /// Whether there is nothing else in that place.
  let isWholeFile: Bool

  init(_ list: CertificateRevocationList, kind: Kind = .revocationList) {
    self.kind = kind
    issuer = list.issuer
    thisUpdate = list.thisUpdate
    nextUpdate = list.nextUpdate
    source = list.source
    position = list.position
    isWholeFile = list.arena.isWhole(list.layout.whole)
  }

  init(_ response: OCSPResponse, _ facts: OCSPOutcome.Facts?, issuer authority: Certificate) {
    kind = .ocspResponse
    issuer =
      switch facts?.responder {
      case .issuer: authority.subject
      case .delegate(let delegate, _): delegate.subject
      case nil: response.responderName
      }
    thisUpdate = facts?.thisUpdate ?? response.producedAt ?? Timestamp(secondsSince1970: 0)
    nextUpdate = facts?.nextUpdate
    source = response.source
    position = response.position
    isWholeFile = response.arena.isWhole(response.layout.whole)
  }
}

import CertificateEncoding
import Certificates

/// What OCSP responses say of a certificate (RFC 6960 §3.2, §4.2.2).
///
/// A response counts if an answer in it is about the certificate (§3.2, 1), its signature is valid (2), the signer is
/// the responder that it names and may answer for the issuer (3, 4: see ``ResponderCheck``), and the moment lies between
/// its dates (5, 6).
///
/// Decided here, where the standard leaves it open or is not followed:
/// * An answer names its certificate by hashes of the issuer's name and key. The name is taken as the certificate spells
///   it, as §4.1.1 says, and as the issuer's certificate spells it, which is what OpenSSL takes.
/// * Dates are taken as they are, without tolerance for clocks: the moment is the caller's.
/// * Without nextUpdate, which means that there is always newer information (§4.2.2.1), an answer holds for
///   ``maximumAge``.
/// * Whether a nonce is there, and which (RFC 9654), does not matter: nobody has asked. Nor does producedAt, as
///   thisUpdate says what the answer is worth.
/// * A revocation counts whatever the age of the answer, as revocations are not taken back but for holds; one in an answer
///   that was made after the moment counts if it had happened by then. ``RevocationCheck`` reads lists in the same way.
/// * That the responder does not know the certificate counts whatever the age of the answer as well: it says nothing for
///   the certificate, and an answer that is told to be stale would.
/// * Of several answers about the certificate, a revocation counts more than any other unless it is a hold; else the
///   newest one counts: see ``OCSPOutcome/rank``. A date of revocation that is still to come counts as well.
struct OCSPCheck {
  /// The certificate that is asked about.
  let certificate: Certificate
  /// Its issuer, and the issuer's key.
  let issuer: Certificate
  let issuerKey: SubjectKey
  /// When the answer must hold.
  let moment: Timestamp
  /// What is demanded of keys and digests.
  let policy: VerificationPolicy

  /// For how many seconds an answer without nextUpdate holds: a day, which is what mozilla::pkix allows.
  static let maximumAge: Int64 = 86_400

  /// Prepares the check of a certificate whose signature has been verified with `issuerKey`, a key of `issuer`.
  init(
    _ certificate: Certificate, issuer: Certificate, issuerKey: SubjectKey, at moment: Timestamp,
    policy: VerificationPolicy
  ) {
    self.certificate = certificate
    self.issuer = issuer
    self.issuerKey = issuerKey
    self.moment = moment
    self.policy = policy
  }

  /// What one response comes to.
  ///
  /// It holds as long as `effort` is not exhausted: whoever calls then refuses for the budget, whatever was found.
  func outcome(
    of response: OCSPResponse, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> OCSPOutcome {
    guard let basic = response.layout.basic else { return .notSuccessful(response.status) }
    guard effort.spendRevocationBytes(basic.answers.range.count, budget) else { return .notChecked }
    let answers = answers(of: response)
    guard !answers.isEmpty else { return .notAboutCertificate }
    let responder: OCSPOutcome.Responder
    switch ResponderCheck(self, response, basic).outcome(&effort, budget) {
    case .success(let found): responder = found
    case .failure(let failure): return failure.outcome
    }
    let outcomes = answers.map { answer in
      outcome(
        of: answer.status,
        OCSPOutcome.Facts(
          thisUpdate: answer.thisUpdate, nextUpdate: answer.nextUpdate, producedAt: basic.producedAt,
          responder: responder))
    }
    return OCSPOutcome.decisive(among: outcomes).map { outcomes[$0] } ?? .notAboutCertificate
  }

  /// The answers that are about the certificate.
  private func answers(of response: OCSPResponse) -> [OCSPAnswer] {
    var hashes = IssuerHashes(certificate, issuer)
    let array = certificate.arena.bytes
    let serialNumber = certificate.layout.serialNumber.range
    var found: [OCSPAnswer] = []
    response.forEachAnswer { bytes, answer in
      let identifier = answer.certificateID
      if bytes.equals(identifier.serialNumber, array.span, serialNumber), hashes.match(identifier, bytes) {
        found.append(answer)
      }
      return true
    }
    return found
  }

  /// What an answer comes to at the moment; both ends of its time belong to it (RFC 6960 §4.2.2.1).
  private func outcome(of status: OCSPAnswer.Status, _ facts: OCSPOutcome.Facts) -> OCSPOutcome {
    if case .revoked(let date, let reason) = status, facts.thisUpdate <= moment || date <= moment {
      return .revoked(at: date, reason, facts)
    }
    guard facts.thisUpdate <= moment else { return .notYetValid(facts) }
    if case .unknown = status { return .unknown(facts) }
    let (limit, overflow) = facts.thisUpdate.secondsSince1970.addingReportingOverflow(Self.maximumAge)
    let end = facts.nextUpdate ?? Timestamp(secondsSince1970: overflow ? .max : limit)
    guard moment <= end else { return .stale(since: end, facts) }
    return .good(facts)
  }
}

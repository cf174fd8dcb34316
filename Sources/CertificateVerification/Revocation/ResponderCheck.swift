import CertificateCryptography
import CertificateEncoding
import Certificates

/// Whoever signed an OCSP response is the responder that it names, and may answer for an issuer (RFC 6960 §4.2.2.2).
///
/// The responder is the issuer itself, by the name and the key of its certificate; or a delegate whose certificate comes
/// with the response, is signed by the issuer's key, lists id-kp-OCSPSigning among its purposes, is within its validity
/// period, allows digital signatures where it has a key usage, is no authority, has no critical extension that is not
/// known, and has a key and a signature as strong as the policy demands of any certificate.
///
/// The certificate that is asked about is never its own delegate, nor is another one with its key, whatever purposes it
/// lists: whoever holds a key that is revoked would say that it is not.
///
/// Decided here, where the standard leaves it open or is not followed:
/// * anyExtendedKeyUsage is no delegation: §4.2.2.2 wants id-kp-OCSPSigning itself.
/// * The issuer's own key usage is not looked at: nearly no authority lists digitalSignature, which it would need.
/// * A responder that is configured locally (§4.2.2.2, 1) can't be; there is no place to name one.
/// * Whether a delegate without id-pkix-ocsp-nocheck is itself revoked is left to the caller, who is told that it is open;
///   §4.2.2.2.1 leaves it to "local security policy" where the certificate names no way to find out.
/// * Name constraints of the issuer and of whoever is above it are not held against a delegate, nor are the purposes that
///   the issuer lists: a delegate answers in the issuer's own name, and for no certificate but the issuer's.
/// * id-pkix-ocsp-nocheck may be critical, although it should not be; its value, which is NULL, is not looked at.
struct ResponderCheck {
  private let check: OCSPCheck
  private let response: OCSPResponse
  private let basic: OCSPResponseLayout.Basic

  init(_ check: OCSPCheck, _ response: OCSPResponse, _ basic: OCSPResponseLayout.Basic) {
    self.check = check
    self.response = response
    self.basic = basic
  }

  /// A response that no responder answers for.
  struct Failure: Error {
    let outcome: OCSPOutcome
  }

  /// Who signed the response, if it is somebody who may.
  func outcome(
    _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Result<OCSPOutcome.Responder, Failure> {
    let algorithm = SignedResponse(response, basic).signatureAlgorithm
    guard StrengthRule.isStrong(algorithm, check.policy) else {
      return .failure(Failure(outcome: .signatureRefused(.signatureAlgorithmWeak(algorithm))))
    }
    // The first failure is told, that of the likeliest responder; a bad signature by one that may sign before others.
    var failure: OCSPOutcome?
    if isNamed(check.issuer, &effort, budget) {
      guard let outcome = refusal(check.issuerKey, &effort, budget) else { return .success(.issuer) }
      failure = outcome
    }
    for candidate in response.certificates where !candidate.isSameEntity(as: check.issuer) {
      guard effort.exhausted == nil else { break }
      guard isNamed(candidate, &effort, budget) else { continue }
      guard !candidate.hasSameKey(as: check.certificate) else {
        failure = failure ?? .notAuthorized(.certificateItself(candidate))
        continue
      }
      let key = candidate.subjectKey
      guard effort.spendWork(key.readingCost, budget) else { break }
      if let outcome = objection(to: candidate, key, &effort, budget) ?? refusal(key, &effort, budget) {
        if failure == nil || failure?.isAboutAuthority == true && !outcome.isAboutAuthority { failure = outcome }
        continue
      }
      let isExempt = candidate.firstExtension(.ocspNoCheck) != nil
      return .success(.delegate(candidate, needsRevocationCheck: !isExempt))
    }
    if effort.exhausted != nil { return .failure(Failure(outcome: .notChecked)) }
    return .failure(Failure(outcome: failure ?? .notAuthorized(.notPresent)))
  }

  /// Whether a certificate is that of the responder that the response names (RFC 6960 §4.2.1, ResponderID).
  private func isNamed(_ candidate: Certificate, _ effort: inout SearchEffort, _ budget: SearchBudget) -> Bool {
    let (array, candidateArray) = (response.arena.bytes, candidate.arena.bytes)
    let (bytes, candidateBytes) = (array.span, candidateArray.span)
    switch basic.responder {
    case .name(let name):
      let subject = candidate.layout.subject.range
      return effort.matches(bytes, name.range, candidateBytes, subject, budget)
    case .keyHash(let hash):
      guard let keyBits = candidate.keyBits else { return false }
      return HashAlgorithm.sha1.digest(of: candidateBytes.extracting(keyBits)).equals(bytes.extracting(hash.range))
    }
  }

  /// Why a key did not sign the response; `nil` if it did.
  private func refusal(_ key: SubjectKey, _ effort: inout SearchEffort, _ budget: SearchBudget) -> OCSPOutcome? {
    switch SignatureCheck(child: SignedResponse(response, basic), issuerKey: key).outcome(&effort, budget) {
    case .valid: nil
    case .invalid(let flaw): .signatureInvalid(flaw)
    case .unknown(let problem): .signatureRefused(problem)
    case .keyUnusable: .signatureRefused(.keyMalformed(key.publicKey))
    case .notChecked: .notChecked
    }
  }

  /// Why a certificate does not make its subject a delegate of the issuer; `nil` if it does.
  private func objection(
    to delegate: Certificate, _ key: SubjectKey, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> OCSPOutcome? {
    guard effort.isIssued(delegate, byNameOf: check.issuer, budget) else {
      return effort.exhausted == nil ? .notAuthorized(.notIssuedByIssuer(delegate)) : .notChecked
    }
    let facts = CertificateFacts(delegate, alsoProcessing: .ocspNoCheck)
    if let problem = problem(of: delegate, facts, key) { return .notAuthorized(.refused(delegate, problem)) }
    // RFC 5280 §4.2.1.3: whoever signs anything but certificates and CRLs.
    if let usage = facts.keyUsage, !usage.contains(.digitalSignature) {
      return .notAuthorized(.signingNotAllowed(delegate))
    }
    switch SignatureCheck(child: delegate, issuerKey: check.issuerKey).outcome(&effort, budget) {
    case .valid: return nil
    case .invalid: return .notAuthorized(.notIssuedByIssuer(delegate))
    case .unknown(let problem): return .notAuthorized(.refused(delegate, problem))
    case .keyUnusable: return .notAuthorized(.refused(delegate, .keyMalformed(check.issuerKey.publicKey)))
    case .notChecked: return .notChecked
    }
  }
}

// MARK: What is asked of a delegate's certificate

extension ResponderCheck {
  /// The first thing that the rules object to.
  private func problem(of delegate: Certificate, _ facts: CertificateFacts, _ key: SubjectKey) -> Problem? {
    // The same rules as for a leaf that is for OCSP signing and nothing less.
    var policy = VerificationPolicy.rfc5280
    policy.minimumRSABitCount = check.policy.minimumRSABitCount
    policy.allowsSHA1Signatures = check.policy.allowsSHA1Signatures
    policy.allowsAnyExtendedKeyUsage = false
    policy.requiresExtendedKeyUsage = true
    // An authority with this purpose could answer for its issuer, and clear itself and its sisters.
    policy.allowsAuthorityAsLeaf = false
    let request = VerificationRequest(
      trust: TrustStore(), policy: policy, purpose: .other(.ocspSigning), name: nil, moment: check.moment,
      servesRevocation: true)
    let context = RuleContext(
      node: PathNode(.delegate, delegate, facts: facts), publicKey: key.publicKey, role: .leaf, isTrusted: false,
      position: 0, intermediatesBelow: 0, request: request)
    return ChainCheck.findings(context).first?.problem
  }
}

extension OCSPOutcome {
  /// Whether the outcome is that somebody may not sign.
  fileprivate var isAboutAuthority: Bool {
    if case .notAuthorized = self { true } else { false }
  }
}

/// A response's signature over its ResponseData (RFC 6960 §4.2.1).
private struct SignedResponse: SignedObject {
  let response: OCSPResponse
  let basic: OCSPResponseLayout.Basic

  init(_ response: OCSPResponse, _ basic: OCSPResponseLayout.Basic) {
    self.response = response
    self.basic = basic
  }

  var signatureAlgorithm: SignatureAlgorithm {
    let array = response.arena.bytes
    return SignatureAlgorithm(array.span, identifier: basic.signatureAlgorithm.range)
  }

  var signatureByteCount: Int { basic.signature.range.count }

  var signedByteCount: Int { basic.signedPart.range.count }

  func verdict(of key: VerificationKey) -> SignatureVerdict {
    key.verdict(
      in: response.arena, signature: basic.signature, of: basic.signedPart, algorithm: signatureAlgorithm)
  }
}

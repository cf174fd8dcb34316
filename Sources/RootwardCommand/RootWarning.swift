import CertificateEncoding
import CertificateVerification
import Certificates

/// Something about a trusted root that its owner should know.
struct RootWarning {
  /// A short stable name.
  let code: String
  /// What is wrong, as a clause or a sentence.
  let message: String
  /// The root.
  let certificate: Certificate
  /// What the engine says of it, if it is one of its rules that objects.
  let item: Explanation.Item?

  /// The smallest RSA key that is not weak: what NIST SP 800-131A revision 2 §3 demands.
  private static let minimumRSABitCount = VerificationPolicy.rfc5280.minimumRSABitCount

  /// What there is to warn of in a root at a moment.
  static func warnings(_ certificate: Certificate, at moment: Timestamp) -> [RootWarning] {
    var warnings: [RootWarning] = []
    func warn(_ code: String, _ message: String) {
      warnings.append(RootWarning(code: code, message: message, certificate: certificate, item: nil))
    }
    if moment > certificate.notAfter { warn("expired", "expired at \(certificate.notAfter)") }
    if moment < certificate.notBefore { warn("not-yet-valid", "not valid before \(certificate.notBefore)") }
    switch certificate.publicKey {
    case .rsa(let bitCount, _, _) where bitCount < minimumRSABitCount:
      warn("weak-key", "its RSA key has \(bitCount) bits, fewer than \(minimumRSABitCount)")
    case .dsa: warn("weak-key", "its key is a DSA key, which nothing new may rest on")
    case .malformed(_, let flaw): warn("malformed-key", "its key can't be used: \(flaw)")
    default: break
    }
    if let flaw = authorityFlaw(certificate) { warn("not-an-authority", flaw) }
    if hasForeignSignature(certificate) {
      warn("bad-signature", "its key did not make its signature: it was altered, or another of its name signed it")
    }
    let items = AnchorReport.items(certificate, at: moment)
    let isMarkedAsNone = items.contains { if case .notAnAuthority = $0.finding.problem { true } else { false } }
    for item in items where !isTold(item.finding.problem, isMarkedAsNone) {
      warnings.append(RootWarning(code: item.code, message: item.statement, certificate: certificate, item: item))
    }
    return warnings
  }

  /// Whether one of the warnings above says as much of what a rule objects to.
  private static func isTold(_ problem: Problem, _ isMarkedAsNone: Bool) -> Bool {
    switch problem {
    case .expired, .notYetValid, .keyTooShort(.rsa, _), .keyMalformed, .notAnAuthority: true
    case .extensionMalformed(.basicConstraints, _): true
    // Who is no authority need not say so twice.
    case .signingNotAllowed: isMarkedAsNone
    default: false
    }
  }

  /// Whether a root that says that it signed itself carries a signature that its key did not make.
  ///
  /// No path depends on it (RFC 5280 §6.1.1 (d) takes the anchor's key on trust), but a signature that is right shows that
  /// the file is what its authority made. Where the key or the algorithm is not computed with, nothing is said.
  private static func hasForeignSignature(_ certificate: Certificate) -> Bool {
    guard certificate.isSelfIssued, let key = certificate.verificationKey, key.fits(certificate.signatureAlgorithm)
    else { return false }
    return certificate.verdict(of: key) != .valid
  }

  /// Why a root is not marked as an authority (RFC 5280 §4.2.1.9); `nil` if it is.
  private static func authorityFlaw(_ certificate: Certificate) -> String? {
    guard certificate.version == 3 else {
      return "not marked as an authority: it is of version \(certificate.version), which can't say so"
    }
    guard let found = certificate.firstExtension(.basicConstraints) else {
      return "not marked as an authority: it has no basic constraints"
    }
    let array = certificate.arena.bytes
    do throws(DERError) {
      let isAuthority = try BasicConstraints(array.span, found.value).isCA
      return isAuthority ? nil : "not marked as an authority: its basic constraints say that it is none"
    } catch {
      return "not marked as an authority: its basic constraints can't be read (\(Sentences.text(error.reason)))"
    }
  }
}

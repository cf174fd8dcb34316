import Certificates

/// What one verification has found out about revocation, so that nothing is done twice.
struct RevocationMemory: Sendable {
  /// A certificate on a path to an anchor, and whose key has signed it.
  struct Question: Sendable, Hashable {
    let certificate: Certificate
    let issuer: Certificate
    let anchor: Certificate
  }

  /// A list, by its place in the store, and the anchor that its signer must come from.
  struct Signed: Sendable, Hashable {
    let list: Int
    let anchor: Certificate
  }

  /// A list, by its place in the store, and whoever may have signed it.
  struct Signature: Sendable, Hashable {
    let list: Int
    let signer: Certificate
  }

  /// The status of each certificate that was asked about.
  var statuses: [Question: RevocationStatus] = [:]
  /// Who signed each list, and may.
  var signers: [Signed: Result<Certificate, RevocationFailure>] = [:]
  /// What came of checking each list's signature with a key; `nil` if it is valid.
  var signatures: [Signature: RevocationFailure?] = [:]

  /// The names that were compared.
  var names = NameMemory()
  /// The certificates through which a path of whoever signs a list may go; `nil` if nobody has asked for one yet.
  var issuersOfSigners: PresentedCertificates?

  /// What the extensions of those who may have signed lists say.
  private var facts: [Certificate: CertificateFacts] = [:]

  init() {}

  /// What a certificate's extensions say: remembered, or read now.
  mutating func facts(of certificate: Certificate) -> CertificateFacts {
    if let known = facts[certificate] { return known }
    let found = CertificateFacts(certificate)
    facts[certificate] = found
    return found
  }
}

/// Why a list says nothing.
struct RevocationFailure: Error, Sendable, Hashable {
  let uncertainty: RevocationStatus.Uncertainty

  init(_ uncertainty: RevocationStatus.Uncertainty) { self.uncertainty = uncertainty }
}

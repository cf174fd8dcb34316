import CertificateEncoding
import CertificateVerification
import Certificates

// The rules of the standards: RFC 8446 §4.4.2.3 for TLS 1.3, RFC 5246 §7.4.4 and §7.4.6 with RFC 8422 §5.5 for TLS 1.2.
//
// Decided here: the first identity of all that fits is sent, with the scheme of it that the server likes best. A chain
// that does not lead to one of the authorities isn't sent, although RFC 8446 §4.4.2.3 has a mere SHOULD; names are compared
// as RFC 5280 §7.1 says. A self-issued certificate's own signature is never looked at (RFC 8446 §4.4.2.2).
extension IdentitySelector {
  /// The scheme for an identity, and what speaks against it.
  func strictAnswer(
    _ chain: [Certificate], _ request: CertificateRequest, _ authorities: AuthorityIndex, _ moment: Timestamp
  ) -> (scheme: SignatureScheme?, objections: [IdentityObjection]) {
    guard let leaf = chain.first else { return (nil, []) }
    var objections: [IdentityObjection] = []
    let scheme: SignatureScheme?
    switch strictScheme(leaf.publicKey, request) {
    case .success(let found): scheme = found
    case .failure(let refusal):
      scheme = nil
      objections.append(refusal.objection)
    }
    if !request.authorities.isEmpty, !chain.contains(where: { authorities.names($0.issuer) }) {
      objections.append(.authorities)
    }
    if let objection = Self.signatureObjection(chain, request) { objections.append(objection) }
    for filter in request.filters where !leaf.matches(filter) { objections.append(.filter(filter.identifier)) }
    if moment > leaf.notAfter { objections.append(.expired(notAfter: leaf.notAfter)) }
    if moment < leaf.notBefore { objections.append(.notYetValid(notBefore: leaf.notBefore)) }
    if !leaf.isForClients { objections.append(.purpose) }
    if !leaf.maySign { objections.append(.keyUsage) }
    return (scheme, objections)
  }

  private struct Refusal: Error {
    let objection: IdentityObjection
  }

  /// The scheme that the server likes best of those that the key may sign with.
  private func strictScheme(_ key: PublicKey, _ request: CertificateRequest) -> Result<SignatureScheme, Refusal> {
    let is13 = request.version >= .tls13
    let use: SignatureScheme.Use = is13 ? .handshake13 : .handshake12
    let isComputedWith = SignatureScheme.known.contains { $0.objection(to: key, in: use) == nil }
    guard isComputedWith else { return .failure(Refusal(objection: .key(key))) }
    let fitting = request.schemes.filter { $0.objection(to: key, in: use) == nil }
    guard !fitting.isEmpty else { return .failure(Refusal(objection: .schemes(key))) }
    guard is13 || request.names(key) else {
      return .failure(Refusal(objection: .certificateTypes(key, request.certificateTypes)))
    }
    let strong = fitting.first { scheme in scheme.algorithm.map { StrengthRule.isStrong($0, policy) } ?? false }
    guard let strong else { return .failure(Refusal(objection: .weakSchemes(fitting))) }
    return .success(strong)
  }

  /// The first certificate that was signed with an algorithm which the server does not take.
  private static func signatureObjection(_ chain: [Certificate], _ request: CertificateRequest) -> IdentityObjection? {
    // RFC 8446 §4.2.3: without signature_algorithms_cert, signature_algorithms holds for certificates too.
    let algorithms = (request.certificateSchemes ?? request.schemes).compactMap { $0.algorithm }
    for (index, certificate) in chain.enumerated() {
      guard !certificate.isIssuedBySameBytes(as: certificate) else { continue }
      let algorithm = certificate.signatureAlgorithm
      if !algorithms.contains(algorithm) { return .certificateSignature(index, algorithm) }
    }
    return nil
  }
}

extension Certificate {
  /// Whether the certificate may be a TLS client's (RFC 5280 §4.2.1.12).
  fileprivate var isForClients: Bool {
    guard let value = firstExtension(.extendedKeyUsage)?.value else { return true }
    let array = arena.bytes
    let bytes = array.span
    guard let usage = try? ExtendedKeyUsage(bytes, value) else { return false }
    return usage.contains(.clientAuth, bytes) || usage.contains(.anyExtendedKeyUsage, bytes)
  }
}

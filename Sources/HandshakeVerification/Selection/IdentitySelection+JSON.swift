import CertificateCryptography
import CertificateEncoding
package import CertificateVerification
import Certificates

extension IdentitySelection {
  /// The choice for programs; the members are told by the help of `rootward identity`.
  package var jsonValue: JSONValue { .object(members) }

  /// The members of that object.
  package var members: [(String, JSONValue)] {
    [
      ("rules", .string(rules.rawValue)),
      ("time", .string(moment.description)),
      ("chosen", chosenIndex.map { .number($0) } ?? .null),
      ("scheme", .optional(chosen?.scheme?.description)),
      ("headline", .string(headline)),
      ("outlook", .string(outlook)),
      ("request", Self.json(request)),
      ("identities", .array(candidates.map(json))),
    ]
  }

  private static func json(_ request: CertificateRequest) -> JSONValue {
    func list(_ schemes: [SignatureScheme]) -> JSONValue { .array(schemes.map { .string($0.description) }) }
    return .object([
      ("version", .string(request.version.description)),
      ("schemes", list(request.schemes)),
      ("certificateSchemes", request.certificateSchemes.map(list) ?? .null),
      ("certificateTypes", .array(request.certificateTypes.map { .string($0.description) })),
      ("authorities", .array(request.authorities.map { .string($0.text) })),
      (
        "filters",
        .array(request.filters.map { .string($0.identifier.name ?? $0.identifier.description) })
      ),
    ])
  }

  private func json(_ candidate: Candidate) -> JSONValue {
    let leaf = candidate.leaf
    return .object([
      ("subject", .string(leaf.subject.description)),
      ("issuer", .string(leaf.issuer.description)),
      ("sha256", .string(leaf.fingerprint(.sha256).hexadecimal)),
      ("key", .string(leaf.publicKey.description)),
      ("certificates", .number(candidate.certificates.count)),
      ("source", .optional(leaf.source)),
      ("result", .string(candidate.isChosen ? "chosen" : candidate.isPassedOver ? "passedOver" : "refused")),
      ("scheme", .optional(candidate.scheme?.description)),
      ("objections", .array(candidate.objections.map { json($0, candidate) })),
      ("remarks", .array(candidate.remarks.map { json($0, candidate) })),
    ])
  }

  private func json(_ objection: IdentityObjection, _ candidate: Candidate) -> JSONValue {
    let words = objection.words(candidate.certificates, self)
    return .object([
      ("code", .string(objection.code)), ("statement", .string(words.statement)), ("facts", .string(words.facts)),
      ("remedy", .string(words.remedy)), ("reference", .string(words.reference)),
    ])
  }
}

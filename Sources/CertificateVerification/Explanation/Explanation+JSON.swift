import CertificateCryptography
import CertificateEncoding
import Certificates

extension Explanation {
  /// The verdict as JSON (RFC 8259), for programs.
  ///
  /// The members are stable: new ones may come, none changes its meaning.
  ///
  /// | member | what |
  /// |---|---|
  /// | `verdict` | `verified` or `refused` |
  /// | `headline` | the verdict in one sentence |
  /// | `name`, `purpose`, `time` | what was asked; `name` is null if no name was |
  /// | `paths` | the verified path; else those that were tried, the nearest first |
  /// | `paths[].reachesAnchor` | whether the path ends at a trusted root |
  /// | `paths[].certificates[]` | from the leaf upward: `role`, `subject`, `issuer`, `serialNumber`, `sha256`, `notBefore`, `notAfter`, `key`, `signatureAlgorithm`, `source`, `block`, `line` |
  /// | `paths[].certificates[].atHand` | true, and only where an intermediate came neither from the peer nor from the trust store |
  /// | `paths[].certificates[].revocation` | only if it was asked, and never of an anchor: `status` (`good`, `revoked`, `unknown`, `stale`), `date`, `reason`, `invalidityDate`, `staleSince`, `cause`, `evidence` (`kind`, `issuer`, `thisUpdate`, `nextUpdate`, `source`, `block`, `line`), each null where it does not apply |
  /// | `paths[].findings[]` | the deciding one first: `rule`, `code`, `certificate`, `statement`, `facts`, `remedy`, `reference` |
  /// | `detours` | the paths that were tried without success although one was verified, the nearest first, in the form of `paths`; empty after a refusal |
  /// | `policies` | the object identifiers of the certificate policies that the chain is valid under; null after a refusal |
  /// | `omittedPaths` | how many paths were tried that stand neither in `paths` nor in `detours` |
  /// | `effort` | `namesakes`, `candidates`, `certificateBytes`, `signatures`, `signatureWork`, `names`, `policyNodes`, `constrainedNames`, `nameComparisons`, `revocationSteps`, `revocationBytes`, and `exhausted` (a limit's name or null) |
  public var json: String { jsonValue.text }

  package var jsonValue: JSONValue {
    let request = evaluation.request
    let effort = evaluation.effort
    return .object([
      ("verdict", .string(evaluation.isVerified ? "verified" : "refused")),
      ("headline", .string(headline)),
      ("name", .optional(request.name?.description)),
      ("purpose", .string(Self.name(of: request.purpose))),
      ("time", .string(request.moment.description)),
      ("paths", .array(paths.map(Self.value))),
      ("detours", .array(detours.map(Self.value))),
      (
        "policies",
        evaluation.verifiedChain.map { .array(Sentences.sorted($0.policies).map { .string($0.description) }) } ?? .null
      ),
      ("omittedPaths", .number(evaluation.omittedAttempts)),
      (
        "effort",
        .object([
          ("namesakes", .number(effort.namesakes)),
          ("candidates", .number(effort.candidates)),
          ("certificateBytes", .number(effort.certificateBytes)),
          ("signatures", .number(effort.signatures)),
          ("signatureWork", .number(effort.signatureWork)),
          ("names", .number(effort.names)),
          ("policyNodes", .number(effort.policyNodes)),
          ("constrainedNames", .number(effort.constrainedNames)),
          ("nameComparisons", .number(effort.nameComparisons)),
          ("revocationSteps", .number(effort.revocationSteps)),
          ("revocationBytes", .number(effort.revocationBytes)),
          ("exhausted", .optional(effort.exhausted?.rawValue)),
        ])
      ),
    ])
  }

  private static func name(of purpose: Purpose) -> String {
    switch purpose {
    case .server: "server"
    case .client: "client"
    case .email: "email"
    case .codeSigning: "code"
    case .timeStamping: "timestamping"
    case .ocspSigning: "ocsp"
    case .any: "any"
    case .other(let identifier): identifier.description
    }
  }

  private static func value(_ path: Path) -> JSONValue {
    .object([
      ("reachesAnchor", .bool(path.reachesAnchor)),
      (
        "certificates",
        .array(
          path.certificates.enumerated().map { position, certificate in
            var members = [("role", JSONValue.string(role(path, position)))] + members(certificate)
            if isAtHand(path, position) { members.append(("atHand", .bool(true))) }
            if path.revocation.indices.contains(position) {
              members.append(("revocation", path.revocation[position].jsonValue))
            }
            return JSONValue.object(members)
          })
      ),
      ("findings", .array(path.items.map(value))),
    ])
  }

  private static func value(_ item: Item) -> JSONValue {
    .object([
      ("rule", .string(item.finding.rule.rawValue)),
      ("code", .string(item.code)),
      ("certificate", .number(item.finding.certificate)),
      ("statement", .string(item.statement)),
      ("facts", .string(item.facts)),
      ("remedy", .string(item.remedy)),
      ("reference", .string(item.reference)),
    ])
  }

  /// What tells a certificate apart, as members of an object.
  static func members(_ certificate: Certificate) -> [(String, JSONValue)] {
    [
      ("subject", .string(certificate.subject.description)),
      ("issuer", .string(certificate.issuer.description)),
      ("serialNumber", .string(Sentences.hexadecimal(certificate.serialNumber))),
      ("sha256", .string(certificate.fingerprint().hexadecimal)),
      ("notBefore", .string(certificate.notBefore.description)),
      ("notAfter", .string(certificate.notAfter.description)),
      ("key", .string(certificate.publicKey.description)),
      ("signatureAlgorithm", .string(certificate.signatureAlgorithm.description)),
      ("source", .optional(certificate.source)),
      ("block", certificate.position.map { .number($0.block) } ?? .null),
      ("line", certificate.position.map { .number($0.line) } ?? .null),
    ]
  }
}

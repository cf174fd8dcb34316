import CertificateEncoding
import CertificateVerification
import Certificates
import RegistryTrust

/// What clients make of a registry, for programs; the help text tells the members.
struct RegistryJSON {
  let host: RegistryHost
  let moment: Timestamp
  let examination: RegistryExamination
  let tellsDiagnoses: Bool
  let decision: RegistryDecision
  let resolved: ResolvedName?

  /// The most entries of a directory that are listed, and the most blocks of a file that are passed over.
  private static let maximumEntryCount = 4_000
  private static let maximumBlockCount = 100

  /// The whole document.
  var value: JSONValue {
    var members: [(String, JSONValue)] = [
      ("host", .string(host.text)),
      ("time", .string(moment.description)),
      ("verdict", .string(decision.outcome.rawValue)),
      (
        "decision",
        .object([
          ("clients", Self.names(decision.clients)), ("reason", .string(decision.reason.rawValue)),
          ("text", .string(decision.text)), ("decisive", Self.names(decision.decisive)),
          ("bystanders", Self.names(examination.bystanders)),
        ])
      ),
      ("addresses", resolved.map { .array($0.addresses.map { .string($0.description) }) } ?? .null),
      ("clients", .array(examination.results.map(client))),
      (
        "chain",
        .array(
          examination.verdicts.map { verdict in
            .object([
              ("clients", Self.names(verdict.clients)), ("explanation", verdict.evaluation.explanation.jsonValue),
            ])
          })
      ),
    ]
    if tellsDiagnoses {
      members.append(("diagnoses", .array(examination.diagnoses.map { $0.jsonValue })))
      members.append(
        (
          "undecided",
          .array(
            examination.undecided.map { .object([("id", .string($0.id.rawValue)), ("need", .string($0.need))]) })
        ))
    }
    return .object(members)
  }

  private static func names(_ clients: [RegistryClient]) -> JSONValue {
    .array(clients.map { .string($0.rawValue) })
  }

  private func client(_ result: RegistryTrust) -> JSONValue {
    .object([
      ("client", .string(result.client.rawValue)),
      ("outcome", .string(examination.outcome(for: result.client).rawValue)),
      ("closed", .array(result.closed.map { .string($0.path) })),
      ("stops", .optional(result.failure?.clientWording)),
      ("directory", .optional(result.directory)),
      (
        "candidates",
        .array(
          result.candidates.map {
            .object([
              ("path", .string($0.path)), ("outcome", .string(RegistryWords.name($0.outcome))),
              ("text", .string(RegistryWords.text($0.outcome))),
            ])
          })
      ),
      (
        "entries",
        .array(
          result.entries.prefix(Self.maximumEntryCount).map {
            .object([
              ("name", .string($0.name)), ("role", .string(RegistryWords.name($0.role))),
              ("text", .string(RegistryWords.text($0.role))),
            ])
          })
      ),
      ("entryCount", .number(result.entries.count)),
      ("endpoints", .array(result.endpoints.map(Self.endpoint))),
      ("warnings", .array(result.warnings.map(JSONValue.string))),
    ])
  }

  private static func endpoint(_ endpoint: RegistryEndpoint) -> JSONValue {
    let roots = endpoint.roots
    return .object([
      ("host", .string(endpoint.host)),
      ("server", .string(RegistryWords.word(endpoint.serverCheck))),
      ("serverText", .string(RegistryWords.text(endpoint.serverCheck))),
      ("fallsBackToHTTP", .bool(endpoint.fallsBackToHTTP)),
      ("includesSystem", .bool(roots.includesSystem)),
      ("systemRoots", roots.system.isPlatformVerifier ? .null : .number(roots.system.count)),
      ("systemSources", .array(roots.system.sources.map(JSONValue.string))),
      ("ownRoots", .number(roots.ownCount)),
      ("rootFiles", .array(roots.files.map(file))),
      (
        "identities",
        .array(
          endpoint.identities.map {
            .object([
              ("certificateFile", .string($0.certificateFile)), ("keyFile", .string($0.keyFile)),
              ("issuer", .string($0.leaf.issuer.description)),
              ("certificates", .array($0.certificates.map { .object(RootReport.identity($0)) })),
            ])
          })
      ),
      ("unusableIdentities", .array(endpoint.unusableIdentities.map { .string($0.certificateFile) })),
    ])
  }

  private static func file(_ file: RegistryRoots.File) -> JSONValue {
    .object([
      ("path", .string(file.path)),
      ("roots", .array(file.certificates.map { .object(RootReport.identity($0)) })),
      ("duplicates", .number(file.duplicateCount)),
      (
        "ignored",
        .array(
          file.ignored.prefix(maximumBlockCount).map {
            .object([("line", .number($0.line)), ("reason", .string(RegistryWords.text($0.reason)))])
          })
      ),
      ("ignoredCount", .number(file.ignored.count)),
      ("problem", .optional(file.problem.map { "\($0.reason)" })),
    ])
  }
}

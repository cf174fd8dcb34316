import CertificateEncoding
import Certificates

/// Logs of as many operators as the policy demands have promised to publish the leaf (RFC 6962 §3.3).
///
/// The promises are those in the leaf itself, and those that came beside it in a handshake or a stapled OCSP response.
/// The former bind the leaf to its issuer's key, so that the rule is asked of a leaf and an issuer that has signed it.
///
/// Deviations: RFC 6962 leaves to each client how many promises it wants; here they count by operator, as the policies
/// of browsers have it, and none are wanted unless the caller says so. A leaf that is itself an anchor needs none: whoever
/// put it into the store knows it. A list that is malformed promises nothing, and is no fault of its own.
enum TransparencyRule {
  /// What speaks against a leaf below an issuer that has signed it.
  static func findings(
    leaf: PathNode, issuer: PathNode, _ request: VerificationRequest, _ effort: inout SearchEffort
  ) -> [Finding] {
    let policy = request.policy
    guard policy.requiredTimestampCount > 0 else { return [] }
    let check = TimestampCheck(
      leaf.certificate, issuer: issuer.certificate, logs: policy.certificateLogs, at: request.moment)
    let results = check.results(others: request.timestamps, &effort, policy.budget)
    let operators = Set(results.compactMap { $0.log?.operatorName })
    guard operators.count < policy.requiredTimestampCount else { return [] }
    let shortage = TimestampShortage(
      required: policy.requiredTimestampCount, found: operators.count, results: Array(results.prefix(maximumQuoted)))
    return [Finding(.tooFewTimestamps(shortage), certificate: 0)]
  }

  /// How many promises a finding quotes.
  private static let maximumQuoted = 8
}

/// Too few promises of logs, and what became of those that there are.
public struct TimestampShortage: Sendable, Hashable {
  /// Of how many operators there must be a promise that counts.
  public let required: Int
  /// Of how many there is one.
  public let found: Int
  /// The first promises, those in the certificate before the others.
  public let results: [TimestampResult]
}

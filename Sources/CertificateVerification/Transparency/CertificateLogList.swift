public import CertificateEncoding
public import Certificates

/// The logs whose promises are believed, as the caller supplies them: none are built in.
///
/// ```swift
/// var policy = VerificationPolicy.webPKI
/// policy.certificateLogs = CertificateLogList([log, otherLog])
/// policy.requiredTimestampCount = 2
/// ```
public struct CertificateLogList: Sendable, Hashable {
  /// The logs, in the order in which they were given.
  public let logs: [CertificateLog]
  /// The index of each log by its identifier.
  private let indices: [[UInt8]: Int]

  /// Creates a list; of several logs with one key the first counts.
  public init(_ logs: [CertificateLog] = []) {
    self.logs = logs
    var indices: [[UInt8]: Int] = [:]
    for (index, log) in logs.enumerated() where indices[log.id] == nil { indices[log.id] = index }
    self.indices = indices
  }

  /// The log of an identifier.
  func log(_ id: [UInt8]) -> CertificateLog? { indices[id].map { logs[$0] } }

  /// Says of each promise that stands in a certificate what it is worth.
  ///
  /// - Parameters:
  ///   - certificate: the certificate, with its promises in the extension of RFC 6962 §3.3.
  ///   - issuer: its issuer, whose key is a part of what the logs sign.
  ///   - moment: when it is asked; promises of later moments are worth nothing.
  /// - Returns: a result for each promise, in the certificate's order; none without such an extension, or with one that is
  ///   malformed. At most as many signatures are checked as a ``SearchBudget`` allows.
  public func results(
    for certificate: Certificate, issuedBy issuer: Certificate, at moment: Timestamp
  ) -> [TimestampResult] {
    var effort = SearchEffort()
    return TimestampCheck(certificate, issuer: issuer, logs: self, at: moment).results(&effort, SearchBudget())
  }
}

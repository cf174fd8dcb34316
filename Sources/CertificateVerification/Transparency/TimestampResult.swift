public import CertificateEncoding

/// What a log's promise to publish a certificate is worth (RFC 6962 §3.2).
public struct TimestampResult: Sendable, Hashable {
  /// The identifier of the log, as the promise tells it.
  public let logID: [UInt8]
  /// When the promise was made, to the second.
  public let moment: Timestamp
  /// What it is worth.
  public let outcome: Outcome

  /// What a promise is worth.
  public enum Outcome: Sendable, Hashable {
    /// The log made it, and it counts.
    case valid(CertificateLog)
    /// The list of logs has none with the identifier.
    case unknownLog
    /// The log did not make it, or not in the way that its key calls for.
    case signatureInvalid(CertificateLog)
    /// It was made later than the moment for which it is asked.
    case inTheFuture(CertificateLog)
    /// The list of logs says that promises of this moment don't count.
    case logNotUsable(CertificateLog)
    /// The budget was spent before it could be checked.
    case notChecked
  }

  /// The log, if the promise counts.
  public var log: CertificateLog? {
    if case .valid(let log) = outcome { log } else { nil }
  }
}

import CertificateCryptography
import CertificateEncoding
import Certificates

/// What the promises of logs are worth that come with a certificate (RFC 6962 §3.2, §3.3).
///
/// A promise in the certificate itself was made of its precertificate, one in a TLS extension or an OCSP answer of the
/// certificate as it is.
///
/// Decided here:
/// * Nothing is done for precertificates that a Precertificate Signing Certificate signed: what a log signs has the name
///   and the key of the final issuer in any case (§3.2), as the certificate has.
/// * Lists of logs in use also tell for which expiries a log takes certificates. That is the log's own affair and not
///   looked at.
/// * Moments are compared to the second, and without tolerance for clocks.
struct TimestampCheck {
  private let certificate: Certificate
  private let issuer: Certificate?
  private let logs: CertificateLogList
  private let moment: Timestamp

  /// What a log signed (RFC 6962 §3.1, LogEntryType).
  private enum Entry: UInt8 {
    case certificate = 0
    case precertificate = 1
  }

  /// Prepares a check; without an issuer the certificate's own promises, of which its key is a part, are left out.
  init(_ certificate: Certificate, issuer: Certificate?, logs: CertificateLogList, at moment: Timestamp) {
    self.certificate = certificate
    self.issuer = issuer
    self.logs = logs
    self.moment = moment
  }

  /// A result for each promise that stands in the certificate, and then for each of other lists.
  ///
  /// - Parameter others: lists that came in a TLS extension or an OCSP answer.
  func results(
    others: [SignedCertificateTimestampList] = [], _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> [TimestampResult] {
    var results: [TimestampResult] = []
    if let issuer, case .success(let list)? = certificate.timestampList, let tbs = certificate.precertificateTBS {
      let entry = issuer.publicKeyInfoDigest.bytes + Self.vector(tbs, lengthByteCount: 3)
      results += self.results(list, .precertificate, entry, &effort, budget)
    }
    if !others.isEmpty {
      let entry = Self.vector(certificate.derEncoding, lengthByteCount: 3)
      for list in others { results += self.results(list, .certificate, entry, &effort, budget) }
    }
    return results
  }

  private func results(
    _ list: SignedCertificateTimestampList, _ kind: Entry, _ entry: [UInt8], _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> [TimestampResult] {
    let array = list.arena.bytes
    var results: [TimestampResult] = []
    for timestamp in list.timestamps {
      let logID = Array(array[timestamp.logID])
      let outcome = outcome(array, timestamp, logs.log(logID), kind, entry, &effort, budget)
      results.append(TimestampResult(logID: logID, moment: timestamp.moment, outcome: outcome))
    }
    return results
  }

  private func outcome(
    _ array: [UInt8], _ timestamp: SignedCertificateTimestamp, _ log: CertificateLog?, _ kind: Entry,
    _ entry: [UInt8], _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> TimestampResult.Outcome {
    guard let log else { return .unknownLog }
    // RFC 6962 §5.2: a promise of the future is not one. What costs nothing is asked first.
    guard timestamp.moment <= moment else { return .inTheFuture(log) }
    guard log.isUsable(at: timestamp.moment) else { return .logNotUsable(log) }
    guard timestamp.scheme == log.scheme, let algorithm = log.scheme.algorithm else { return .signatureInvalid(log) }
    let signature = array.span.extracting(timestamp.signature)
    guard log.key.canSign(byteCount: signature.count) else { return .signatureInvalid(log) }
    guard effort.spendSignature(work: log.key.work(messageByteCount: entry.count), budget) else { return .notChecked }
    let message = Self.signedData(array, timestamp, kind, entry)
    let verdict = log.key.verdict(on: signature, of: message.span, algorithm: algorithm)
    return verdict == .valid ? .valid(log) : .signatureInvalid(log)
  }

  /// What a log signs (RFC 6962 §3.2).
  ///
  ///     struct {
  ///       Version sct_version; SignatureType signature_type = certificate_timestamp; uint64 timestamp;
  ///       LogEntryType entry_type; select (entry_type) { … } signed_entry; CtExtensions extensions; }
  private static func signedData(
    _ array: [UInt8], _ timestamp: SignedCertificateTimestamp, _ kind: Entry, _ entry: [UInt8]
  ) -> [UInt8] {
    var data: [UInt8] = [0, 0]
    for index in (0..<8).reversed() { data.append(UInt8(truncatingIfNeeded: timestamp.milliseconds >> (8 * index))) }
    data += [0, kind.rawValue]
    data += entry
    return data + vector(Array(array[timestamp.extensions]), lengthByteCount: 2)
  }

  /// A vector behind its length; certificates have below 2^24 bytes.
  private static func vector(_ bytes: [UInt8], lengthByteCount: Int) -> [UInt8] {
    (0..<lengthByteCount).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) } + bytes
  }
}

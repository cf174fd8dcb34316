import CertificateEncoding
import CertificateVerification
import Certificates

/// A list of signed certificate timestamps (RFC 6962 §3.3): which logs have promised to publish a certificate, and when.
enum TimestampReport {
  /// Adds a line for each timestamp in an extension's value, or why it can't be read; false for any other extension.
  static func add(_ identifier: OID, _ value: [UInt8], to report: inout Report) -> Bool {
    guard identifier == .signedCertificateTimestamps || identifier == .ocspSignedCertificateTimestamps else {
      return false
    }
    do throws(TimestampListError) {
      let list = try SignedCertificateTimestampList(ByteArena(value), extensionValue: 0..<value.count)
      report.add("description", "", .lines(lines(list, value)))
      report.add("malformed", nil, .none)
    } catch {
      let reason = "\(text(error.reason)) (byte \(error.offset) of its value)"
      report.add("description", nil, .none)
      report.add("malformed", nil, reason)
      report.add(nil, "", .lines(["malformed: \(reason)"]))
    }
    report.add("value", nil, .bytes(value))
    return true
  }

  private static func lines(_ list: SignedCertificateTimestampList, _ value: [UInt8]) -> [String] {
    var lines: [String] = []
    for timestamp in list.timestamps {
      lines.append("\(timestamp.moment), \(timestamp.scheme)")
      lines.append("  log " + Hexadecimal.spaced(value[timestamp.logID]))
    }
    if list.unknownVersionCount > 0 { lines.append("of other versions: \(list.unknownVersionCount)") }
    return lines
  }

  private static func text(_ reason: TimestampListError.Reason) -> String {
    switch reason {
    case .truncated: "a value ends before its length says"
    case .trailingData: "there are bytes after the end of a structure"
    case .empty: "a list has no element"
    case .encoding(let reason): Sentences.text(reason)
    }
  }
}

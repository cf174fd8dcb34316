import CertificateEncoding
package import Certificates

// RFC 5280 §4.2.1.6 and §7.5, RFC 9598 §3 and §5. Deliberate deviations:
// * A quoted local part and a host that is an address are refused: there is no telling whether two of them are equal
//   without rewriting them.
// * Mailboxes in the subject (emailAddress) match nothing; RFC 5280 keeps them for old programs.

/// A mailbox as the one who asks for it writes it, in the form that is compared with those of certificates.
package struct Mailbox: Sendable, Hashable {
  /// The longest local part in bytes (RFC 5321 §4.5.3.1.1).
  private static let maximumLocalLength = 64

  /// What is before the `@`, which is compared as it is.
  private let local: [UInt8]
  /// The host, with A-labels and in lower case.
  private let host: DNSName
  /// Whether the local part is beyond ASCII, so that certificates hold it as an SmtpUTF8Mailbox.
  private let isInternational: Bool

  /// Reads `local@host`; `nil` if the text is none.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let at = bytes.lastIndex(of: UInt8(ascii: "@")), (1...Self.maximumLocalLength).contains(at),
      let host = try? DNSName(String(decoding: bytes[(at + 1)...], as: UTF8.self))
    else { return nil }
    local = Array(bytes[..<at])
    self.host = host
    // RFC 5321 §4.1.2, Dot-string: no quotes, no second `@`, nothing that is not seen.
    for byte in local
    where byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "\"") {
      return nil
    }
    isInternational = local.contains { $0 >= 0x80 }
  }

  /// Whether an alternative name in `bytes` is this mailbox.
  ///
  /// The local parts are compared byte by byte, the hosts without regard to case (RFC 5280 §7.5, RFC 9598 §5).
  package func matches(_ bytes: Span<UInt8>, _ name: GeneralName) -> Bool {
    switch name {
    case .rfc822Name(let range): !isInternational && matches(bytes, range)
    case .otherName(.smtpUTF8Mailbox, let value):
      // RFC 9598 §3: a local part of ASCII alone has no place here.
      isInternational && Self.utf8String(bytes, value).map { matches(bytes, $0) } ?? false
    default: false
    }
  }

  private func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let (local, host) = (local, host.ascii)
    guard range.count == local.count + 1 + host.count,
      bytes.equals(range.prefix(local.count), local.span, 0..<local.count),
      bytes[range.lowerBound + local.count] == UInt8(ascii: "@")
    else { return false }
    let start = range.lowerBound + local.count + 1
    for index in host.indices where bytes[start + index].asciiLowercased != host[index] { return false }
    return true
  }

  /// The contents of the UTF8String that fills a range; `nil` if it is none.
  private static func utf8String(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    var reader = DERReader(range)
    return try? reader.read(.utf8String, bytes).contents
  }
}

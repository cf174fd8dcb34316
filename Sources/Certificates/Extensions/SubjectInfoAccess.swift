package import CertificateEncoding

/// Where to learn more about the subject (RFC 5280 §4.2.2.2).
///
///     SubjectInfoAccessSyntax ::= SEQUENCE SIZE (1..MAX) OF AccessDescription
package struct SubjectInfoAccess: Sendable {
  /// The ways to learn more.
  package let descriptions: SequenceOf<AccessDescription>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    descriptions = try SequenceOf(bytes, filling: value)
  }

  /// The extension in words, a line for each way.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    descriptions.forEach(bytes) { lines.append($0.describe(bytes)) }
    return lines
  }
}

package import CertificateEncoding

/// Where the newest delta CRLs are (RFC 5280 §4.2.1.15).
///
///     FreshestCRL ::= CRLDistributionPoints
package struct FreshestCRL: Sendable {
  /// The places.
  package let points: SequenceOf<DistributionPoint>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    points = try SequenceOf(bytes, filling: value)
  }

  /// The extension in words.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    points.forEach(bytes) { lines += $0.describe(bytes) }
    return lines
  }
}

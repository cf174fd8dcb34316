package import CertificateEncoding

/// From where on anyPolicy stands for no other policy (RFC 5280 §4.2.1.14).
///
///     InhibitAnyPolicy ::= SkipCerts
package struct InhibitAnyPolicy: Sendable, Hashable {
  /// After how many further certificates that is.
  package let skipCertificates: Int

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    skipCertificates = try reader.read(.integer, bytes).clampedCount(bytes)
    try reader.finish()
  }

  /// The extension in words.
  package func describe() -> [String] { ["anyPolicy inhibited after \(skipCertificates) certificates"] }
}

package import CertificateEncoding

/// What the subject's key is recognized by (RFC 5280 §4.2.1.2).
///
///     SubjectKeyIdentifier ::= KeyIdentifier
///     KeyIdentifier ::= OCTET STRING
package struct SubjectKeyIdentifier: Sendable, Hashable {
  /// Where the identifier's bytes lie.
  package let keyIdentifier: Range<Int>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    keyIdentifier = try reader.read(.octetString, bytes).contents
    try reader.finish()
  }

  /// The extension in words: the identifier's digits.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    [DisplayText.hexadecimal(bytes, keyIdentifier, separator: ":")]
  }
}

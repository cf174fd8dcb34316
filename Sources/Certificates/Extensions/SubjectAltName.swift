package import CertificateEncoding

/// Further names of the subject (RFC 5280 §4.2.1.6).
///
///     SubjectAltName ::= GeneralNames
package struct SubjectAltName: Sendable {
  /// The names.
  package let names: GeneralNames

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    names = try GeneralNames(bytes, filling: value)
  }

  /// The extension in words, a line for each name.
  package func describe(_ bytes: Span<UInt8>) -> [String] { names.describe(bytes) }
}

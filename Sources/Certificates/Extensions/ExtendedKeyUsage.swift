package import CertificateEncoding

/// The purposes that the key is for (RFC 5280 §4.2.1.12).
///
///     ExtKeyUsageSyntax ::= SEQUENCE SIZE (1..MAX) OF KeyPurposeId
///     KeyPurposeId ::= OBJECT IDENTIFIER
package struct ExtendedKeyUsage: Sendable {
  /// The purposes.
  package let purposes: SequenceOf<OID>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    purposes = try SequenceOf(bytes, filling: value)
  }

  /// Whether the purpose itself is listed; `anyExtendedKeyUsage` is another one.
  package func contains(_ purpose: OID, _ bytes: Span<UInt8>) -> Bool {
    purposes.contains(bytes) { $0 == purpose }
  }

  /// Calls `body` for each purpose in turn.
  package func forEach(_ bytes: Span<UInt8>, _ body: (OID) -> Void) { purposes.forEach(bytes, body) }

  /// The extension in words, a line for each purpose.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    purposes.forEach(bytes) { lines.append($0.label) }
    return lines
  }
}

extension OID: SequenceElement {
  /// Reads an OBJECT IDENTIFIER.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    self = try reader.read(.objectIdentifier, bytes).objectIdentifier(bytes)
  }

  /// The name that people know the identifier by, or the dotted numbers of one without a name.
  var label: String { name ?? description }
}

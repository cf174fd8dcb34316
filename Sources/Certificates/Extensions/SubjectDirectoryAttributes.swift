package import CertificateEncoding

/// What a directory says about the subject (RFC 5280 §4.2.1.8).
///
///     SubjectDirectoryAttributes ::= SEQUENCE SIZE (1..MAX) OF Attribute
package struct SubjectDirectoryAttributes: Sendable {
  /// The attributes.
  package let attributes: SequenceOf<DirectoryAttribute>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    attributes = try SequenceOf(bytes, filling: value)
  }

  /// The extension in words, a line for each attribute's every value.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    attributes.forEach(bytes) { attribute in
      var reader = DERReader(attribute.values)
      while !reader.isAtEnd, let value = try? reader.read(bytes) {
        let text = value.text(bytes).map { DisplayText.escaped($0, isASCII: true) } ?? hexadecimal(bytes, value.encoded)
        lines.append(attribute.type.label + ": " + text)
      }
    }
    return lines
  }
}

/// An attribute with any number of values.
///
///     Attribute ::= SEQUENCE { type AttributeType, values SET SIZE (1..MAX) OF AttributeValue }
package struct DirectoryAttribute: SequenceElement {
  /// What the values say.
  package let type: OID
  /// Where the values lie, whole elements one after the other.
  package let values: Range<Int>

  /// Reads an attribute and checks that its values are elements.
  ///
  /// Their order is not checked (X.690 §11.6): nothing compares these sets by their bytes.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    type = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    let set = try fields.read(.set, bytes)
    guard !set.contents.isEmpty else { throw DERError(.emptyCollection, at: set.start) }
    var elements = DERReader(set.contents)
    while !elements.isAtEnd { try elements.read(bytes).validateCharacters(bytes) }
    try fields.finish()
    values = set.contents
  }
}

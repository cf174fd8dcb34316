package import CertificateEncoding

extension DistinguishedName {
  /// One AttributeTypeAndValue: where its type and its value lie.
  struct Attribute: Sendable {
    /// Where the whole AttributeTypeAndValue lies.
    let encoded: Range<Int>
    /// Where the contents of the type's OBJECT IDENTIFIER lie.
    let type: Range<Int>
    /// The value, of whatever type.
    let value: DERElement

    /// Reads the next attribute of a RelativeDistinguishedName.
    init(_ reader: inout DERReader, _ bytes: Span<UInt8>) throws(DERError) {
      let element = try reader.read(.sequence, bytes)
      var attribute = DERReader(element.contents)
      encoded = element.encoded
      type = try attribute.read(.objectIdentifier, bytes).contents
      value = try attribute.read(bytes)
      try attribute.finish()
    }

    func identifier(_ bytes: Span<UInt8>) -> OID { OID(contents: bytes.extracting(type)) }
  }

  /// Calls `body` for each attribute in the order of the encoding, most general first, with the index of its
  /// RelativeDistinguishedName, its type and its value as text.
  ///
  /// The text is what the certificate says, control characters and all: escape it before it is shown. A value that is
  /// no string is given as `#` and the hexadecimal digits of its encoding.
  package func forEachAttribute(_ body: (_ index: Int, _ type: OID, _ value: String) -> Void) {
    let array = arena.bytes
    let bytes = array.span
    guard var relativeNames = Self.relativeNames(bytes, range) else { return }
    var index = 0
    while !relativeNames.isAtEnd, var relativeName = try? relativeNames.enter(.set, bytes) {
      while !relativeName.isAtEnd, let attribute = try? Attribute(&relativeName, bytes) {
        let value = attribute.value.text(bytes) ?? hexadecimal(bytes, attribute.value.encoded)
        body(index, attribute.identifier(bytes), value)
      }
      index += 1
    }
  }

  /// Where the contents of the values lie that are e-mail addresses (RFC 5280 appendix A.1, id-emailAddress), in the name
  /// at `range`.
  package static func emailAddresses(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
    guard var relativeNames = Self.relativeNames(bytes, range) else { return [] }
    var found: [Range<Int>] = []
    while !relativeNames.isAtEnd, var relativeName = try? relativeNames.enter(.set, bytes) {
      while !relativeName.isAtEnd, let attribute = try? Attribute(&relativeName, bytes) {
        if attribute.identifier(bytes) == .emailAddress { found.append(attribute.value.contents) }
      }
    }
    return found
  }

  /// The most specific common name, fit to be shown: `nil` if the name has none.
  ///
  /// Characters that are not visible or that would rearrange the line are escaped, as ``DisplayText`` does.
  package var commonName: String? {
    var found: String?
    forEachAttribute { _, type, value in
      if type == .commonName { found = value }
    }
    return found.map { DisplayText.escaped($0) }
  }
}

/// `#` and the digits of the bytes at `range`, as RFC 4514 §2.4 writes a value that has no text.
func hexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
  var text = "#"
  for offset in range { DisplayText.appendHexadecimal(bytes[offset], to: &text) }
  return text
}

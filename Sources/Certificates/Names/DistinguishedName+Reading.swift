import CertificateEncoding

extension DistinguishedName {
  /// The longest text that is read as a name; no name in use has a tenth of it.
  private static let maximumTextByteCount = 16_384

  /// Reads the text of a name, such as `CN=Example Root,O=Example,C=NL` (RFC 4514 §3).
  ///
  /// The most specific part comes first, as ``description`` writes it, unless `mostGeneralFirst` says otherwise: OpenSSL
  /// writes `C = NL, O = Example, CN = Example Root`. Spaces around a type or a value don't count, and types may be in
  /// capitals or small letters, or numbers with dots.
  ///
  /// A text does not tell the types of its strings. They become what RFC 5280 §4.1.2.4 and appendix A have new
  /// certificates use: UTF8String, PrintableString for `C`, `serialNumber` and `dnQualifier`, IA5String for `DC` and
  /// `emailAddress`. The name is then equal to the one that was meant, but may have other bytes.
  ///
  /// - Returns: `nil` if it is no such text.
  package init?(text: String, mostGeneralFirst: Bool = false) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= Self.maximumTextByteCount else { return nil }
    var relativeNames: [[UInt8]] = []
    // RFC 2253 §4 let a semicolon stand for the comma.
    for part in Self.split(bytes[...], at: [UInt8(ascii: ","), UInt8(ascii: ";")]) {
      var attributes: [[UInt8]] = []
      for attribute in Self.split(part, at: [UInt8(ascii: "+")]) {
        guard let encoding = Self.encoding(attribute) else { return nil }
        attributes.append(encoding)
      }
      // X.690 §11.6: in ascending order; no encoding is the start of another.
      attributes.sort { $0.lexicographicallyPrecedes($1) }
      relativeNames.append(DERTag.set.element(attributes.flatMap { $0 }))
    }
    if !mostGeneralFirst { relativeNames.reverse() }
    let encoding = DERTag.sequence.element(relativeNames.flatMap { $0 })
    var reader = DERReader(0..<encoding.count)
    guard (try? Self.validate(&reader, encoding.span)) == 0..<encoding.count else { return nil }
    self.init(arena: ByteArena(encoding), range: 0..<encoding.count)
  }

  /// The parts of a text between separators that no backslash stands before.
  private static func split(_ text: ArraySlice<UInt8>, at separators: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = text.startIndex
    var isEscaped = false
    for index in text.indices {
      if isEscaped {
        isEscaped = false
      } else if text[index] == UInt8(ascii: "\\") {
        isEscaped = true
      } else if separators.contains(text[index]) {
        parts.append(text[start..<index])
        start = index + 1
      }
    }
    return parts + [text[start...]]
  }

  /// The AttributeTypeAndValue of a text such as `CN=Example` (RFC 4514 §3, attributeTypeAndValue).
  private static func encoding(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let name = String(decoding: trimmed(text[..<equals], mayEscape: false), as: UTF8.self)
    let value = trimmed(text[(equals + 1)...], mayEscape: true)
    guard let type = type(name) else { return nil }
    let encodedType = DERTag.objectIdentifier.element(type.contents)
    // RFC 4514 §2.4: a number sign, and the digits of the encoding.
    if value.first == UInt8(ascii: "#") {
      guard let encoded = hexadecimalBytes(value.dropFirst()) else { return nil }
      return DERTag.sequence.element(encodedType + encoded)
    }
    guard let unescaped = unescaped(value) else { return nil }
    let tag: DERTag =
      switch type {
      case .countryName, .serialNumber, .distinguishedNameQualifier, .jurisdictionCountry: .printableString
      case .domainComponent, .emailAddress: .ia5String
      default: .utf8String
      }
    return DERTag.sequence.element(encodedType + tag.element(unescaped))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>, mayEscape: Bool) -> ArraySlice<UInt8> {
    var text = text
    while text.first == UInt8(ascii: " ") { text.removeFirst() }
    while text.last == UInt8(ascii: " "), !mayEscape || text.dropLast().last != UInt8(ascii: "\\") { text.removeLast() }
    return text
  }

  /// RFC 4514 §3: a backslash before two digits is a byte, and before anything else that very character.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard let first = rest.first else { return nil }
      if let pair = hexadecimalBytes(rest.prefix(2)), rest.count >= 2 {
        result += pair
        rest = rest.dropFirst(2)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func hexadecimalBytes(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard !text.isEmpty, text.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in text {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return bytes
  }

  /// The type of a short name or of numbers with dots.
  private static func type(_ name: String) -> OID? {
    let name = name.lowercased()
    if let known = knownTypes.first(where: { $0.attributeName?.lowercased() == name }) { return known }
    return OID(name.hasPrefix("oid.") ? String(name.dropFirst(4)) : name)
  }

  /// The types that have names.
  private static let knownTypes: [OID] = [
    .commonName, .surname, .serialNumber, .countryName, .localityName, .stateOrProvinceName, .streetAddress,
    .organizationName, .organizationalUnitName, .title, .descriptiveText, .businessCategory, .postalCode,
    .telephoneNumber, .nameAttribute, .givenName, .initials, .generationQualifier, .distinguishedNameQualifier,
    .pseudonym, .organizationIdentifier, .domainComponent, .userID, .emailAddress, .unstructuredName,
    .unstructuredAddress, .jurisdictionLocality, .jurisdictionStateOrProvince, .jurisdictionCountry, .dateOfBirth,
    .placeOfBirth, .gender, .countryOfCitizenship, .countryOfResidence,
  ]
}

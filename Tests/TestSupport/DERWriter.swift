public import CertificateEncoding

/// Writes DER for tests: each function returns the bytes of one element, so that calls nest as the structure does.
///
/// It writes what it is told, also what no certificate may hold: `raw` and `set(unordered:)` are for that.
public enum DER {
  /// An element of any identifier byte, with a minimal length (X.690 §10.1).
  public static func raw(tag: UInt8, contents: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    var rest = contents.count
    while rest > 0 {
      length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    }
    if contents.count < 0x80 { return [tag, UInt8(contents.count)] + contents }
    return [tag, 0x80 | UInt8(length.count)] + length + contents
  }

  /// A SEQUENCE of the elements.
  public static func sequence(_ elements: [UInt8]...) -> [UInt8] { sequence(elements) }

  /// A SEQUENCE of the elements.
  public static func sequence(_ elements: [[UInt8]]) -> [UInt8] { raw(tag: 0x30, contents: Array(elements.joined())) }

  /// A SET OF the elements, brought into ascending order (X.690 §11.6).
  public static func set(_ elements: [UInt8]...) -> [UInt8] { set(elements) }

  /// A SET OF the elements, brought into ascending order (X.690 §11.6).
  public static func set(_ elements: [[UInt8]]) -> [UInt8] {
    set(unordered: elements.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// A SET OF the elements in the order given.
  public static func set(unordered elements: [[UInt8]]) -> [UInt8] {
    raw(tag: 0x31, contents: Array(elements.joined()))
  }
}

// MARK: Numbers, bits and bytes

extension DER {
  /// A BOOLEAN.
  public static func boolean(_ value: Bool) -> [UInt8] { [0x01, 0x01, value ? 0xFF : 0x00] }

  /// A NULL.
  public static var null: [UInt8] { [0x05, 0x00] }

  /// An INTEGER.
  public static func integer(_ value: Int) -> [UInt8] { raw(tag: 0x02, contents: contents(of: value)) }

  /// An INTEGER of an unsigned number of any size, most significant byte first.
  public static func integer(unsigned bytes: [UInt8]) -> [UInt8] {
    let magnitude = Array(bytes.drop { $0 == 0 })
    let needsZero = magnitude.first.map { $0 >= 0x80 } ?? true
    return raw(tag: 0x02, contents: needsZero ? [0] + magnitude : magnitude)
  }

  /// An ENUMERATED.
  public static func enumerated(_ value: Int) -> [UInt8] { raw(tag: 0x0A, contents: contents(of: value)) }

  /// The contents of an INTEGER: two's complement, as few bytes as will do.
  public static func contents(of value: Int) -> [UInt8] {
    var bytes = [UInt8(truncatingIfNeeded: value)]
    var rest = value >> 8
    while !(rest == 0 && bytes[0] < 0x80) && !(rest == -1 && bytes[0] >= 0x80) {
      bytes.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    }
    return bytes
  }

  /// An OBJECT IDENTIFIER from dotted decimal; what is no identifier becomes one without contents.
  public static func oid(_ dotted: String) -> [UInt8] { raw(tag: 0x06, contents: OID(dotted)?.contents ?? []) }

  /// An OBJECT IDENTIFIER.
  public static func oid(_ identifier: OID) -> [UInt8] { raw(tag: 0x06, contents: identifier.contents) }

  /// An OCTET STRING.
  public static func octetString(_ bytes: [UInt8]) -> [UInt8] { raw(tag: 0x04, contents: bytes) }

  /// A BIT STRING.
  public static func bitString(_ bytes: [UInt8], unusedBits: UInt8 = 0) -> [UInt8] {
    raw(tag: 0x03, contents: [unusedBits] + bytes)
  }

  /// A BIT STRING of named bits, with trailing zero bits removed (X.690 §11.2.2).
  public static func namedBits(_ bits: Int...) -> [UInt8] {
    guard let last = bits.max() else { return bitString([]) }
    var bytes = [UInt8](repeating: 0, count: last / 8 + 1)
    for bit in bits { bytes[bit / 8] |= 0x80 >> UInt8(bit % 8) }
    return bitString(bytes, unusedBits: UInt8(7 - last % 8))
  }

  /// The IMPLICIT context-specific tag `[number]` around contents.
  public static func context(_ number: UInt8, constructed: Bool = true, _ contents: [UInt8]) -> [UInt8] {
    raw(tag: (constructed ? 0xA0 : 0x80) | number, contents: contents)
  }

  /// An element under the IMPLICIT context-specific tag `[number]`, in place of its own.
  public static func implicit(_ number: UInt8, _ element: [UInt8]) -> [UInt8] {
    guard let tag = element.first else { return context(number, []) }
    return [0x80 | tag & 0x20 | number] + element.dropFirst()
  }
}

// MARK: Text and time

extension DER {
  /// A UTF8String.
  public static func utf8(_ text: String) -> [UInt8] { raw(tag: 0x0C, contents: Array(text.utf8)) }

  /// A NumericString of the text's UTF-8 bytes.
  public static func numeric(_ text: String) -> [UInt8] { raw(tag: 0x12, contents: Array(text.utf8)) }

  /// A PrintableString of the text's UTF-8 bytes.
  public static func printable(_ text: String) -> [UInt8] { raw(tag: 0x13, contents: Array(text.utf8)) }

  /// A TeletexString of Latin-1 bytes; other characters become `?`.
  public static func teletex(_ text: String) -> [UInt8] {
    raw(tag: 0x14, contents: text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") })
  }

  /// An IA5String of the text's UTF-8 bytes.
  public static func ia5(_ text: String) -> [UInt8] { raw(tag: 0x16, contents: Array(text.utf8)) }

  /// A VisibleString of the text's UTF-8 bytes.
  public static func visible(_ text: String) -> [UInt8] { raw(tag: 0x1A, contents: Array(text.utf8)) }

  /// A UniversalString.
  public static func universal(_ text: String) -> [UInt8] {
    let scalars = text.unicodeScalars.map(\.value)
    return raw(
      tag: 0x1C,
      contents: scalars.flatMap { scalar in (0..<4).map { UInt8(truncatingIfNeeded: scalar >> (24 - 8 * $0)) } })
  }

  /// A BMPString; a character beyond the basic plane becomes a surrogate pair, which the type does not allow.
  public static func bmp(_ text: String) -> [UInt8] {
    raw(tag: 0x1E, contents: text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] })
  }

  /// A UTCTime of any text, such as `260101000000Z`.
  public static func utcTime(_ text: String) -> [UInt8] { raw(tag: 0x17, contents: Array(text.utf8)) }

  /// A GeneralizedTime of any text, such as `20500101000000Z`.
  public static func generalizedTime(_ text: String) -> [UInt8] { raw(tag: 0x18, contents: Array(text.utf8)) }

  /// The Time of a moment: UTCTime in the years 1950 to 2049, GeneralizedTime in others (RFC 5280 §4.1.2.5).
  public static func time(_ moment: Timestamp) -> [UInt8] {
    let digits = moment.description.filter { $0 != "-" && $0 != ":" && $0 != "T" }
    return ("1950"..."2049").contains(digits.prefix(4)) ? utcTime(String(digits.dropFirst(2))) : generalizedTime(digits)
  }
}

package import CertificateEncoding

/// How the contents of an ASN.1 string type become characters.
package enum CharacterEncoding: Sendable {
  /// One byte below 80 for a character (X.680 §41.4: NumericString, PrintableString, IA5String, VisibleString).
  case ascii
  /// One byte for a character, read as Latin-1.
  case latin1
  /// UTF-8 (RFC 3629).
  case utf8
  /// Two bytes for a character of the basic plane (X.680 §41.16).
  case basicPlane
  /// Four bytes for a character (X.680 §41.7).
  case universal

  /// The encoding of a string type; `nil` for a type that is no string.
  ///
  /// TeletexString has a hundred repertoires to switch between on paper (X.690 §8.23.5); what certificates put in one is
  /// Latin-1, and that is how every implementation reads it.
  package init?(_ tag: DERTag) {
    switch tag {
    case .printableString, .ia5String, .visibleString, .numericString: self = .ascii
    case .utf8String: self = .utf8
    case .teletexString: self = .latin1
    case .bmpString: self = .basicPlane
    case .universalString: self = .universal
    default: return nil
    }
  }

  /// Whether characters below 80 take one byte that is their own code.
  @inline(__always)
  var keepsASCII: Bool {
    switch self {
    case .ascii, .latin1, .utf8: true
    case .basicPlane, .universal: false
    }
  }
}

/// A cursor that reads the characters of an ASN.1 string one after the other.
///
/// Like ``DERReader`` it holds no bytes: each call is given the buffer.
package struct CharacterCursor: Sendable {
  /// What the cursor found.
  package enum Step: Sendable, Equatable {
    case character(Unicode.Scalar)
    /// Every character has been read.
    case end
    /// The bytes at the cursor's position are no character.
    case malformed
  }

  /// The offset of the next character.
  package private(set) var position: Int
  private let end: Int
  private let encoding: CharacterEncoding

  /// Creates a cursor over the contents of a string.
  package init(_ contents: Range<Int>, _ encoding: CharacterEncoding) {
    position = contents.lowerBound
    end = contents.upperBound
    self.encoding = encoding
  }

  /// Reads the next character; after a malformed one the cursor stays where it is.
  package mutating func next(_ bytes: Span<UInt8>) -> Step {
    guard position < end else { return .end }
    let width: Int
    let value: UInt32
    switch encoding {
    case .latin1: (width, value) = (1, UInt32(bytes[position]))
    case .ascii:
      (width, value) = (1, UInt32(bytes[position]))
      guard value < 0x80 else { return .malformed }
    case .utf8:
      width = Self.widthOfUTF8(bytes[position])
      guard width > 0, end - position >= width else { return .malformed }
      guard let decoded = Self.decodeUTF8(bytes, at: position, width: width) else { return .malformed }
      value = decoded
    case .basicPlane: (width, value) = (2, Self.bigEndian(bytes, position..<min(position + 2, end)))
    case .universal: (width, value) = (4, Self.bigEndian(bytes, position..<min(position + 4, end)))
    }
    // The initializer refuses surrogates and what is beyond the last plane.
    guard end - position >= width, let character = Unicode.Scalar(value) else { return .malformed }
    position += width
    return .character(character)
  }

  /// How many bytes a UTF-8 sequence has by its first one; 0 for a byte that starts none (RFC 3629 §4).
  private static func widthOfUTF8(_ first: UInt8) -> Int {
    switch first {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// The value of a UTF-8 sequence; `nil` if a byte does not continue it, or a shorter sequence would have done.
  private static func decodeUTF8(_ bytes: Span<UInt8>, at start: Int, width: Int) -> UInt32? {
    guard width > 1 else { return UInt32(bytes[start]) }
    var value = UInt32(bytes[start]) & (0x7F >> UInt32(width))
    for offset in start + 1..<start + width {
      guard bytes[offset] & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(bytes[offset] & 0x3F)
    }
    let smallest: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x1_0000
    return value >= smallest ? value : nil
  }

  private static func bigEndian(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var value: UInt32 = 0
    for offset in range { value = value << 8 | UInt32(bytes[offset]) }
    return value
  }
}

extension DERElement {
  /// The text of a string element; `nil` if it is no string or a character in it is malformed.
  package func text(_ bytes: Span<UInt8>) -> String? {
    guard let encoding = CharacterEncoding(tag) else { return nil }
    var cursor = CharacterCursor(contents, encoding)
    var text = ""
    while true {
      switch cursor.next(bytes) {
      case .character(let character): text.unicodeScalars.append(character)
      case .end: return text
      case .malformed: return nil
      }
    }
  }
}

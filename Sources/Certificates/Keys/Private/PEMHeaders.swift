import CertificateCryptography
import CertificateEncoding

/// The headers of an encrypted PEM block (RFC 1421 §4.6, RFC 1423 §1.1), as OpenSSL writes them.
///
///     Proc-Type: 4,ENCRYPTED
///     DEK-Info: AES-256-CBC,0123456789ABCDEF0123456789ABCDEF
///
/// and a line without anything. A block without headers has none of these lines.
struct PEMHeaders {
  /// How the block is encrypted; `nil` without headers.
  private(set) var encryption: PrivateKeyEncryption?
  /// Where the contents begin.
  private(set) var end = 0
  /// How many lines the headers take.
  private(set) var lineCount = 0

  /// Reads the headers at the start of the text behind a BEGIN line.
  init(_ text: Span<UInt8>) throws(PrivateKeyError) {
    var lines = Lines(text)
    _ = lines.next()
    guard let first = lines.next(), Self.value(of: "Proc-Type", text, first) != nil || Self.hasColon(text, first) else {
      return
    }
    // RFC 1421 §4.6.1.1: Proc-Type comes first.
    guard let type = Self.value(of: "Proc-Type", text, first), Self.words(text, type) == ["4", "ENCRYPTED"],
      let second = lines.next(), let information = Self.value(of: "DEK-Info", text, second),
      let blank = lines.next(), blank.isEmpty
    else { throw PrivateKeyError(.headers) }
    let words = Self.words(text, information)
    guard let name = words.first else { throw PrivateKeyError(.headers) }
    encryption = try Self.encryption(name, words.dropFirst().first, count: words.count)
    (end, lineCount) = (lines.position, lines.number)
  }

  /// RFC 1423 §1.1: the cipher, and its initialization vector in hexadecimal, of which OpenSSL takes the first eight bytes
  /// for the salt as well.
  private static func encryption(
    _ name: String, _ digits: String?, count: Int
  ) throws(PrivateKeyError) -> PrivateKeyEncryption {
    // OpenSSL takes the name of a cipher in any letters.
    let name = upperCase(name)
    let cipher: BlockCipher? =
      switch name {
      case "AES-128-CBC": .aes128
      case "AES-192-CBC": .aes192
      case "AES-256-CBC": .aes256
      case "DES-EDE3-CBC": .tripleDES
      default: nil
      }
    guard let cipher else {
      // A name, and no more: what stands there may have slipped in from anywhere.
      let isName =
        name.utf8.count <= 24
        && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x2D }
      return PrivateKeyEncryption(
        nil, isLegacyPEM: true, description: isName ? "PEM encryption, \(name)" : "PEM encryption")
    }
    guard count == 2, let digits, let vector = bytes(digits), vector.count == cipher.blockByteCount else {
      throw PrivateKeyError(.headers)
    }
    let recipe = PrivateKeyEncryption.Recipe(
      derivation: .openSSL(salt: Array(vector.prefix(8))), cipher: cipher, initializationVector: vector)
    return PrivateKeyEncryption(recipe, isLegacyPEM: true, description: "PEM encryption, \(name)")
  }

  /// A name with the capitals of its letters of ASCII.
  private static func upperCase(_ name: String) -> String {
    String(decoding: name.utf8.map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }, as: UTF8.self)
  }

  private static func bytes(_ digits: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var high: UInt8?
    for character in digits.utf8 {
      let digit: UInt8
      switch character {
      case 0x30...0x39: digit = character - 0x30
      case 0x41...0x46: digit = character - 0x37
      case 0x61...0x66: digit = character - 0x57
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    return high == nil ? bytes : nil
  }

  /// Where the value of a header lies; `nil` if the line is another.
  private static func value(of name: String, _ text: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    let count = name.utf8.count
    guard line.count > count, text[line.lowerBound + count] == UInt8(ascii: ":") else { return nil }
    var offset = line.lowerBound
    for character in name.utf8 {
      guard text[offset] == character else { return nil }
      offset += 1
    }
    return offset + 1..<line.upperBound
  }

  /// Whether a line has a colon, as only a header does, not Base64.
  private static func hasColon(_ text: Span<UInt8>, _ line: Range<Int>) -> Bool {
    for offset in line where text[offset] == UInt8(ascii: ":") { return true }
    return false
  }

  /// The words of a value, between commas, without the white space around them.
  private static func words(_ text: Span<UInt8>, _ range: Range<Int>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    for offset in range {
      switch text[offset] {
      case UInt8(ascii: ","):
        words.append(String(decoding: word, as: UTF8.self))
        word = []
      case 0x20, 0x09: continue
      default: word.append(text[offset])
      }
    }
    words.append(String(decoding: word, as: UTF8.self))
    return words
  }

  /// The lines of a text, one after the other, without white space at their ends.
  private struct Lines {
    private(set) var position = 0
    /// How many lines have been read.
    private(set) var number = 0
    /// Where each line ends, without the white space behind it, and where the next one starts.
    private let ends: [Int]

    /// Looks for the ends of the first lines: the rest of BEGIN's, the two headers, and the blank one.
    init(_ text: Span<UInt8>) {
      var ends: [Int] = []
      var offset = 0
      while offset < text.count, ends.count < 2 * 5 {
        if text[offset] == 0x0A || text[offset] == 0x0D {
          let isPair = text[offset] == 0x0D && offset + 1 < text.count && text[offset + 1] == 0x0A
          var end = offset
          while end > (ends.last ?? 0), text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
          ends.append(end)
          offset += isPair ? 2 : 1
          ends.append(offset)
        } else {
          offset += 1
        }
      }
      self.ends = ends
    }

    /// The next line; `nil` if no more has an end.
    mutating func next() -> Range<Int>? {
      guard 2 * number + 1 < ends.count else { return nil }
      let line = position..<ends[2 * number]
      position = ends[2 * number + 1]
      number += 1
      return line
    }
  }
}

/// Bytes as people and programs read them.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef")

  /// All bytes in lower-case digits without separators, as fingerprints are searched for.
  static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0x0F)])
    }
    return text
  }

  /// All bytes in capital digits with colons between them, as people compare them.
  static func spaced(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { text(CollectionOfOne($0)).uppercased() }.joined(separator: ":")
  }

  /// The bytes with colons between them; of many, the first ones and how many there are.
  static func summary(_ bytes: [UInt8]) -> String {
    guard bytes.count > 32 else { return spaced(bytes) }
    return "\(spaced(bytes.prefix(16)))… (\(bytes.count) bytes)"
  }
}

/// Base64 as Go's package encoding/pem reads it (`base64.StdEncoding`, not strict).
///
/// Line ends, spaces and tabs are passed over, a group must be completed by `=`, and bits that belong to no byte may be
/// anything. Which character means what is computed and not looked up, since the text may be a key's.
enum GoBase64 {
  /// Decodes the text at `range`; `nil` if Go would not.
  static func decode(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(range.count / 4 * 3 + 3)
    return decode(text, range) { output.append($0) } ? output : nil
  }

  /// Whether Go would decode the text at `range`.
  static func isValid(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    decode(text, range) { _ in }
  }

  private static func decode(_ text: Span<UInt8>, _ range: Range<Int>, _ body: (UInt8) -> Void) -> Bool {
    var held: UInt32 = 0
    var count = 0
    var padding = 0
    for offset in range {
      let byte = text[offset]
      if byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09 { continue }
      if byte == UInt8(ascii: "=") {
        guard count >= 2, count + padding < 4 else { return false }
        padding += 1
        continue
      }
      let value = value(of: byte)
      guard value >= 0, padding == 0 else { return false }
      held = held << 6 | UInt32(truncatingIfNeeded: value)
      count += 1
      guard count == 4 else { continue }
      for shift: UInt32 in [16, 8, 0] { body(UInt8(truncatingIfNeeded: held >> shift)) }
      (held, count) = (0, 0)
    }
    guard count > 0 else { return true }
    guard count + padding == 4 else { return false }
    held <<= UInt32(6 * padding)
    for index in 0..<count - 1 { body(UInt8(truncatingIfNeeded: held >> UInt32(16 - 8 * index))) }
    return true
  }

  /// The six bits of a character; -1 if it is none of the alphabet.
  ///
  /// Each line adds what one run of the alphabet gives, plus one, under a mask that is all ones within the run.
  private static func value(of byte: UInt8) -> Int32 {
    let byte = Int32(byte)
    var value: Int32 = -1
    value += ((0x40 - byte) & (byte - 0x5B)) >> 8 & (byte - 0x40)  // A to Z
    value += ((0x60 - byte) & (byte - 0x7B)) >> 8 & (byte - 0x46)  // a to z
    value += ((0x2F - byte) & (byte - 0x3A)) >> 8 & (byte + 5)  // 0 to 9
    value += ((0x2A - byte) & (byte - 0x2C)) >> 8 & 63  // +
    value += ((0x2E - byte) & (byte - 0x30)) >> 8 & 64  // /
    return value
  }
}

import CertificateCryptography
import CertificateEncoding

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

  /// Decodes the text of a key at `range`; `nil` if Go would not.
  static func decodeSecret(_ text: Span<UInt8>, _ range: Range<Int>) -> SecretBytes? {
    // The array never grows, so that this is the only copy.
    var output: [UInt8] = []
    output.reserveCapacity(range.count / 4 * 3 + 3)
    defer { output.wipe() }
    return decode(text, range) { output.append($0) } ? SecretBytes(output.span) : nil
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
      let (value, isInvalid) = SecretBase64.value(of: byte)
      guard isInvalid == 0, padding == 0 else { return false }
      held = held << 6 | value
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
}

import CertificateCryptography
import CertificateEncoding
import Platform

/// Base64 as Go's package encoding/pem reads it (`base64.StdEncoding`, not strict).
///
/// Line ends, spaces and tabs are passed over, a group must be completed by `=`, and bits that belong to no byte may be
/// anything. What the readers of RFC 4648 take means the same to Go, and they are faster; what they refuse is read again
/// by Go's rules.
enum GoBase64 {
  /// Decodes the text at `range`, which is no secret; `nil` if Go would not.
  static func decode(_ text: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    if !hasOtherSpace(text, range), let bytes = try? Base64.decode(text.extracting(range)) { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(capacity(range))
    return decode(text, range) { output.append($0) } ? output : nil
  }

  /// Decodes the text of a key at `range`; `nil` if Go would not.
  ///
  /// Which character means what is computed and not looked up.
  static func decodeSecret(_ text: Span<UInt8>, _ range: Range<Int>) -> SecretBytes? {
    // The array never grows, so that this is the only copy.
    var output = [UInt8](repeating: 0, count: capacity(range))
    defer { output.wipe() }
    guard let count = decode(text, range, into: &output) else { return nil }
    return SecretBytes(output.span.extracting(0..<count))
  }

  /// Whether Go would decode the text at `range`.
  static func isValid(_ text: Span<UInt8>, _ range: Range<Int>, isSecret: Bool) -> Bool {
    guard isSecret else { return decode(text, range) != nil }
    var output = [UInt8](repeating: 0, count: capacity(range))
    defer { output.wipe() }
    return decode(text, range, into: &output) != nil
  }

  /// Decodes the text of a key to the first bytes of `output`, and returns how many they are.
  private static func decode(_ text: Span<UInt8>, _ range: Range<Int>, into output: inout [UInt8]) -> Int? {
    if !hasOtherSpace(text, range) {
      var span = output.mutableSpan
      if let count = try? SecretBase64.decode(text.extracting(range), into: &span) { return count }
    }
    var count = 0
    let isValid = decode(text, range) { byte in
      output[count] = byte
      count += 1
    }
    return isValid ? count : nil
  }

  /// How many bytes a text encodes, at most.
  private static func capacity(_ range: Range<Int>) -> Int { range.count / 4 * 3 + 3 }

  /// Whether there is white space that RFC 7468 passes over and Go doesn't: a vertical tab or a form feed.
  private static func hasOtherSpace(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let part = text.extracting(range)
    return ByteSearch.first(0x0B, in: part, from: 0) != nil || ByteSearch.first(0x0C, in: part, from: 0) != nil
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

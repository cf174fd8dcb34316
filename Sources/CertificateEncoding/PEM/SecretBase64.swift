/// The Base64 of RFC 4648 §4 for text that encodes a secret: decoded in a time that its layout decides, not its contents.
///
/// ``Base64`` is fast by a table, whose place in the processor's cache would tell the character. Here a character's value
/// is computed by comparisons that are no branches. Which characters are white space, padding or no Base64 at all is told
/// by branches: of all others, these only say that they are of the alphabet.
package enum SecretBase64 {
  /// A fault, and the offset in the text of the character that is at fault; of the end if something is missing.
  package struct Failure: Error, Sendable, Hashable {
    /// What is wrong.
    package let fault: Base64.Fault
    /// Where.
    package let offset: Int
  }

  /// Writes the bytes that `text` encodes to `output`, and returns how many there are; white space in it is skipped.
  ///
  /// `output` has three bytes for each four characters of `text`, or more.
  package static func decode(_ text: Span<UInt8>, into output: inout MutableSpan<UInt8>) throws(Failure) -> Int {
    precondition(output.count >= text.count / 4 * 3, "three bytes for each four characters")
    var (held, heldCount, padding, written): (UInt32, Int, Int, Int) = (0, 0, 0, 0)
    for offset in text.indices {
      let character = text[offset]
      switch character {
      case 0x0A, 0x0D, 0x20, 0x09, 0x0B, 0x0C: continue
      case UInt8(ascii: "="):
        guard heldCount >= 2, heldCount + padding < 4 else { throw Failure(fault: .wrongPadding, offset: offset) }
        padding += 1
        continue
      default: break
      }
      let (value, isInvalid) = value(of: character)
      guard isInvalid == 0 else { throw Failure(fault: .invalidCharacter, offset: offset) }
      guard padding == 0 else { throw Failure(fault: .dataAfterPadding, offset: offset) }
      held = held &<< 6 | value
      heldCount += 1
      guard heldCount == 4 else { continue }
      output[written] = UInt8(truncatingIfNeeded: held &>> 16)
      output[written + 1] = UInt8(truncatingIfNeeded: held &>> 8)
      output[written + 2] = UInt8(truncatingIfNeeded: held)
      written += 3
      (held, heldCount) = (0, 0)
    }
    guard heldCount > 0 else { return written }
    guard heldCount + padding == 4, padding > 0 else { throw Failure(fault: .wrongPadding, offset: text.count) }
    // RFC 4648 §3.5: two characters carry a byte and four bits, three carry two bytes and two bits.
    guard held & (heldCount == 2 ? 0x0F : 0x03) == 0 else {
      throw Failure(fault: .nonZeroTrailingBits, offset: text.count)
    }
    held = held &<< UInt32(truncatingIfNeeded: 6 * padding)
    for index in 0..<heldCount - 1 {
      output[written] = UInt8(truncatingIfNeeded: held &>> UInt32(truncatingIfNeeded: 16 - 8 * index))
      written += 1
    }
    return written
  }

  /// The six bits of a character, and 0; or anything, and what is not 0, for one that is not of the alphabet.
  @inline(__always)
  package static func value(of character: UInt8) -> (value: UInt32, isInvalid: UInt32) {
    let code = UInt32(character)
    let upper = range(code, 0x41, 0x5A)
    let lower = range(code, 0x61, 0x7A)
    let digit = range(code, 0x30, 0x39)
    let plus = range(code, 0x2B, 0x2B)
    let slash = range(code, 0x2F, 0x2F)
    let value =
      upper & (code &- 0x41) | lower & (code &- 0x61 &+ 26) | digit & (code &- 0x30 &+ 52) | plus & 62 | slash & 63
    return (value, ~(upper | lower | digit | plus | slash))
  }

  /// All ones if `first` <= code <= `last`, for numbers below 2^31.
  @inline(__always)
  private static func range(_ code: UInt32, _ first: UInt32, _ last: UInt32) -> UInt32 {
    // The highest bit of a difference tells that it is below 0.
    ((code &- first) | (last &- code)) &>> 31 &- 1
  }
}

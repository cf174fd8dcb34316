/// The Base64 encoding of RFC 4648 §4, read the way that PEM needs it: fast, and with the place of every fault.
package enum Base64 {
  /// What keeps text from being Base64.
  package enum Fault: Error, Sendable, Hashable {
    /// A byte that is neither of the alphabet, nor white space, nor `=`.
    case invalidCharacter
    /// Too few characters in the last group, or other than the one or two `=` that complete it.
    case wrongPadding
    /// A character of the alphabet after `=`.
    case dataAfterPadding
    /// Bits of the last character that belong to no byte and are not zero (RFC 4648 §3.5).
    case nonZeroTrailingBits
  }

  /// The bytes that `text` encodes; white space in it is skipped.
  package static func decode(_ text: Span<UInt8>) throws(Fault) -> [UInt8] {
    try decode(text, kernel: .current)
  }

  static func decode(_ text: Span<UInt8>, kernel: Kernel) throws(Fault) -> [UInt8] {
    var decoder = Base64Decoder(PEMCursor(), kernel: kernel)
    var stop = Base64Decoder.Stop.end
    let bytes = [UInt8](capacity: maximumDecodedCount(text.count)) { output in
      stop = decoder.decode(text, into: &output)
    }
    switch stop {
    case .character: throw .invalidCharacter
    case .fault(let fault): throw fault
    case .end: if let fault = decoder.unfinished { throw fault }
    }
    return bytes
  }

  /// The room that decoding `count` characters needs: three bytes for every four characters, and the two that the
  /// last wide store writes beyond its twelve.
  package static func maximumDecodedCount(_ count: Int) -> Int { count / 4 * 3 + 4 }

  /// What a character means in each of the four places of a group: 256 entries for the first place, then as many for
  /// the second, the third and the fourth.
  ///
  /// An entry holds the six bits of its character where they belong in the three bytes of the group, the first byte
  /// lowest, so that the four entries of a group joined by `|` are its bytes. ``invalid`` is set for what is not in
  /// the alphabet.
  static let table: [UInt32] = makeTable()

  /// The bit of an entry that marks a character outside the alphabet; no value reaches it.
  static let invalid: UInt32 = 0x8000_0000

  private static func makeTable() -> [UInt32] {
    var entries = [UInt32](repeating: invalid, count: 4 * 256)
    var value: UInt32 = 0
    for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8 {
      for place in 0..<4 {
        let group = value << UInt32(18 - 6 * place)
        entries[256 * place + Int(character)] = group.byteSwapped >> 8
      }
      value += 1
    }
    return entries
  }
}

/// The blocks of a text in PEM, the textual encoding of certificates and keys (RFC 7468).
///
/// The text may hold any number of blocks, with explanations around and between them, and is read with the lax
/// grammar of RFC 7468 §3: lines of any length and any line end, indented or not, with white space anywhere. Headers
/// of RFC 1421 are skipped. A block that is wrong is left out and reported; it never costs its neighbors.
public struct PEMDocument: Sendable {
  /// The contents of all blocks, one after the other.
  package let decoded: [UInt8]
  /// The blocks that were read, in their order.
  public let blocks: [PEMBlock]
  /// What could not be read, in its order; empty if there is no block at all.
  public let problems: [PEMProblem]

  /// Reads all blocks of `bytes`.
  ///
  /// A private key is listed, but its contents are not decoded: nothing secret is copied into a buffer that many share.
  public init(_ bytes: Span<UInt8>) {
    self.init(bytes, kernel: .current)
  }

  init(_ bytes: Span<UInt8>, kernel: Base64.Kernel) {
    var scanner = PEMScanner(kernel: kernel)
    guard scanner.findBegin(bytes) else {
      // Bytes without a block, which is what DER is, cost no memory.
      decoded = []
      blocks = []
      problems = scanner.problems.isEmpty ? Self.utf16Problem(bytes) : scanner.problems
      return
    }
    let room = Base64.maximumDecodedCount(bytes.count - scanner.position)
    var blocks: [PEMBlock] = []
    let contents = [UInt8](capacity: room) { output in
      while scanner.next(bytes, into: &output) {
        if let block = scanner.block { blocks.append(block) }
      }
      scanner.finish(&output)
    }
    decoded = Self.trimmed(contents)
    self.blocks = blocks
    problems = scanner.problems
  }

  /// Gives back the room that long explanations between the blocks, or keys, left unused.
  package static func trimmed(_ contents: [UInt8]) -> [UInt8] {
    // Copying at most half of what is held keeps the cost below that of decoding it.
    guard contents.count < contents.capacity / 2 else { return contents }
    var copy: [UInt8] = []
    copy.reserveCapacity(contents.count)
    copy.append(contentsOf: contents)
    return copy
  }

  /// The problem of a document in UTF-16, which editors on Windows write; none if there is no block in it.
  private static func utf16Problem(_ bytes: Span<UInt8>) -> [PEMProblem] {
    guard let offset = utf16Begin(bytes) else { return [] }
    var line = 1
    var previous: UInt8 = 0
    // The dash's own place tells the byte order: in the big-endian one, the lower byte of a unit is the odd one.
    let upper = offset % 2 == 0 ? 1 : -1
    for position in stride(from: offset % 2, to: offset, by: 2) {
      let unit = bytes[position + upper] == 0 ? bytes[position] : 0
      if unit == 0x0D || unit == 0x0A && previous != 0x0D { line += 1 }
      previous = unit
    }
    return [PEMProblem(reason: .utf16, line: line, label: nil, index: nil)]
  }

  /// Where the first `-----BEGIN` in UTF-16 of either byte order starts: the offset of its first dash.
  private static func utf16Begin(_ bytes: Span<UInt8>) -> Int? {
    let length = 2 * "-----BEGIN".utf8.count - 1
    guard bytes.count >= length else { return nil }
    for offset in 0...bytes.count - length where bytes[offset + 1] == 0 && bytes[offset] == UInt8(ascii: "-") {
      if isUTF16Begin(bytes, at: offset) { return offset }
    }
    return nil
  }

  private static func isUTF16Begin(_ bytes: Span<UInt8>, at offset: Int) -> Bool {
    var place = offset
    for character in "-----BEGIN".utf8 {
      guard bytes[place] == character, place == offset || bytes[place - 1] == 0 else { return false }
      place += 2
    }
    return true
  }
}

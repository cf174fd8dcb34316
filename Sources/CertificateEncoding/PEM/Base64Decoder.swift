/// A decoder that walks over Base64 text line by line, and stops at the first byte that is neither that nor white space.
///
/// It keeps count of the lines for whoever has to name one.
struct Base64Decoder {
  /// Why the decoder stopped.
  enum Stop: Equatable {
    /// The text ends.
    case end
    /// A byte which has no place in Base64: the one at the cursor.
    case character
    /// The encoding is wrong at the cursor.
    case fault(Base64.Fault)
  }

  /// What is read next.
  private(set) var cursor: PEMCursor
  /// What decodes whole lines.
  private let kernel: Base64.Kernel

  /// The characters of a group that is not complete yet, six bits each.
  private var held: UInt32 = 0
  private var heldCount = 0
  /// How many `=` have been read.
  private var padding = 0

  /// Creates a decoder of the text from `cursor` on.
  init(_ cursor: PEMCursor, kernel: Base64.Kernel) {
    self.cursor = cursor
    self.kernel = kernel
  }

  /// What is wrong if the text ends here.
  var unfinished: Base64.Fault? {
    heldCount == 0 || padding > 0 && heldCount + padding == 4 ? nil : .wrongPadding
  }

  /// Appends the bytes of the text from the cursor on to `output`, until something stops it.
  ///
  /// `output` must have had room for ``Base64/maximumDecodedCount(_:)`` of the characters from where the first decoder
  /// on it started.
  mutating func decode(_ text: Span<UInt8>, into output: inout OutputSpan<UInt8>) -> Stop {
    let table = Base64.table
    var groupsEnd = -1
    while cursor.position < text.count {
      let byte = text[cursor.position]
      // The fourth place of a group holds the six bits in the third byte.
      let entry = table[3 * 256 + Int(byte)]
      if entry & Base64.invalid == 0 {
        guard padding == 0 else { return .fault(.dataAfterPadding) }
        if heldCount == 0, groupsEnd != cursor.position {
          decodeGroups(text, table, into: &output)
          groupsEnd = cursor.position
          continue
        }
        hold(entry >> 16, into: &output)
        cursor.position += 1
        continue
      }
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        cursor.skipLineEnd(text)
      case UInt8(ascii: " "), 0x09, 0x0B, 0x0C:  // RFC 7468 §3, W: space, tab, vertical tab, form feed.
        cursor.position += 1
      case UInt8(ascii: "="):
        if let fault = pad(into: &output) { return .fault(fault) }
        cursor.position += 1
      default:
        return .character
      }
    }
    return .end
  }

  private mutating func hold(_ value: UInt32, into output: inout OutputSpan<UInt8>) {
    held = held << 6 | value
    heldCount += 1
    guard heldCount == 4 else { return }
    appendHeld(3, to: &output)
    (held, heldCount) = (0, 0)
  }

  /// Takes one `=`, and with the last one the bytes of the short group.
  private mutating func pad(into output: inout OutputSpan<UInt8>) -> Base64.Fault? {
    guard heldCount >= 2, heldCount + padding < 4 else { return .wrongPadding }
    padding += 1
    guard heldCount + padding == 4 else { return nil }
    // RFC 4648 §3.5: two characters carry a byte and four bits, three carry two bytes and two bits.
    let spareBits: UInt32 = heldCount == 2 ? 0x0F : 0x03
    guard held & spareBits == 0 else { return .nonZeroTrailingBits }
    held <<= UInt32(6 * padding)
    appendHeld(heldCount - 1, to: &output)
    return nil
  }

  private func appendHeld(_ count: Int, to output: inout OutputSpan<UInt8>) {
    for index in 0..<count where !output.isFull {
      output.append(UInt8(truncatingIfNeeded: held >> UInt32(16 - 8 * index)))
    }
  }
}

extension Base64Decoder {
  /// Decodes whole groups from the cursor on, with the line ends between lines of 64 characters, and stops before
  /// the first group that is not of four characters of the alphabet.
  private mutating func decodeGroups(
    _ text: Span<UInt8>, _ table: [UInt32], into output: inout OutputSpan<UInt8>
  ) {
    // A group of four characters is three bytes. The widest store writes 8 bytes at 6 bytes from the end of its 12,
    // two more than it has, so that with 4 bytes of slack no store ends beyond the room there is.
    let groups = min((text.count - cursor.position) / 4, (output.freeCapacity - 4) / 3)
    guard groups > 0 else { return }
    let (limit, room) = (cursor.position + 4 * groups, output.freeCapacity)
    var state = Groups(cursor: cursor, limit: limit)
    unsafe table.span.withUnsafeBufferPointer { table in
      unsafe text.withUnsafeBufferPointer { text in
        unsafe output.withUnsafeMutableBufferPointer { output, count in
          guard let table = table.baseAddress, let text = text.baseAddress, let output = output.baseAddress else {
            return
          }
          let (source, target) = unsafe (UnsafeRawPointer(text), UnsafeMutableRawPointer(output + count))
          #if ROOTWARD_ACCELERATED && arch(x86_64)
            // Bounds: from the cursor to `limit` is text, and `room` bytes are free at `target`.
            state.written = unsafe kernel.decodeLines(
              source + cursor.position, limit - cursor.position, into: target, room, &state.cursor)
            // With so much left it stopped at a group that is no whole one, where the plain loops would stop as well.
            let isDone = limit - state.cursor.position >= 64 && room - state.written >= 64 && kernel != .plain
          #else
            let isDone = false
          #endif
          if !isDone { unsafe state.run(source, into: target + state.written, table) }
          count += state.written
        }
      }
    }
    cursor = state.cursor
  }
}

/// The inner loop of ``Base64Decoder``.
private struct Groups {
  /// What is read next; never beyond `limit`.
  var cursor: PEMCursor
  /// Where reading ends, an offset within the text.
  let limit: Int
  /// The count of bytes written.
  var written = 0

  @inline(__always)
  mutating func run(_ text: UnsafeRawPointer, into output: UnsafeMutableRawPointer, _ table: UnsafePointer<UInt32>) {
    var source = unsafe text + cursor.position
    let limit = unsafe text + self.limit
    var output = unsafe output
    let start = unsafe output
    var lineStart = unsafe text + cursor.lineStart
    var line = cursor.line
    // Bounds. Loads: `limit - source` is checked before each read of 64, 16, 4, 2 or 1 bytes. Stores: `output` has
    // moved three bytes for every four that `source` has, so what has been and is being decoded never exceeds three
    // bytes for four of `limit`'s characters, plus the two bytes that `decodeGroups` keeps free. Table: an index is a
    // byte plus at most 768, below 1024.
    while unsafe limit - source >= 64 {
      // Branches that are never taken cost less than keeping four marks in registers.
      guard unsafe Self.decode16(source, output, table) & Base64.invalid == 0,
        unsafe Self.decode16(source + 16, output + 12, table) & Base64.invalid == 0,
        unsafe Self.decode16(source + 32, output + 24, table) & Base64.invalid == 0,
        unsafe Self.decode16(source + 48, output + 36, table) & Base64.invalid == 0
      else { break }
      unsafe source += 64
      unsafe output += 48
      guard unsafe limit - source >= 2 else { break }
      if unsafe source.load(as: UInt8.self) == 0x0A {
        unsafe source += 1
      } else if unsafe source.loadUnaligned(as: UInt16.self) == UInt16(littleEndian: 0x0A0D) {
        unsafe source += 2
      } else {
        continue
      }
      line += 1
      unsafe lineStart = source
    }
    while unsafe limit - source >= 16, unsafe Self.decode16(source, output, table) & Base64.invalid == 0 {
      unsafe source += 16
      unsafe output += 12
    }
    while unsafe limit - source >= 4 {
      let group = unsafe Self.group(source, table)
      guard group & Base64.invalid == 0 else { break }
      unsafe output.storeBytes(of: group.littleEndian, as: UInt32.self)
      unsafe source += 4
      unsafe output += 3
    }
    cursor = unsafe PEMCursor(position: source - text, line: line, lineStart: lineStart - text)
    written += unsafe output - start
  }

  /// Decodes 16 characters to 12 bytes, and writes two bytes beyond them; the result has the bit
  /// ``Base64/invalid`` if one of the characters is not in the alphabet.
  @inline(__always)
  private static func decode16(
    _ source: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ table: UnsafePointer<UInt32>
  ) -> UInt32 {
    let first = unsafe group(source, table)
    let second = unsafe group(source + 4, table)
    let third = unsafe group(source + 8, table)
    let fourth = unsafe group(source + 12, table)
    unsafe output.storeBytes(of: (UInt64(first) | UInt64(second) << 24).littleEndian, as: UInt64.self)
    unsafe output.storeBytes(
      of: (UInt64(third) | UInt64(fourth) << 24).littleEndian, toByteOffset: 6, as: UInt64.self)
    return first | second | third | fourth
  }

  /// The three bytes of the four characters at `source`, the first byte lowest.
  @inline(__always)
  private static func group(_ source: UnsafeRawPointer, _ table: UnsafePointer<UInt32>) -> UInt32 {
    // Two loads of 16 bits are taken apart with fewer instructions than one of 32 or 64.
    let first = Int(unsafe source.loadUnaligned(as: UInt16.self).littleEndian)
    let second = Int(unsafe source.loadUnaligned(fromByteOffset: 2, as: UInt16.self).littleEndian)
    return unsafe table[first & 0xFF] | table[256 &+ (first >> 8)]
      | table[512 &+ (second & 0xFF)] | table[768 &+ (second >> 8)]
  }
}

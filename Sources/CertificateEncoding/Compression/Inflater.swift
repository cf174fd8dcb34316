/// Expands DEFLATE (RFC 1951), block by block, into one array with a bound.
struct Inflater {
  /// What has come out.
  private(set) var output: [UInt8] = []
  private let limit: Int
  private let end: Int
  private var position: Int
  /// Bits that were read and not used, the next one lowest (RFC 1951 §3.1.1).
  private var bits: UInt32 = 0
  private var bitCount = 0

  /// Creates an inflater of the stream that starts with `range`, and of at most so many bytes.
  init(_ range: Range<Int>, limit: Int) {
    position = range.lowerBound
    end = range.upperBound
    self.limit = limit
  }

  /// Where the stream has ended, after ``run(_:)``.
  ///
  /// A bit is only taken from a byte when it is needed, so that fewer than eight are left over.
  var endOffset: Int { position }

  /// Expands all blocks (RFC 1951 §3.2.3).
  mutating func run(_ bytes: Span<UInt8>) throws(ZlibError) {
    var isLast = false
    var blockCount = 0
    while !isLast {
      // A block takes work of its own, above all to build its codes; a flood of empty ones is no use to anybody.
      guard blockCount <= Self.freeBlockCount + output.count / Self.blockByteCount else {
        throw ZlibError(.tooManyBlocks, at: position)
      }
      blockCount += 1
      isLast = try take(1, bytes) == 1
      switch try take(2, bytes) {
      case 0: try store(bytes)
      case 1: try expand(bytes, Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try readCodes(bytes)
        try expand(bytes, literals, distances)
      default: throw ZlibError(.blockType, at: position)
      }
    }
  }

  /// How many blocks there may be before anything comes out.
  private static let freeBlockCount = 64
  /// How many bytes each further one is worth: zlib, with the least memory that it takes, ends a block after 127 symbols.
  private static let blockByteCount = 64

  // MARK: Bits

  /// Takes at most 16 bits, the first one lowest.
  private mutating func take(_ count: Int, _ bytes: Span<UInt8>) throws(ZlibError) -> Int {
    while bitCount < count {
      guard position < end else { throw ZlibError(.truncated, at: position) }
      bits |= UInt32(bytes[position]) << UInt32(truncatingIfNeeded: bitCount)
      position += 1
      bitCount += 8
    }
    let value = bits & (1 << UInt32(truncatingIfNeeded: count) - 1)
    bits >>= UInt32(truncatingIfNeeded: count)
    bitCount -= count
    return Int(truncatingIfNeeded: value)
  }

  /// Takes the bits of one symbol (RFC 1951 §3.2.2).
  private mutating func symbol(_ code: PrefixCode, _ bytes: Span<UInt8>) throws(ZlibError) -> Int {
    var (word, first, index) = (0, 0, 0)
    for length in 1...PrefixCode.maximumLength {
      word = word << 1 | (try take(1, bytes))
      let count = code.counts[length]
      if word - first < count { return code.symbols[index + word - first] }
      index += count
      first = (first + count) << 1
    }
    throw ZlibError(.symbol, at: position)
  }

  // MARK: Blocks

  /// RFC 1951 §3.2.4: the rest of the byte, the length, its complement, and as many bytes.
  private mutating func store(_ bytes: Span<UInt8>) throws(ZlibError) {
    (bits, bitCount) = (0, 0)
    let start = position
    guard end - position >= 4 else { throw ZlibError(.truncated, at: start) }
    let count = Int(bytes[position]) | Int(bytes[position + 1]) << 8
    let complement = Int(bytes[position + 2]) | Int(bytes[position + 3]) << 8
    guard count ^ complement == 0xFFFF else { throw ZlibError(.storedLength, at: start) }
    position += 4
    guard end - position >= count else { throw ZlibError(.truncated, at: position) }
    guard limit - output.count >= count else { throw ZlibError(.tooLong, at: position) }
    for offset in position..<position + count { output.append(bytes[offset]) }
    position += count
  }

  /// RFC 1951 §3.2.5: literal bytes, and lengths with distances, up to the symbol 256.
  private mutating func expand(
    _ bytes: Span<UInt8>, _ literals: PrefixCode, _ distances: PrefixCode
  ) throws(ZlibError) {
    while true {
      let symbol = try symbol(literals, bytes)
      if symbol < 256 {
        guard output.count < limit else { throw ZlibError(.tooLong, at: position) }
        output.append(UInt8(truncatingIfNeeded: symbol))
        continue
      }
      if symbol == 256 { return }
      guard symbol - 257 < Self.lengths.count else { throw ZlibError(.symbol, at: position) }
      let (base, extra) = Self.lengths[symbol - 257]
      let length = base + (try take(extra, bytes))
      let distanceSymbol = try self.symbol(distances, bytes)
      guard distanceSymbol < Self.distances.count else { throw ZlibError(.symbol, at: position) }
      let (distanceBase, distanceExtra) = Self.distances[distanceSymbol]
      let distance = distanceBase + (try take(distanceExtra, bytes))
      guard distance <= output.count else { throw ZlibError(.distance, at: position) }
      guard limit - output.count >= length else { throw ZlibError(.tooLong, at: position) }
      // What is copied may be what this very copy has written.
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  /// RFC 1951 §3.2.7: the lengths of the two codes, which are themselves coded.
  private mutating func readCodes(_ bytes: Span<UInt8>) throws(ZlibError) -> (PrefixCode, PrefixCode) {
    let start = position
    let literalCount = 257 + (try take(5, bytes))
    let distanceCount = 1 + (try take(5, bytes))
    let lengthCount = 4 + (try take(4, bytes))
    guard literalCount <= 286, distanceCount <= 30 else { throw ZlibError(.code, at: start) }
    var codeLengths = [Int](repeating: 0, count: 19)
    for index in 0..<lengthCount { codeLengths[Self.lengthOrder[index]] = try take(3, bytes) }
    guard let code = PrefixCode(codeLengths[...]) else { throw ZlibError(.code, at: start) }
    var lengths: [Int] = []
    while lengths.count < literalCount + distanceCount {
      let symbol = try symbol(code, bytes)
      let (value, count): (Int, Int)
      switch symbol {
      case 16:
        guard let last = lengths.last else { throw ZlibError(.code, at: position) }
        (value, count) = (last, 3 + (try take(2, bytes)))
      case 17: (value, count) = (0, 3 + (try take(3, bytes)))
      case 18: (value, count) = (0, 11 + (try take(7, bytes)))
      default: (value, count) = (symbol, 1)
      }
      guard lengths.count + count <= literalCount + distanceCount else { throw ZlibError(.code, at: position) }
      for _ in 0..<count { lengths.append(value) }
    }
    // Without the symbol 256 the block would have no end.
    guard lengths[256] != 0, let literals = PrefixCode(lengths[..<literalCount]),
      let distances = PrefixCode(lengths[literalCount...], mayBeIncomplete: true)
    else { throw ZlibError(.code, at: start) }
    return (literals, distances)
  }
}

// MARK: Tables

extension Inflater {
  /// RFC 1951 §3.2.7: the order in which the lengths of the code for lengths stand.
  private static let lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// RFC 1951 §3.2.5: what the symbols from 257 on stand for, and how many more bits say the rest.
  private static let lengths: [(base: Int, extraBits: Int)] = {
    var table: [(base: Int, extraBits: Int)] = []
    var base = 3
    for symbol in 0..<28 {
      let extraBits = symbol < 8 ? 0 : (symbol - 4) / 4
      table.append((base, extraBits))
      base += 1 << extraBits
    }
    // The last one is a length of its own, and not the end of the series.
    return table + [(258, 0)]
  }()

  /// RFC 1951 §3.2.5: the same for distances.
  private static let distances: [(base: Int, extraBits: Int)] = {
    var table: [(base: Int, extraBits: Int)] = []
    var base = 1
    for symbol in 0..<30 {
      let extraBits = symbol < 4 ? 0 : (symbol - 2) / 2
      table.append((base, extraBits))
      base += 1 << extraBits
    }
    return table
  }()

  /// RFC 1951 §3.2.6: the code of blocks that bring none.
  private static let fixedLiterals = PrefixCode(
    fixed: Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
      + Array(repeating: 8, count: 8))
  private static let fixedDistances = PrefixCode(fixed: Array(repeating: 5, count: 32))
}

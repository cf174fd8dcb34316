import Platform
import RegistryTrust

/// Finds the items of a stream in its bytes, which may come in pieces of any size.
///
/// What it finds depends on the bytes alone, and not on how they come. It holds the bytes of the items that were not taken
/// yet, and of one that is not whole.
package struct ItemSplitter {
  /// The most bytes of an item: what the reader of JSON takes.
  ///
  /// A chain of three certificates has some five thousand, and the longest that servers send a tenth of the limit.
  package static let maximumItemByteCount = JSONDocument.maximumByteCount

  /// How the items are written; `nil` until it is known.
  package private(set) var format: BatchFormat?
  /// How many items were passed over, as was asked for.
  package private(set) var skippedCount = 0

  private let skip: Int
  /// Whether other items came before the stream's first.
  private let isPart: Bool
  /// The number of the first item that was not taken yet.
  private var nextNumber: Int
  private var nextSequence = 0

  private var buffer: [UInt8] = []
  /// The items that were found and not taken, in order; they lie before `start`.
  private var items: [Range<Int>?] = []
  /// Where the item begins that is not whole yet, and up to where its end was looked for.
  private var start = 0
  private var scanned = 0
  /// Whether that item is too long, and its bytes are thrown away as they come.
  private var isDiscarding = false
  /// Whether what was thrown away last ended within a line.
  private var isWithinLine = false
  /// Whether the start of the stream was looked at.
  private var hasBegun = false

  /// Creates a splitter.
  ///
  /// - Parameters:
  ///   - format: how the items are written; `nil` to find out.
  ///   - firstNumber: the number of the stream's first item; above 1 the stream is the rest of another, and a mark of UTF-8
  ///     at its start belongs to the item, as it would there. Numbers beyond the greatest go round.
  ///   - skip: how many items are passed over.
  package init(format: BatchFormat? = nil, firstNumber: Int = 1, skip: Int = 0) {
    self.format = format
    self.skip = max(0, skip)
    nextNumber = firstNumber &+ self.skip
    isPart = firstNumber > 1
  }

  /// How many items can be taken.
  package var itemCount: Int { items.count }
  /// How many bytes are held of items that can be taken.
  var byteCount: Int { items.isEmpty ? 0 : start }

  /// Lets `append` add the next bytes of the stream, and finds the items that are whole by then.
  ///
  /// - Parameter append: appends bytes and returns how many; 0 says that the stream has ended.
  /// - Returns: whether the stream goes on.
  package mutating func read<Failure: Error>(
    _ append: (inout [UInt8]) throws(Failure) -> Int
  ) throws(Failure) -> Bool {
    let isAtEnd = try append(&buffer) == 0
    scan(isAtEnd: isAtEnd)
    return !isAtEnd
  }

  private mutating func scan(isAtEnd: Bool) {
    if !hasBegun {
      guard isAtEnd || buffer.count >= 3 || !buffer.span.mayBeginMark else { return }
      hasBegun = true
      // A mark of UTF-8 at the start, as Windows writes it, belongs to no item.
      if !isPart, buffer.span.holds("\u{FEFF}", at: 0) { (start, scanned) = (3, 3) }
    }
    if format == nil {
      var undecided = scanned
      format = BatchFormat.detect(buffer.span, from: &undecided, isAtEnd: isAtEnd)
      scanned = format == nil ? undecided : start
    }
    switch format {
    case nil: return
    case .json: scanLines(isAtEnd: isAtEnd)
    case .pem: scanSeparators(isAtEnd: isAtEnd)
    }
    discard()
  }

  /// Finds the ends of lines, each of which is an item.
  private mutating func scanLines(isAtEnd: Bool) {
    while let end = ByteSearch.first(0x0A, in: buffer.span, from: scanned) {
      finish(at: end)
      (start, scanned) = (end + 1, end + 1)
    }
    scanned = buffer.count
    guard isAtEnd else { return }
    finish(at: buffer.count)
    start = buffer.count
  }

  /// Finds the separators, each of which begins an item.
  private mutating func scanSeparators(isAtEnd: Bool) {
    while let sign = ByteSearch.first(UInt8(ascii: "="), in: buffer.span, from: scanned) {
      guard sign == start ? !isWithinLine : buffer[sign - 1] == 0x0A else {
        scanned = sign + 1
        continue
      }
      let end = ByteSearch.first(0x0A, in: buffer.span, from: sign)
      if end == nil, !isAtEnd, buffer.count - sign <= PEMSeparator.maximumByteCount {
        // Whether it is one, the rest of the line says.
        scanned = sign
        return
      }
      let lineEnd = end ?? buffer.count
      guard PEMSeparator.isSeparator(buffer.span.extracting(sign..<lineEnd)) else {
        scanned = sign + 1
        continue
      }
      finish(at: sign)
      start = sign
      scanned = min(lineEnd + 1, buffer.count)
    }
    scanned = buffer.count
    guard isAtEnd else { return }
    finish(at: buffer.count)
    start = buffer.count
  }

  /// Ends the item that began at `start`.
  private mutating func finish(at end: Int) {
    guard !isDiscarding else {
      // It was counted when it became too long.
      (isDiscarding, isWithinLine) = (false, false)
      return
    }
    let range = start..<end
    guard range.count <= Self.maximumItemByteCount else { return add(nil) }
    if !isBlank(buffer.span.extracting(range)) { add(range) }
  }

  /// Whether there is no item, but an empty line or the space before the first separator or between two.
  private func isBlank(_ bytes: Span<UInt8>) -> Bool {
    var offset = 0
    if format == .pem, PEMSeparator.isSeparator(bytes.extracting(0..<bytes.lineEnd)) { offset = 5 }
    while offset < bytes.count, Span.isSpace(bytes[offset]) || bytes[offset] == 0x0A { offset += 1 }
    return offset == bytes.count
  }

  private mutating func add(_ range: Range<Int>?) {
    if skippedCount < skip {
      skippedCount += 1
    } else {
      items.append(range)
    }
  }

  /// Gives up an item that has become too long, and throws away what nobody needs any more.
  private mutating func discard() {
    if !isDiscarding, scanned - start > Self.maximumItemByteCount {
      add(nil)
      isDiscarding = true
    }
    if isDiscarding, scanned > start {
      isWithinLine = buffer[scanned - 1] != 0x0A
      buffer.removeSubrange(start..<scanned)
      scanned = start
    }
    if start > 0, !items.contains(where: { $0 != nil }) {
      buffer.removeSubrange(0..<start)
      scanned -= start
      start = 0
    }
  }

  /// Takes the items that were found, as many as a lot may have; `nil` if there is none.
  ///
  /// - Parameter recycled: an array whose memory is used again.
  package mutating func takeLot(recycling recycled: consuming [UInt8]) -> ItemLot? {
    guard let format, !items.isEmpty else { return nil }
    let count = min(items.count, ItemLot.maximumItemCount)
    let lotItems = Array(items.prefix(count))
    items.removeFirst(count)
    // What follows the lot's items moves to the front of another buffer.
    let end = items.isEmpty ? start : lotItems.last { $0 != nil }??.upperBound ?? 0
    var rest = recycled
    rest.removeAll(keepingCapacity: true)
    rest.append(contentsOf: buffer[end...])
    swap(&rest, &buffer)
    items = items.map { $0.map { $0.lowerBound - end..<$0.upperBound - end } }
    start -= end
    scanned -= end
    defer {
      nextNumber &+= count
      nextSequence += 1
    }
    return ItemLot(sequence: nextSequence, format: format, firstNumber: nextNumber, items: lotItems, bytes: rest)
  }
}

extension Span<UInt8> {
  /// Whether these few bytes may be the start of a mark of UTF-8.
  fileprivate var mayBeginMark: Bool {
    count < 3 && (count < 1 || self[0] == 0xEF) && (count < 2 || self[1] == 0xBB)
  }
}

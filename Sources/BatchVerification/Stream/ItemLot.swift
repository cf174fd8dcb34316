/// Items of a stream that one thread verifies one after the other.
///
/// A lot goes from the thread that reads to one that verifies, and back with the results.
package struct ItemLot: Sendable {
  /// The most items of a lot, so that few bytes of input can't ask for a flood of output.
  static let maximumItemCount = 256
  /// How many bytes a lot has at least, if there are as many at hand.
  ///
  /// They are some thirteen chains of three certificates. Handing them over takes a few microseconds, and verifying them
  /// some hundred times as long.
  static let usualByteCount = 65_536

  /// Which lot of the stream it is, counted from 0.
  let sequence: Int
  let format: BatchFormat
  /// The number of the first item.
  package let firstNumber: Int
  /// Where in ``bytes`` each item stands; `nil` for one that was too long to be kept.
  package let items: [Range<Int>?]
  /// The stream's bytes.
  package internal(set) var bytes: [UInt8]
  /// The lines of the results.
  package private(set) var output: [UInt8] = []
  /// How many items there were of which verdict.
  private(set) var tally = BatchTally()

  init(sequence: Int, format: BatchFormat, firstNumber: Int, items: [Range<Int>?], bytes: [UInt8]) {
    self.sequence = sequence
    self.format = format
    self.firstNumber = firstNumber
    self.items = items
    self.bytes = bytes
  }

  /// Verifies all items.
  package mutating func verify(_ verifier: BatchVerifier) {
    let bytes = bytes
    // Numbers from a first one near the greatest go round, as those of the next lot do.
    for (index, range) in items.enumerated() {
      let reading = range.map { Self.read(bytes.span.extracting($0), format) } ?? ItemReading(.tooLong)
      tally.count(verifier.verify(reading, number: firstNumber &+ index, to: &output))
    }
  }

  private static func read(_ item: Span<UInt8>, _ format: BatchFormat) -> ItemReading {
    switch format {
    case .json: ItemReading(json: item)
    case .pem: ItemReading(pem: item)
    }
  }
}

extension ItemProblem {
  /// More bytes than an item may have.
  static let tooLong = ItemProblem(
    .tooLong, "the item has more than \(ItemSplitter.maximumItemByteCount) bytes")
}

import CertificateEncoding
import TestSupport
import Testing

@Suite("Reading DER elements")
struct DERReaderTests {
  /// Reads one element of `bytes`.
  private func read(_ bytes: [UInt8]) throws(DERError) -> DERElement {
    var reader = DERReader(0..<bytes.count)
    return try reader.read(bytes.span)
  }

  @Test(arguments: [0, 1, 2, 127, 128, 129, 255, 256, 257, 65_535, 65_536, 70_000])
  func everyMinimalLengthIsRead(count: Int) throws {
    var header: [UInt8] = [0x04]
    if count < 128 {
      header.append(UInt8(count))
    } else {
      let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }.drop { $0 == 0 }
      header += [0x80 | UInt8(bytes.count)] + bytes
    }
    let bytes = header + [UInt8](repeating: 0xAB, count: count) + [0x05, 0x00]
    var reader = DERReader(0..<bytes.count)
    let element = try reader.read(.octetString, bytes.span)
    #expect(element.tag == .octetString)
    #expect(element.start == 0)
    #expect(element.contents == header.count..<header.count + count)
    #expect(element.encoded == 0..<header.count + count)
    #expect(reader.position == header.count + count)
    let null = try reader.read(bytes.span)
    try null.null()
    #expect(reader.isAtEnd)
    try reader.finish()
  }

  @Test(
    "A refusal names its reason and its byte",
    arguments: [
      ([], .truncated, 0),
      ([0x30], .truncated, 0),
      ([0x30, 0x01], .truncated, 0),
      ([0x30, 0x02, 0x05], .truncated, 0),
      ([0x30, 0x81], .truncated, 1),
      ([0x30, 0x82, 0x01], .truncated, 1),
      ([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], .truncated, 0),
      ([0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF], .truncated, 0),
      ([0x1F, 0x00], .highTagNumber, 0),
      ([0x3F, 0x81, 0x00], .highTagNumber, 0),
      ([0xBF, 0x1F, 0x00], .highTagNumber, 0),
      ([0x30, 0x80, 0x00, 0x00], .indefiniteLength, 1),
      ([0x30, 0x81, 0x00], .nonMinimalLength, 1),
      ([0x30, 0x81, 0x7F], .nonMinimalLength, 1),
      ([0x30, 0x82, 0x00, 0x80], .nonMinimalLength, 1),
      ([0x30, 0x83, 0x00, 0xFF, 0xFF], .nonMinimalLength, 1),
      ([0x30, 0x84, 0x00, 0xFF, 0xFF, 0xFF], .nonMinimalLength, 1),
      ([0x30, 0x85, 0x01, 0x00, 0x00, 0x00, 0x00], .lengthTooLarge, 1),
      ([0x30, 0xFF, 0x01], .lengthTooLarge, 1),
    ] as [([UInt8], DERError.Reason, Int)])
  func refusals(bytes: [UInt8], reason: DERError.Reason, offset: Int) {
    #expect(throws: DERError(reason, at: offset)) { try read(bytes) }
    // The same behind another element: every offset moves along.
    let shifted = [0x05, 0x00] + bytes
    #expect(throws: DERError(reason, at: offset + 2)) {
      var reader = DERReader(0..<shifted.count)
      _ = try reader.read(.null, shifted.span)
      _ = try reader.read(shifted.span)
    }
  }

  @Test func anElementEndsWithItsStructureNotWithTheBuffer() {
    // A SEQUENCE of three bytes whose element claims two more than it has.
    let bytes: [UInt8] = [0x30, 0x03, 0x04, 0x03, 0xAA, 0xBB, 0xCC]
    #expect(throws: DERError(.truncated, at: 2)) {
      var outer = DERReader(0..<bytes.count)
      var inner = try outer.enter(.sequence, bytes.span)
      _ = try inner.read(bytes.span)
    }
  }

  @Test func aRangeBeyondTheBufferIsRefused() {
    let bytes: [UInt8] = [0x04, 0x03, 0xAA]
    #expect(throws: DERError(.truncated, at: 0)) {
      var reader = DERReader(0..<100)
      _ = try reader.read(bytes.span)
    }
    #expect(throws: DERError(.truncated, at: 50)) {
      var reader = DERReader(50..<100)
      _ = try reader.read(bytes.span)
    }
    #expect(DERReader(50..<100).peek(bytes.span) == nil)
  }

  @Test func anotherTagIsRefusedAndNothingIsRead() throws {
    let bytes: [UInt8] = [0x02, 0x01, 0x07]
    var reader = DERReader(0..<bytes.count)
    #expect(throws: DERError(.unexpectedTag(expected: .sequence, found: .integer), at: 0)) {
      try reader.read(.sequence, bytes.span)
    }
    #expect(try reader.readOptional(.sequence, bytes.span) == nil)
    #expect(reader.position == 0)
    #expect(try reader.readOptional(.integer, bytes.span)?.contents == 2..<3)
    #expect(try reader.readOptional(.integer, bytes.span) == nil)
    #expect(throws: DERError(.unexpectedTag(expected: .null, found: nil), at: 3)) {
      try reader.read(.null, bytes.span)
    }
  }

  @Test func aFailedReadLeavesTheReaderWhereItWas() {
    let bytes: [UInt8] = [0x02, 0x05, 0x07]
    var reader = DERReader(0..<bytes.count)
    #expect(throws: DERError(.truncated, at: 0)) { try reader.readOptional(.integer, bytes.span) }
    #expect(reader.position == 0)
  }

  @Test func dataBehindTheLastFieldIsRefused() throws {
    let bytes: [UInt8] = [0x30, 0x04, 0x05, 0x00, 0x05, 0x00]
    var outer = DERReader(0..<bytes.count)
    var inner = try outer.enter(.sequence, bytes.span)
    _ = try inner.read(.null, bytes.span)
    #expect(throws: DERError(.trailingData, at: 4)) { try inner.finish() }
    try outer.finish()
  }

  @Test func nestingIsBounded() throws {
    let depth = Int(DERReader.maximumDepth)
    var bytes: [UInt8] = []
    for _ in 0...depth { bytes = [0x30, UInt8(bytes.count)] + bytes }
    var reader = DERReader(0..<bytes.count)
    for _ in 0..<depth { reader = try reader.enter(.sequence, bytes.span) }
    #expect(throws: DERError(.nestedTooDeeply, at: 2 * depth)) { try reader.enter(.sequence, bytes.span) }
  }

  @Test func contextTagsAreNumbered() {
    #expect(DERTag.contextPrimitive(2).rawValue == 0x82)
    #expect(DERTag.contextConstructed(3).rawValue == 0xA3)
    #expect(DERTag.contextPrimitive(2).contextNumber == 2)
    #expect(DERTag.contextConstructed(3).contextNumber == 3)
    #expect(DERTag.sequence.contextNumber == nil)
    #expect("\(DERTag.contextConstructed(3)) \(DERTag.sequence) \(DERTag(rawValue: 0x09))" == "[3] SEQUENCE tag 0x09")
  }

  @Test func randomBytesAreReadOrRefusedWithinTheirBounds() {
    var generator = RepeatableGenerator(seed: 7)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &generator)
      // Mostly small numbers, so that tags and lengths often fit.
      let bytes = (0..<count).map { _ in
        Bool.random(using: &generator)
          ? UInt8.random(in: 0...8, using: &generator) : UInt8.random(in: .min ... .max, using: &generator)
      }
      var reader = DERReader(0..<count)
      while !reader.isAtEnd {
        let before = reader.position
        do {
          let element = try reader.read(bytes.span)
          #expect(element.start == before)
          #expect(element.contents.lowerBound >= before + 2)
          #expect(element.contents.upperBound == reader.position)
          #expect(reader.position <= count)
          readEveryWay(element, bytes)
        } catch {
          #expect(error.offset >= before && error.offset <= count)
          break
        }
      }
    }
  }

  /// Reads `element` as each type: each returns or refuses at a byte of the element.
  private func readEveryWay(_ element: DERElement, _ bytes: [UInt8]) {
    func check(_ body: () throws(DERError) -> Void) {
      do { try body() } catch { #expect(element.encoded.contains(error.offset)) }
    }
    check { () throws(DERError) in _ = try element.boolean(bytes.span) }
    check { () throws(DERError) in _ = try element.integer(bytes.span) }
    check { () throws(DERError) in _ = try element.smallInteger(bytes.span) }
    check { () throws(DERError) in _ = try element.bitString(bytes.span) }
    check { () throws(DERError) in _ = try element.bitStringOfBytes(bytes.span) }
    check { () throws(DERError) in _ = try element.namedBits(bytes.span) }
    check { () throws(DERError) in try element.null() }
    check { () throws(DERError) in _ = try element.objectIdentifier(bytes.span).description }
    check { () throws(DERError) in _ = try element.time(bytes.span) }
  }
}

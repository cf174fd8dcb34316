import CertificateEncoding
import Testing

@Suite("Values of DER elements")
struct DERValueTests {
  /// An element with a one-byte length, and the buffer it is in, behind three other bytes.
  private func element(_ tag: DERTag, _ contents: [UInt8]) throws -> (DERElement, [UInt8]) {
    let bytes = [0xEE, 0xEE, 0xEE, tag.rawValue, UInt8(contents.count)] + contents
    var reader = DERReader(3..<bytes.count)
    return (try reader.read(tag, bytes.span), bytes)
  }

  @Test(arguments: [([0x00], false), ([0xFF], true)] as [([UInt8], Bool)])
  func booleans(contents: [UInt8], value: Bool) throws {
    let (element, bytes) = try element(.boolean, contents)
    #expect(try element.boolean(bytes.span) == value)
  }

  @Test(arguments: [([], 3), ([0x01], 5), ([0xFE], 5), ([0xFF, 0xFF], 3)] as [([UInt8], Int)])
  func badBooleans(contents: [UInt8], offset: Int) throws {
    let (element, bytes) = try element(.boolean, contents)
    #expect(throws: DERError(.invalidBoolean, at: offset)) { try element.boolean(bytes.span) }
  }

  @Test(
    arguments: [
      ([0x00], false, 5..<6), ([0x7F], false, 5..<6), ([0x80], true, 5..<6), ([0xFF], true, 5..<6),
      ([0x00, 0x80], false, 6..<7), ([0x01, 0x00], false, 5..<7), ([0xFF, 0x7F], true, 5..<7),
      ([0x00, 0xFF, 0x00], false, 6..<8), ([0x80, 0x00], true, 5..<7),
    ] as [([UInt8], Bool, Range<Int>)])
  func integers(contents: [UInt8], isNegative: Bool, magnitude: Range<Int>) throws {
    let (element, bytes) = try element(.integer, contents)
    let integer = try element.integer(bytes.span)
    #expect(integer.contents == 5..<5 + contents.count)
    #expect(integer.isNegative == isNegative)
    #expect(integer.magnitude == magnitude)
  }

  @Test(
    arguments: [
      ([], .emptyValue, 3), ([0x00, 0x00], .nonMinimalInteger, 5), ([0x00, 0x7F], .nonMinimalInteger, 5),
      ([0xFF, 0x80], .nonMinimalInteger, 5), ([0xFF, 0xFF], .nonMinimalInteger, 5),
    ] as [([UInt8], DERError.Reason, Int)])
  func badIntegers(contents: [UInt8], reason: DERError.Reason, offset: Int) throws {
    let (element, bytes) = try element(.integer, contents)
    #expect(throws: DERError(reason, at: offset)) { try element.integer(bytes.span) }
    #expect(throws: DERError(reason, at: offset)) { try element.smallInteger(bytes.span) }
  }

  @Test(
    arguments: [
      ([0x00], 0), ([0x7F], 127), ([0x00, 0x80], 128), ([0x01, 0x00], 256), ([0x00, 0xFF, 0xFF, 0xFF], 16_777_215),
      ([0x7F, 0xFF, 0xFF, 0xFF], 2_147_483_647),
    ] as [([UInt8], Int)])
  func smallIntegers(contents: [UInt8], value: Int) throws {
    let (element, bytes) = try element(.integer, contents)
    #expect(try element.smallInteger(bytes.span) == value)
  }

  @Test(
    arguments: [
      [0xFF], [0x80, 0x00], [0x00, 0x80, 0x00, 0x00, 0x00], [0x00, 0xFF, 0xFF, 0xFF, 0xFF], [0x01, 0, 0, 0, 0],
      [0x7F] + [UInt8](repeating: 0xFF, count: 19),
    ] as [[UInt8]])
  func integersOutOfRange(contents: [UInt8]) throws {
    let (element, bytes) = try element(.integer, contents)
    #expect(throws: DERError(.integerOutOfRange, at: 3)) { try element.smallInteger(bytes.span) }
  }

  @Test func bitStrings() throws {
    var (bits, bytes) = try element(.bitString, [0x00])
    #expect(try bits.bitString(bytes.span) == (6..<6, 0))
    #expect(try bits.bitStringOfBytes(bytes.span) == 6..<6)
    #expect(try bits.namedBits(bytes.span) == 0)
    (bits, bytes) = try element(.bitString, [0x00, 0xAB, 0xCD])
    #expect(try bits.bitString(bytes.span) == (6..<8, 0))
    #expect(try bits.bitStringOfBytes(bytes.span) == 6..<8)
    (bits, bytes) = try element(.bitString, [0x05, 0xA0])
    #expect(try bits.bitString(bytes.span) == (6..<7, 5))
    #expect(throws: DERError(.partialByte, at: 5)) { try bits.bitStringOfBytes(bytes.span) }
    (bits, bytes) = try element(.bitString, [0x07, 0x80])
    #expect(try bits.bitString(bytes.span) == (6..<7, 7))
  }

  @Test(
    arguments: [
      ([], .invalidBitString, 3), ([0x01], .invalidBitString, 5), ([0x08, 0x00], .invalidBitString, 5),
      ([0xFF, 0x00], .invalidBitString, 5), ([0x01, 0x00, 0x01], .nonZeroPadding, 7),
      ([0x07, 0x40], .nonZeroPadding, 6),
    ] as [([UInt8], DERError.Reason, Int)])
  func badBitStrings(contents: [UInt8], reason: DERError.Reason, offset: Int) throws {
    let (element, bytes) = try element(.bitString, contents)
    #expect(throws: DERError(reason, at: offset)) { try element.bitString(bytes.span) }
    #expect(throws: DERError(reason, at: offset)) { try element.bitStringOfBytes(bytes.span) }
    #expect(throws: DERError(reason, at: offset)) { try element.namedBits(bytes.span) }
  }

  @Test(
    arguments: [
      // keyCertSign (5) and cRLSign (6); digitalSignature (0); decipherOnly (8) in a second byte.
      ([0x01, 0x06], 1 << 5 | 1 << 6), ([0x07, 0x80], 1), ([0x07, 0x00, 0x80], 1 << 8), ([0x00, 0xFF], 0xFF),
      ([0x00, 0, 0, 0, 0x01], 1 << 31), ([0x00, 0, 0, 0, 0, 0xFF], 0), ([0x00, 0x80, 0x00], 1),
    ] as [([UInt8], UInt32)])
  func namedBits(contents: [UInt8], value: UInt32) throws {
    let (element, bytes) = try element(.bitString, contents)
    #expect(try element.namedBits(bytes.span) == value)
  }

  @Test func aNullHasNoContents() throws {
    try element(.null, []).0.null()
    let (element, _) = try element(.null, [0x00])
    #expect(throws: DERError(.invalidNull, at: 3)) { try element.null() }
  }

  @Test(
    arguments: [
      ([], .emptyValue, 3), ([0x80, 0x01], .invalidObjectIdentifier, 5),
      ([0x55, 0x80, 0x01], .invalidObjectIdentifier, 6),
      ([0x55, 0x1D, 0x91], .invalidObjectIdentifier, 7), ([0x80], .invalidObjectIdentifier, 5),
    ] as [([UInt8], DERError.Reason, Int)])
  func badObjectIdentifiers(contents: [UInt8], reason: DERError.Reason, offset: Int) throws {
    let (element, bytes) = try element(.objectIdentifier, contents)
    #expect(throws: DERError(reason, at: offset)) { try element.objectIdentifier(bytes.span) }
  }

  @Test func objectIdentifiers() throws {
    let (element, bytes) = try element(.objectIdentifier, [0x55, 0x1D, 0x11])
    #expect(try element.objectIdentifier(bytes.span).description == "2.5.29.17")
    // X.690 §8.19.2 forbids 80 only where a component starts.
    let (inner, buffer) = try self.element(.objectIdentifier, [0x55, 0x81, 0x80, 0x00])
    #expect(try inner.objectIdentifier(buffer.span).description == "2.5.16384")
  }

  @Test(
    arguments: [
      (DERTag.utcTime, "700101000000Z", 0), (.utcTime, "491231235959Z", 2_524_607_999),
      (.utcTime, "500101000000Z", -631_152_000),
      (.utcTime, "000229120000Z", 951_825_600), (.generalizedTime, "20500101000000Z", 2_524_608_000),
      (.generalizedTime, "99991231235959Z", 253_402_300_799), (.generalizedTime, "00000101000000Z", -62_167_219_200),
    ] as [(DERTag, String, Int64)])
  func times(tag: DERTag, text: String, seconds: Int64) throws {
    let (element, bytes) = try element(tag, Array(text.utf8))
    #expect(try element.time(bytes.span) == Timestamp(secondsSince1970: seconds))
  }

  @Test(
    arguments: [
      // The forms that RFC 5280 §4.1.2.5 rules out: without seconds, with an offset, with a fraction.
      (DERTag.utcTime, "7001010000Z", 3), (.utcTime, "700101000000+0100", 3), (.utcTime, "7001010000000", 3),
      (.generalizedTime, "20500101000000.5Z", 3), (.generalizedTime, "205001010000Z", 3), (.utcTime, "", 3),
      (.utcTime, "20500101000000Z", 3), (.generalizedTime, "700101000000Z", 3), (.utcTime, "700101000000z", 3),
      // Digits that are none: each is named.
      (.utcTime, "7A0101000000Z", 6), (.utcTime, "7001 1000000Z", 9), (.generalizedTime, "2050010100000-Z", 18),
      // No dates.
      (.utcTime, "700001000000Z", 3), (.utcTime, "701301000000Z", 3), (.utcTime, "700100000000Z", 3),
      (.utcTime, "700132000000Z", 3), (.utcTime, "710229000000Z", 3), (.generalizedTime, "21000229000000Z", 3),
      (.utcTime, "700431000000Z", 3), (.utcTime, "700101240000Z", 3), (.utcTime, "700101006000Z", 3),
      (.utcTime, "161231235960Z", 3),
    ] as [(DERTag, String, Int)])
  func badTimes(tag: DERTag, text: String, offset: Int) throws {
    let (element, bytes) = try element(tag, Array(text.utf8))
    #expect(throws: DERError(.invalidTime, at: offset)) { try element.time(bytes.span) }
  }

  @Test func aTimeOfAnotherTypeIsRefused() throws {
    let (element, bytes) = try element(.ia5String, Array("700101000000Z".utf8))
    #expect(throws: DERError(.unexpectedTag(expected: .utcTime, found: .ia5String), at: 3)) {
      try element.time(bytes.span)
    }
  }
}

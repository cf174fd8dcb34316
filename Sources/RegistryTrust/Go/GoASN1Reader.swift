/// A cursor over the fields of a SEQUENCE, with the rules and the errors of Go's `asn1.Unmarshal`.
struct GoASN1Reader {
  private struct Header {
    var tagClass = 0
    var tag = 0
    var length = 0
    var isCompound = false
  }

  /// Where the next element starts.
  private(set) var position: Int
  private let range: Range<Int>

  /// A cursor at the start of a range, from which Go counts the offsets that it tells.
  init(_ range: Range<Int>) {
    self.range = range
    position = range.lowerBound
  }

  var isAtEnd: Bool { position == range.upperBound }

  /// Reads a SEQUENCE, whose Go type has the name `type`, and returns a cursor over its fields.
  mutating func enter(_ bytes: Span<UInt8>, type: String) throws(GoASN1.Fault) -> GoASN1Reader {
    GoASN1Reader(try element(16, true, bytes, type: type))
  }

  /// Reads an element with a universal tag, and returns where its contents lie.
  mutating func element(
    _ tag: Int, _ isCompound: Bool, _ bytes: Span<UInt8>, type: String
  ) throws(GoASN1.Fault) -> Range<Int> {
    guard !isAtEnd else { throw .syntax("sequence truncated") }
    let header = try header(bytes)
    guard header.tagClass == 0, header.tag == tag, header.isCompound == isCompound else {
      throw .structure(
        "tags don't match (\(tag) vs {class:\(header.tagClass) tag:\(header.tag) length:\(header.length) "
          + "isCompound:\(header.isCompound)}) {optional:false explicit:false application:false private:false "
          + "defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false} \(type) "
          + "@\(position - range.lowerBound)")
    }
    return try contents(header)
  }

  /// Reads an INTEGER of at most 64 bits, whose Go type has the name `type`.
  mutating func integer(_ bytes: Span<UInt8>, type: String) throws(GoASN1.Fault) -> Int64 {
    let contents = try integerContents(bytes, type: type)
    guard contents.count <= 8 else { throw .structure("integer too large") }
    let isNegative = contents.first.map { bytes[$0] >= 0x80 } == true
    return contents.reduce(isNegative ? -1 : 0) { $0 << 8 | Int64(bytes[$1]) }
  }

  /// Reads an INTEGER of any size, whose Go type is a pointer and has no name.
  mutating func number(_ bytes: Span<UInt8>) throws(GoASN1.Fault) -> GoASN1.Number {
    let contents = try integerContents(bytes, type: "")
    let first = bytes[contents.lowerBound]
    return GoASN1.Number(
      magnitude: first == 0 ? contents.dropFirst() : contents,
      isNotPositive: first >= 0x80 || contents.count == 1 && first == 0)
  }

  /// Reads an INTEGER, which must be minimal.
  private mutating func integerContents(_ bytes: Span<UInt8>, type: String) throws(GoASN1.Fault) -> Range<Int> {
    let contents = try element(2, false, bytes, type: type)
    guard let first = contents.first else { throw .structure("empty integer") }
    if contents.count > 1 {
      let second = bytes[first + 1]
      guard bytes[first] != 0 || second >= 0x80, bytes[first] != 0xFF || second < 0x80 else {
        throw .structure("integer not minimally-encoded")
      }
    }
    return contents
  }

  /// Reads an OBJECT IDENTIFIER, as its numbers joined by dots.
  mutating func objectIdentifier(_ bytes: Span<UInt8>) throws(GoASN1.Fault) -> String {
    try Self.objectIdentifier(bytes, try element(6, false, bytes, type: "ObjectIdentifier"))
  }

  /// The numbers of an OBJECT IDENTIFIER with these contents, joined by dots.
  static func objectIdentifier(_ bytes: Span<UInt8>, _ contents: Range<Int>) throws(GoASN1.Fault) -> String {
    guard !contents.isEmpty else { throw .syntax("zero length OBJECT IDENTIFIER") }
    var offset = contents.lowerBound
    let first = try Self.base128(bytes, &offset, contents.upperBound)
    var text = first < 80 ? "\(first / 40).\(first % 40)" : "2.\(first - 80)"
    while offset < contents.upperBound {
      text += ".\(try Self.base128(bytes, &offset, contents.upperBound))"
    }
    return text
  }

  /// Reads an element of any kind, if there is one, and returns where it lies with tag and length.
  mutating func anything(_ bytes: Span<UInt8>) throws(GoASN1.Fault) -> Range<Int>? {
    guard !isAtEnd else { return nil }
    let start = position
    let header = try header(bytes)
    return start..<(try contents(header)).upperBound
  }

  /// Whether an element with a universal tag is next.
  func isNext(_ tag: Int, isCompound: Bool = false, _ bytes: Span<UInt8>) throws(GoASN1.Fault) -> Bool {
    guard !isAtEnd else { return false }
    var ahead = self
    let header = try ahead.header(bytes)
    return header.tagClass == 0 && header.tag == tag && header.isCompound == isCompound
  }

  /// Reads an element with the universal tag `inner` in an explicit context tag, and returns where its contents lie; `nil`,
  /// and nothing read, if either is not next.
  ///
  /// Go doesn't ask whether the one ends where the other does.
  mutating func explicit(_ tag: Int, _ inner: Int, _ bytes: Span<UInt8>) throws(GoASN1.Fault) -> Range<Int>? {
    guard !isAtEnd else { return nil }
    var ahead = self
    let outer = try ahead.header(bytes)
    guard !ahead.isAtEnd else { throw .structure("explicit tag has no child") }
    guard outer.tagClass == 2, outer.tag == tag, outer.length == 0 || outer.isCompound else { return nil }
    guard outer.length > 0 else { throw .structure("zero length explicit tag was not an asn1.Flag") }
    let header = try ahead.header(bytes)
    guard header.tagClass == 0, header.tag == inner, !header.isCompound else { return nil }
    let contents = try ahead.contents(header)
    self = ahead
    return contents
  }

  /// Checks that what is left is a row of SEQUENCEs.
  func checkSequences(_ bytes: Span<UInt8>) throws(GoASN1.Fault) {
    var ahead = self
    while !ahead.isAtEnd {
      let header = try ahead.header(bytes)
      guard header.tagClass == 0, header.tag == 16, header.isCompound else {
        throw .structure("sequence tag mismatch")
      }
      guard (try? ahead.contents(header)) != nil else { throw .syntax("truncated sequence") }
    }
  }
}

extension GoASN1Reader {
  private mutating func contents(_ header: Header) throws(GoASN1.Fault) -> Range<Int> {
    guard header.length <= range.upperBound - position else { throw .syntax("data truncated") }
    let contents = position..<position + header.length
    position = contents.upperBound
    return contents
  }

  /// Reads tag and length (X.690 §8.1.2 and §10.1, with Go's limits).
  private mutating func header(_ bytes: Span<UInt8>) throws(GoASN1.Fault) -> Header {
    var header = Header()
    let identifier = bytes[position]
    position += 1
    header.tagClass = Int(identifier >> 6)
    header.isCompound = identifier & 0x20 != 0
    header.tag = Int(identifier & 0x1F)
    if header.tag == 0x1F {
      header.tag = try Self.base128(bytes, &position, range.upperBound)
      guard header.tag >= 0x1F else { throw .syntax("non-minimal tag") }
    }
    let first = try lengthByte(bytes)
    guard first & 0x80 != 0 else {
      header.length = Int(first)
      return header
    }
    guard first != 0x80 else { throw .syntax("indefinite length found (not DER)") }
    for _ in 0..<first & 0x7F {
      let byte = try lengthByte(bytes)
      guard header.length < 1 << 23 else { throw .structure("length too large") }
      header.length = header.length << 8 | Int(byte)
      guard header.length != 0 else { throw .structure("superfluous leading zeros in length") }
    }
    guard header.length >= 0x80 else { throw .structure("non-minimal length") }
    return header
  }

  private mutating func lengthByte(_ bytes: Span<UInt8>) throws(GoASN1.Fault) -> UInt8 {
    guard !isAtEnd else { throw .syntax("truncated tag or length") }
    defer { position += 1 }
    return bytes[position]
  }

  private static func base128(
    _ bytes: Span<UInt8>, _ offset: inout Int, _ end: Int
  ) throws(GoASN1.Fault) -> Int {
    var value: Int64 = 0
    var count = 0
    while offset < end {
      guard count < 5 else { throw .structure("base 128 integer too large") }
      let byte = bytes[offset]
      if count == 0, byte == 0x80 { throw .syntax("integer is not minimally encoded") }
      value = value << 7 | Int64(byte & 0x7F)
      offset += 1
      count += 1
      guard byte & 0x80 == 0 else { continue }
      guard value <= Int64(Int32.max) else { throw .structure("base 128 integer too large") }
      return Int(value)
    }
    throw .syntax("truncated base 128 integer")
  }
}

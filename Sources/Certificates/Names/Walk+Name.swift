import CertificateEncoding

extension Walk {
  /// The hash of any name for tables, as ``DistinguishedName/indexHash(_:_:)`` gives it; `nil` if there is no well-formed Name.
  @inline(never)
  static func anyName(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
    var reader = DERReader(start..<end)
    guard let range = try? DistinguishedName.validate(&reader, bytes), range == start..<end else { return nil }
    return DistinguishedName.preparedHash(bytes, range)
  }

  /// The same hash of a name of one string to each RelativeDistinguishedName, all of them plain; `nil` for any other.
  ///
  /// It takes one walk to check such a name, to prepare it and to hash it.
  ///
  /// - Parameters:
  ///   - start: where the Name starts.
  ///   - contents: where its contents do.
  ///   - end: where they end.
  ///   - isValidated: whether only a well-formed name may have a hash, whose PrintableStrings have the characters of one.
  @inline(__always)
  static func plainName(
    _ bytes: Span<UInt8>, _ start: Int, _ contents: Int, _ end: Int, _ seed: UInt64, isValidated: Bool = true
  ) -> UInt64? {
    // A name of the greatest length that is prepared has fewer attributes than are allowed.
    guard end &- start <= DistinguishedName.maximumPreparedCount else { return nil }
    var hash = NameHash(seed: seed)
    var place = contents
    while place < end {
      var value = NameHash(seed: seed)
      guard let attribute = commonAttribute(bytes, place, end, &value) ?? attribute(bytes, place, end, &value),
        value.absorb(bytes, attribute.text, attribute.end, isPrintable: isValidated && attribute.tag == 0x13)
      else { return nil }
      hash.mix(value.value)
      place = attribute.end
    }
    return hash.value
  }

  /// Where the text of an attribute starts, where it ends with its RelativeDistinguishedName, and of which type it is.
  private typealias TextAttribute = (text: Int, end: Int, tag: UInt8)

  /// The only attribute of the RelativeDistinguishedName at `place`, if it is a string in ASCII of at most 118 bytes and its
  /// type one of X.520, 2.5.4.x; `nil` tells nothing of it.
  ///
  /// These are nearly all, and eleven bytes before the text, of which eight are looked at together.
  @inline(__always)
  private static func commonAttribute(
    _ bytes: Span<UInt8>, _ place: Int, _ end: Int, _ hash: inout NameHash
  ) -> TextAttribute? {
    guard end &- place >= 11 else { return nil }
    // Any eight bytes are a number, and the call checks that they are within the span.
    let header = unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    // SET and SEQUENCE, of a length below 80 each, and 06 03 55 04.
    guard header & 0xFFFF_FFFF_80FF_80FF == 0x0455_0306_0030_0031 else { return nil }
    let count = Int(truncatingIfNeeded: header &>> 8 & 0x7F)
    let (type, tag, length) = (bytes[place &+ 8], bytes[place &+ 9], Int(truncatingIfNeeded: bytes[place &+ 10]))
    guard Int(truncatingIfNeeded: header &>> 24 & 0x7F) == count &- 2, length == count &- 9,
      count &+ 2 <= end &- place, type < 0x80, isText(tag)
    else { return nil }
    hash.mix((header &>> 48 | UInt64(type) &<< 16) ^ 24 &<< 56)
    return (place &+ 11, place &+ 2 &+ count, tag)
  }

  /// The only attribute of the RelativeDistinguishedName at `place`, if it is a string in ASCII; `nil` for any other.
  private static func attribute(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ hash: inout NameHash
  ) -> TextAttribute? {
    var place = start
    let setEnd = enter(bytes, 0x31, &place, end)
    guard setEnd >= 0, enter(bytes, 0x30, &place, setEnd) == setEnd else { return nil }
    let typeEnd = enter(bytes, 0x06, &place, setEnd)
    guard typeEnd >= 0, isObjectIdentifier(bytes, place, typeEnd) else { return nil }
    while place < typeEnd {
      hash.absorb(bytes[place])
      place &+= 1
    }
    hash.finish()
    guard typeEnd < setEnd else { return nil }
    let tag = bytes[typeEnd]
    guard isText(tag), enter(bytes, tag, &place, setEnd) == setEnd else { return nil }
    return (place, setEnd, tag)
  }

  /// Whether a tag is that of a UTF8String, a PrintableString or an IA5String.
  @inline(__always)
  private static func isText(_ tag: UInt8) -> Bool { tag == 0x13 || tag == 0x0C || tag == 0x16 }
}

extension NameHash {
  /// Absorbs the text between two offsets as ``PreparedText`` does; false, with nothing said of the text, if it is not
  /// plain: characters of ASCII that are seen, and single spaces between words.
  ///
  /// Eight characters are looked at together (SWAR; Warren, Hacker's Delight, §6-1): all are below 80, so that adding
  /// 80 - n to each sets its highest bit exactly where it is n or more, and carries nothing into the next one.
  ///
  /// - Parameter isPrintable: whether they must be those of a PrintableString; a few rare ones that it has are not plain.
  @inline(__always)
  fileprivate mutating func absorb(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isPrintable: Bool) -> Bool {
    let words = unsafe bytes.bytes
    var place = start
    // The highest bit of a byte for a space just before the next character; at the start one would be the first.
    var spaceBefore: UInt64 = 0x80
    while end &- place >= 8 {
      // Any eight bytes are a number, and the call checks that they are within the span.
      let word = unsafe UInt64(littleEndian: words.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
      let spaces = Self.spaces(word)
      guard Self.unusual(word, isPrintable) | (spaces & (spaces &<< 8 | spaceBefore)) == 0 else { return false }
      spaceBefore = spaces &>> 56
      mix(Self.folded(word) ^ 64 &<< 56)
      place &+= 8
    }
    let rest = end &- place
    if rest == 0 {
      guard spaceBefore == 0 || start == end else { return false }
      mix(0)
      return true
    }
    // The last eight bytes, without those that stand before the rest.
    guard end >= 8 else { return false }
    let bits = UInt64(truncatingIfNeeded: rest &* 8)
    let loaded = unsafe UInt64(littleEndian: words.unsafeLoadUnaligned(fromByteOffset: end &- 8, as: UInt64.self))
    let word = loaded &>> (64 &- bits)
    let counted = Self.highest &>> (64 &- bits)
    let spaces = Self.spaces(word) & counted
    guard Self.unusual(word, isPrintable) & counted | (spaces & (spaces &<< 8 | spaceBefore)) == 0,
      spaces &>> (bits &- 8) == 0
    else { return false }
    mix(Self.folded(word) ^ bits &<< 56)
    return true
  }

  private static var highest: UInt64 { 0x8080_8080_8080_8080 }

  /// The highest bit of each byte that is `number` or more, besides others.
  @inline(__always)
  private static func isAtLeast(_ word: UInt64, _ number: UInt8) -> UInt64 {
    word &+ 0x0101_0101_0101_0101 &* UInt64(0x80 &- number)
  }

  /// The highest bit of each byte that is a space, where no byte is 80 or more.
  @inline(__always)
  private static func spaces(_ word: UInt64) -> UInt64 {
    isAtLeast(word, 0x20) & ~isAtLeast(word, 0x21) & highest
  }

  /// The highest bit of each byte that is not plain.
  @inline(__always)
  private static func unusual(_ word: UInt64, _ isPrintable: Bool) -> UInt64 {
    var plain = isAtLeast(word, 0x20)
    if isPrintable {
      plain =
        isAtLeast(word, 0x26) & ~isAtLeast(word, 0x3B)  // & ' ( ) * + , - . / 0 to 9 :
        | isAtLeast(word, 0x3F) & ~isAtLeast(word, 0x5B)  // ? @ A to Z
        | isAtLeast(word, 0x61) & ~isAtLeast(word, 0x7B)  // a to z
        | isAtLeast(word, 0x20) & ~isAtLeast(word, 0x21)
    }
    return (word | ~plain) & highest
  }

  /// The word with small letters for capitals.
  @inline(__always)
  private static func folded(_ word: UInt64) -> UInt64 {
    word | (isAtLeast(word, 0x41) & ~isAtLeast(word, 0x5B) & highest) &>> 2
  }
}

import CertificateEncoding

// RFC 5280 §7.1: names match when they have as many RelativeDistinguishedNames, and each pair of these holds the same
// attributes in any order. Values match when they are the same bytes of the same type, or, if both are strings of
// whatever type, when they are the same text after the preparation of RFC 4518, as `PreparedText` does it.
//
// Deliberate deviations, all of them toward telling names apart:
// * A name of more than `maximumPreparedCount` bytes, and a set of more than `maximumPreparedAttributes` attributes or with
//   two of the same type (which X.501 §9.3 forbids), matches only the same bytes. This bounds what a stranger's name can
//   cost: each byte of either name is prepared once.
// * The preparation is that of `PreparedText`, which leaves out some steps of RFC 4518.

extension DistinguishedName {
  /// How many bytes a name may have to be compared as text.
  ///
  /// Names in use stay under 1,000; RFC 5280 appendix A.1 bounds most attributes by 64 characters.
  static let maximumPreparedCount = 2048

  /// How many attributes a RelativeDistinguishedName may have to be compared in any order.
  ///
  /// Those in use have at most four or five.
  static let maximumPreparedAttributes = 8

  /// Whether the names at the two ranges match (RFC 5280 §7.1).
  ///
  /// A range that holds no Name matches the same bytes only.
  package static func matches(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    if areSameBytes(left, leftRange, right, rightRange) { return true }
    return commonBeginning(left, leftRange, right, rightRange).map { $0.left.isAtEnd && $0.right.isAtEnd } ?? false
  }

  /// Whether the name at `range` starts with the one at `baseRange`, so that it is the same or lies below it
  /// (RFC 5280 §4.2.1.10, directoryName).
  package static func isWithin(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ base: Span<UInt8>, _ baseRange: Range<Int>
  ) -> Bool {
    commonBeginning(bytes, range, base, baseRange).map { $0.right.isAtEnd } ?? false
  }

  /// What follows the RelativeDistinguishedNames that two names start with, as far as the shorter one goes; `nil` if
  /// they differ before, or are not compared as text.
  private static func commonBeginning(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> (left: DERReader, right: DERReader)? {
    guard leftRange.count <= maximumPreparedCount, rightRange.count <= maximumPreparedCount,
      var leftNames = relativeNames(left, leftRange), var rightNames = relativeNames(right, rightRange)
    else { return nil }
    while !leftNames.isAtEnd, !rightNames.isAtEnd {
      guard let leftSet = try? leftNames.read(.set, left), let rightSet = try? rightNames.read(.set, right),
        matches(left, relativeName: leftSet, right, relativeName: rightSet)
      else { return nil }
    }
    return (leftNames, rightNames)
  }

  /// Whether two RelativeDistinguishedNames hold the same attributes.
  private static func matches(
    _ left: Span<UInt8>, relativeName leftSet: DERElement, _ right: Span<UInt8>, relativeName rightSet: DERElement
  ) -> Bool {
    if areSameBytes(left, leftSet.encoded, right, rightSet.encoded) { return true }
    guard let count = attributeCount(left, leftSet), count == attributeCount(right, rightSet) else { return false }
    // No type stands twice on either side, so that each attribute has at most one partner, and no two have the same.
    var leftReader = DERReader(leftSet.contents)
    for _ in 0..<count {
      guard let wanted = try? Attribute(&leftReader, left) else { return false }
      var rightReader = DERReader(rightSet.contents)
      var isFound = false
      while !isFound, !rightReader.isAtEnd {
        guard let candidate = try? Attribute(&rightReader, right) else { return false }
        isFound = matches(left, attribute: wanted, right, attribute: candidate)
      }
      guard isFound else { return false }
    }
    return true
  }

  /// How many attributes a RelativeDistinguishedName has; `nil` if it can only be compared by its bytes.
  static func attributeCount(_ bytes: Span<UInt8>, _ set: DERElement) -> Int? {
    var reader = DERReader(set.contents)
    var count = 0
    while !reader.isAtEnd {
      count += 1
      guard count <= maximumPreparedAttributes, let attribute = try? Attribute(&reader, bytes) else { return nil }
      var others = DERReader(set.contents)
      for _ in 1..<count {
        guard let other = try? Attribute(&others, bytes), !areSameBytes(bytes, attribute.type, bytes, other.type) else {
          return nil
        }
      }
    }
    return count
  }

  private static func matches(
    _ left: Span<UInt8>, attribute leftOne: Attribute, _ right: Span<UInt8>, attribute rightOne: Attribute
  ) -> Bool {
    guard areSameBytes(left, leftOne.type, right, rightOne.type) else { return false }
    if areSameBytes(left, leftOne.value.encoded, right, rightOne.value.encoded) { return true }
    guard let leftText = PreparedText(leftOne.value), let rightText = PreparedText(rightOne.value) else { return false }
    return PreparedText.matches(left, leftText, right, rightText)
  }

  /// Whether the same bytes lie at the two ranges.
  static func areSameBytes(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    left.equals(leftRange, right, rightRange)
  }
}

extension DistinguishedName {
  /// Whether the names at the two ranges may match: they are the same bytes, or of one hash and short enough to be
  /// compared as text.
  ///
  /// It takes time that grows with the names' length and no more, so that most pairs need no comparison letter by letter.
  package static func mayMatch(
    _ left: Span<UInt8>, _ leftRange: Range<Int>, _ right: Span<UInt8>, _ rightRange: Range<Int>
  ) -> Bool {
    if areSameBytes(left, leftRange, right, rightRange) { return true }
    guard leftRange.count <= maximumPreparedCount, rightRange.count <= maximumPreparedCount else { return false }
    return hash(left, leftRange) == hash(right, rightRange)
  }

  /// The name that comes of one more RelativeDistinguishedName, whose attributes lie at `contents` of `bytes`
  /// (RFC 5280 §4.2.1.13, nameRelativeToCRLIssuer).
  ///
  /// `nil` is a name that would be longer than names are compared at.
  package func appending(_ bytes: Span<UInt8>, relativeName contents: Range<Int>) -> DistinguishedName? {
    let array = arena.bytes
    guard range.count + contents.count <= Self.maximumPreparedCount,
      let names = Self.relativeNames(array.span, range)
    else { return nil }
    var last: [UInt8] = []
    for offset in contents { last.append(bytes[offset]) }
    let set = Self.element(.set, last[...])
    let name = Self.element(.sequence, array[names.position..<names.end] + set)
    return DistinguishedName(arena: ByteArena(name), range: 0..<name.count)
  }

  /// An element of at most 65,535 bytes of contents (X.690 §8.1.3).
  private static func element(_ tag: DERTag, _ contents: ArraySlice<UInt8>) -> [UInt8] {
    let (upper, lower) = (UInt8(truncatingIfNeeded: contents.count >> 8), UInt8(truncatingIfNeeded: contents.count))
    let length: [UInt8] = contents.count < 0x80 ? [lower] : upper == 0 ? [0x81, lower] : [0x82, upper, lower]
    return [tag.rawValue] + length + contents
  }
}

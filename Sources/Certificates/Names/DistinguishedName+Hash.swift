import CertificateEncoding

extension DistinguishedName {
  /// A hash that names which match have in common: letters, spaces, string types and the order within a
  /// RelativeDistinguishedName make no difference to it.
  ///
  /// A value with a character beyond ASCII counts by its type alone, since what it matches is known only after an
  /// allocation: so a stranger can make names that collide, and whoever looks at many must bound what a collision costs.
  /// The hash is another one in every process; see ``HashSeed``.
  package static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    plainHash(bytes, range) ?? hash(bytes, range, .ascii)
  }

  /// A hash for tables of many names, which tells names with characters beyond ASCII apart as well.
  ///
  /// Each value with such characters takes about a microsecond, and a good deal more if it is long.
  package static func indexHash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    plainHash(bytes, range) ?? preparedHash(bytes, range)
  }

  /// What ``indexHash(_:_:)`` gives, of any name.
  static func preparedHash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 { hash(bytes, range, .all) }

  /// What both hashes are of a name of plain strings, which nearly all are; `nil` for any other.
  package static func plainHash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    var place = range.lowerBound
    guard range.upperBound <= bytes.count, Walk.enter(bytes, 0x30, &place, range.upperBound) == range.upperBound else {
      return nil
    }
    return Walk.plainName(
      bytes, range.lowerBound, place, range.upperBound, HashSeed.words[0], isValidated: false)
  }

  /// Which texts count with their characters.
  private enum HashedText {
    case ascii
    case all
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>, _ texts: HashedText) -> UInt64 {
    let seed = HashSeed.words[0]
    guard range.count <= maximumPreparedCount, var names = relativeNames(bytes, range) else {
      return hash(bytes, of: range, seed)
    }
    var hash = NameHash(seed: seed)
    while !names.isAtEnd {
      guard let set = try? names.read(.set, bytes) else { return Self.hash(bytes, of: range, seed) }
      hash.mix(Self.hash(bytes, relativeName: set, seed, texts))
    }
    return hash.value
  }

  /// The hashes of the name's beginnings: of none of its RelativeDistinguishedNames, of the first, of the first two, and
  /// so on up to the whole name.
  ///
  /// They are ``hash(_:_:)`` of the names that the beginnings are. `nil` is a name that is too long to be compared as text,
  /// or has a RelativeDistinguishedName that is.
  package static func hashesOfBeginnings(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt64]? {
    guard range.count <= maximumPreparedCount, var names = relativeNames(bytes, range) else { return nil }
    let seed = HashSeed.words[0]
    var hash = NameHash(seed: seed)
    var hashes = [hash.value]
    while !names.isAtEnd {
      guard let set = try? names.read(.set, bytes), attributeCount(bytes, set) != nil else { return nil }
      hash.mix(Self.hash(bytes, relativeName: set, seed, .ascii))
      hashes.append(hash.value)
    }
    return hashes
  }

  private static func hash(
    _ bytes: Span<UInt8>, relativeName set: DERElement, _ seed: UInt64, _ texts: HashedText
  ) -> UInt64 {
    var reader = DERReader(set.contents)
    var sum: UInt64 = 0
    var count = 0
    while !reader.isAtEnd {
      count += 1
      guard count <= maximumPreparedAttributes, let attribute = try? Attribute(&reader, bytes) else {
        return hash(bytes, of: set.encoded, seed)
      }
      // The order within the set makes no difference to a sum.
      sum &+= hash(bytes, attribute, seed, texts)
    }
    return sum
  }

  private static func hash(
    _ bytes: Span<UInt8>, _ attribute: Attribute, _ seed: UInt64, _ texts: HashedText
  ) -> UInt64 {
    var type = NameHash(seed: seed)
    for offset in attribute.type { type.absorb(bytes[offset]) }
    type.finish()
    guard let text = PreparedText(attribute.value) else {
      for offset in attribute.value.encoded { type.absorb(bytes[offset]) }
      type.finish()
      return type.value
    }
    var value = type
    if text.absorb(into: &value, bytes) { return value.value }
    // Text that can't be read matches its own bytes only, which a hash of less than they are does no harm to.
    if texts == .all, let hash = text.foldedHash(bytes) { type.mix(hash) }
    return type.value
  }

  /// The hash of the bytes themselves.
  private static func hash(_ bytes: Span<UInt8>, of range: Range<Int>, _ seed: UInt64) -> UInt64 {
    var hash = NameHash(seed: seed)
    for offset in range { hash.absorb(bytes[offset]) }
    hash.finish()
    return hash.value
  }
}

import CertificateEncoding

extension DistinguishedName {
  /// A hash that names which match have in common: letters, spaces, string types and the order within a
  /// RelativeDistinguishedName make no difference to it.
  ///
  /// A value with a character beyond ASCII counts by its type alone, since what it matches is known only after an
  /// allocation. The hash is the same in every run and has no secret: a stranger can make names that collide, so
  /// whoever indexes by it must bound what a collision costs.
  package static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    guard range.count <= maximumPreparedCount, var names = relativeNames(bytes, range) else {
      return hash(bytes, of: range)
    }
    var hash = NameHash()
    while !names.isAtEnd {
      guard let set = try? names.read(.set, bytes) else { return Self.hash(bytes, of: range) }
      hash.mix(Self.hash(bytes, relativeName: set))
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
    var hash = NameHash()
    var hashes = [hash.value]
    while !names.isAtEnd {
      guard let set = try? names.read(.set, bytes), attributeCount(bytes, set) != nil else { return nil }
      hash.mix(Self.hash(bytes, relativeName: set))
      hashes.append(hash.value)
    }
    return hashes
  }

  private static func hash(_ bytes: Span<UInt8>, relativeName set: DERElement) -> UInt64 {
    var reader = DERReader(set.contents)
    var sum: UInt64 = 0
    var count = 0
    while !reader.isAtEnd {
      count += 1
      guard count <= maximumPreparedAttributes, let attribute = try? Attribute(&reader, bytes) else {
        return hash(bytes, of: set.encoded)
      }
      // The order within the set makes no difference to a sum.
      sum &+= hash(bytes, attribute)
    }
    return sum
  }

  private static func hash(_ bytes: Span<UInt8>, _ attribute: Attribute) -> UInt64 {
    var type = NameHash()
    for offset in attribute.type { type.absorb(bytes[offset]) }
    type.finish()
    guard let text = PreparedText(attribute.value) else {
      for offset in attribute.value.encoded { type.absorb(bytes[offset]) }
      type.finish()
      return type.value
    }
    var value = type
    return text.absorb(into: &value, bytes) ? value.value : type.value
  }

  /// The hash of the bytes themselves.
  private static func hash(_ bytes: Span<UInt8>, of range: Range<Int>) -> UInt64 {
    var hash = NameHash()
    for offset in range { hash.absorb(bytes[offset]) }
    hash.finish()
    return hash.value
  }
}

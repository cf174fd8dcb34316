package import CertificateEncoding

/// The name of a subject or an issuer (RFC 5280 §4.1.2.4, §4.1.2.6).
///
/// Two names are equal when RFC 5280 §7.1 says that they match, which is not always byte for byte: see
/// `matches(_:_:_:_:)`. The description is the text of RFC 4514.
public struct DistinguishedName: Sendable {
  /// The buffer that the name is a part of.
  package let arena: ByteArena
  /// Where the Name lies in the arena, identifier and length bytes included.
  package let range: Range<Int>

  /// Creates the name that lies at `range`, which `validate(_:_:)` has accepted.
  package init(arena: ByteArena, range: Range<Int>) {
    self.arena = arena
    self.range = range
  }

  /// Whether the name has no attribute at all, as a subject may that is named only by its subjectAltName.
  public var isEmpty: Bool {
    let bytes = arena.bytes
    return Self.relativeNames(bytes.span, range)?.isAtEnd ?? true
  }

  /// Calls `body` with the bytes of the name's DER encoding.
  public func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    let bytes = arena.bytes
    return body(bytes.span.extracting(range))
  }
}

extension DistinguishedName: Hashable {
  /// Whether the two names match (RFC 5280 §7.1).
  public static func == (left: DistinguishedName, right: DistinguishedName) -> Bool {
    let (leftBytes, rightBytes) = (left.arena.bytes, right.arena.bytes)
    return matches(leftBytes.span, left.range, rightBytes.span, right.range)
  }

  /// Hashes what names that match have in common.
  public func hash(into hasher: inout Hasher) {
    let bytes = arena.bytes
    hasher.combine(Self.hash(bytes.span, range))
  }
}

// MARK: Structure

extension DistinguishedName {
  /// How many attributes a name may have in all.
  ///
  /// The longest names in use have about thirty; the limit keeps whatever is done for each attribute within reason.
  package static let maximumAttributeCount = 1024

  /// Checks the structure and the strings of a Name that `reader` stands at, and returns where it lies.
  ///
  ///     Name ::= SEQUENCE OF RelativeDistinguishedName
  ///     RelativeDistinguishedName ::= SET SIZE (1..MAX) OF AttributeTypeAndValue
  ///     AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
  ///
  /// RFC 5280 §4.1.2.4. The sets must be in DER's order (X.690 §11.6): the name is compared by its bytes too.
  package static func validate(
    _ reader: inout DERReader, _ bytes: Span<UInt8>
  ) throws(DERError) -> Range<Int> {
    let name = try reader.read(.sequence, bytes)
    var relativeNames = try reader.reader(of: name)
    var count = 0
    while !relativeNames.isAtEnd {
      let set = try relativeNames.read(.set, bytes)
      try validate(relativeName: try relativeNames.reader(of: set), of: set, bytes, &count)
    }
    return name.encoded
  }

  /// Checks the AttributeTypeAndValues of one RelativeDistinguishedName, which are the contents of `set`; adds how many
  /// they are to `count`.
  package static func validate(
    relativeName: DERReader, of set: DERElement, _ bytes: Span<UInt8>, _ count: inout Int
  ) throws(DERError) {
    guard !set.contents.isEmpty else { throw DERError(.emptyCollection, at: set.start) }
    var relativeName = relativeName
    var previous: Range<Int>?
    while !relativeName.isAtEnd {
      let element = try relativeName.read(.sequence, bytes)
      count += 1
      guard count <= maximumAttributeCount else { throw DERError(.tooManyElements, at: element.start) }
      var attribute = try relativeName.reader(of: element)
      _ = try attribute.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      guard !attribute.isAtEnd else { throw DERError(.truncated, at: attribute.position) }
      try attribute.read(bytes).validateCharacters(bytes)
      try attribute.finish()
      // X.690 §11.6: ascending, the shorter one padded with zeros; equal elements stand side by side.
      if let previous, bytes.precedes(element.encoded, previous) {
        throw DERError(.unorderedSet, at: element.start)
      }
      previous = element.encoded
    }
  }

  /// A reader of the RelativeDistinguishedNames of a name; `nil` if there is no Name at `range`.
  static func relativeNames(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DERReader? {
    var reader = DERReader(range)
    guard let contents = try? reader.enter(.sequence, bytes), reader.isAtEnd else { return nil }
    return contents
  }
}

extension Span<UInt8> {
  /// Whether the bytes at `first` come before those at `second` in the order that X.690 §11.6 gives to encodings.
  ///
  /// No encoding is a proper beginning of another, so that the zeros which pad the shorter one never decide.
  fileprivate func precedes(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    for offset in 0..<Swift.min(first.count, second.count) {
      let (left, right) = (self[first.lowerBound + offset], self[second.lowerBound + offset])
      if left != right { return left < right }
    }
    return false
  }
}

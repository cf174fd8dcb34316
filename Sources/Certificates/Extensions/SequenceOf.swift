package import CertificateEncoding

/// An element of a ``SequenceOf``, which a reader stands at.
package protocol SequenceElement: Sendable {
  /// Reads one element and checks all of it.
  init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError)
}

/// A SEQUENCE SIZE (1..MAX) OF that stays where it is: checked once, and read again each time that it is asked.
package struct SequenceOf<Element: SequenceElement>: Sendable {
  /// Where the elements lie, one after the other.
  package let contents: Range<Int>

  /// Reads the SEQUENCE that fills `value`, and checks every element of it.
  package init(_ bytes: Span<UInt8>, filling value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    let element = try reader.read(.sequence, bytes)
    try reader.finish()
    try self.init(bytes, of: element)
  }

  /// Checks every element inside `collection`, which has been read under whatever tag.
  package init(_ bytes: Span<UInt8>, of collection: DERElement) throws(DERError) {
    guard !collection.contents.isEmpty else { throw DERError(.emptyCollection, at: collection.start) }
    var reader = DERReader(collection.contents)
    while !reader.isAtEnd { _ = try Element(bytes, &reader) }
    contents = collection.contents
  }

  /// A cursor at the first element.
  @inlinable
  package func makeReader() -> SequenceReader<Element> { SequenceReader(contents) }

  /// Calls `body` for each element in turn.
  @inlinable
  package func forEach(_ bytes: Span<UInt8>, _ body: (Element) -> Void) {
    var reader = makeReader()
    while let element = reader.next(bytes) { body(element) }
  }

  /// Whether `isWanted` is true of an element.
  @inlinable
  package func contains(_ bytes: Span<UInt8>, where isWanted: (Element) -> Bool) -> Bool {
    var reader = makeReader()
    while let element = reader.next(bytes) {
      if isWanted(element) { return true }
    }
    return false
  }
}

/// A cursor over the elements of a ``SequenceOf``; like ``DERReader`` it is given the buffer at each call.
package struct SequenceReader<Element: SequenceElement>: Sendable {
  @usableFromInline var reader: DERReader

  /// Creates a cursor over the contents of a ``SequenceOf``.
  @inlinable
  package init(_ contents: Range<Int>) { reader = DERReader(contents) }

  /// Reads the next element; `nil` at the end.
  ///
  /// The elements have been checked when the ``SequenceOf`` was made, so there is no refusal to report.
  @inlinable
  package mutating func next(_ bytes: Span<UInt8>) -> Element? {
    guard !reader.isAtEnd else { return nil }
    return try? Element(bytes, &reader)
  }
}

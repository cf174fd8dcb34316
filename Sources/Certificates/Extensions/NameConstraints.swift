package import CertificateEncoding

/// Which names the certificates below this one may have (RFC 5280 §4.2.1.10).
///
///     NameConstraints ::= SEQUENCE {
///       permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
///     GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
package struct NameConstraints: Sendable {
  /// The subtrees of which a name of the same form must be in one.
  package let permitted: SequenceOf<GeneralSubtree>?
  /// The subtrees that no name may be in.
  package let excluded: SequenceOf<GeneralSubtree>?

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    let element = try reader.read(.sequence, bytes)
    try reader.finish()
    // RFC 5280 §4.2.1.10: not an empty sequence.
    guard !element.contents.isEmpty else { throw DERError(.emptyCollection, at: element.start) }
    var fields = DERReader(element.contents)
    let first = try fields.readOptional(.contextConstructed(0), bytes)
    let second = try fields.readOptional(.contextConstructed(1), bytes)
    try fields.finish()
    if let first { permitted = try SequenceOf(bytes, of: first) } else { permitted = nil }
    if let second { excluded = try SequenceOf(bytes, of: second) } else { excluded = nil }
  }

  /// How many subtrees there are; one that is excluded and a directory name beyond ASCII counts for more, as
  /// ``DistinguishedName/costOfComparability(_:_:)`` says.
  package func subtreeCount(_ bytes: Span<UInt8>) -> Int {
    var count = 0
    permitted?.forEach(bytes) { _ in count += 1 }
    excluded?.forEach(bytes) { subtree in
      count += 1
      if case .directoryName(let range) = subtree.base {
        count += DistinguishedName.costOfComparability(bytes, range)
      }
    }
    return count
  }

  /// The extension in words, a line for each subtree.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    permitted?.forEach(bytes) { lines.append("permitted " + $0.base.describe(bytes)) }
    excluded?.forEach(bytes) { lines.append("excluded " + $0.base.describe(bytes)) }
    return lines
  }
}

/// All names below a name, itself included.
///
///     GeneralSubtree ::= SEQUENCE {
///       base GeneralName, minimum [0] BaseDistance DEFAULT 0, maximum [1] BaseDistance OPTIONAL }
package struct GeneralSubtree: SequenceElement {
  /// The name at the top; an IP address in it goes with its mask.
  package let base: GeneralName

  /// Reads a subtree and checks its name.
  ///
  /// RFC 5280 §4.2.1.10 leaves no use to the distances: a minimum other than 0 and any maximum are refused. A minimum
  /// of 0 that is written out, as some CAs do against X.690 §11.5, is accepted, since it changes nothing.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    base = try GeneralName(bytes, &fields, role: .subtree)
    if let minimum = try fields.readOptional(.contextPrimitive(0), bytes) {
      guard try minimum.clampedCount(bytes) == 0 else { throw DERError(.integerOutOfRange, at: minimum.start) }
    }
    if let maximum = try fields.readOptional(.contextPrimitive(1), bytes) {
      throw DERError(.integerOutOfRange, at: maximum.start)
    }
    try fields.finish()
  }
}

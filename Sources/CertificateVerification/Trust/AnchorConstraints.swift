public import CertificateEncoding
import Certificates

/// What a trust store demands of chains that end at an anchor, beyond what the anchor's certificate says itself.
///
/// ```swift
/// let constraints = try AnchorConstraints(
///   purposes: [.server], distrustAfter: Timestamp("2025-12-31T23:59:59Z"), permittedNames: [.dns("corp.example.com")])
/// trust.insert(root, constraints: constraints)
/// ```
public struct AnchorConstraints: Sendable, Hashable {
  /// A refusal to take a text as a subtree of names: it is none of its form.
  public struct InvalidSubtree: Error, Sendable, Hashable {
    /// The subtree that is refused.
    public let subtree: NameSubtree
  }

  /// What the anchor may vouch for; `nil` for every purpose.
  public let purposes: Set<Purpose>?
  /// The last moment at which a leaf may have been issued; `nil` for any.
  ///
  /// It is held against the start of the leaf's validity, as browsers do for authorities that they remove by and by.
  public let distrustAfter: Timestamp?
  /// The subtrees of which a name of the same form must be in one; if there is none of a form, its names are free.
  public let permittedNames: [NameSubtree]
  /// The subtrees that no name may be in.
  public let excludedNames: [NameSubtree]

  /// The subtrees as the value of a name constraints extension (RFC 5280 §4.2.1.10); empty if there are none.
  let nameConstraints: [UInt8]

  /// Creates constraints.
  ///
  /// - Throws: ``InvalidSubtree`` for the first subtree that is no name of its form.
  public init(
    purposes: Set<Purpose>? = nil, distrustAfter: Timestamp? = nil, permittedNames: [NameSubtree] = [],
    excludedNames: [NameSubtree] = []
  ) throws(InvalidSubtree) {
    self.purposes = purposes.map { Set($0.map { $0.normalized }) }
    self.distrustAfter = distrustAfter
    self.permittedNames = permittedNames
    self.excludedNames = excludedNames
    let permitted = try Self.list(0xA0, permittedNames, [])
    let excluded = try Self.list(0xA1, excludedNames, .excluded)
    nameConstraints = permitted.isEmpty && excluded.isEmpty ? [] : DERHeader.wrap(0x30, permitted + excluded)
  }

  private static func list(
    _ tag: UInt8, _ subtrees: [NameSubtree], _ reading: SubtreeSet.Reading
  ) throws(InvalidSubtree) -> [UInt8] {
    var contents: [UInt8] = []
    for subtree in subtrees {
      guard let encoded = subtree.encoded, isWellFormed(encoded, reading) else {
        throw InvalidSubtree(subtree: subtree)
      }
      contents += encoded
    }
    return contents.isEmpty ? [] : DERHeader.wrap(tag, contents)
  }

  /// Whether a subtree, alone in a list, can be read and compared with names.
  private static func isWellFormed(_ subtree: [UInt8], _ reading: SubtreeSet.Reading) -> Bool {
    let list = DERHeader.wrap(0x30, subtree)
    guard let subtrees = try? SequenceOf<GeneralSubtree>(list.span, filling: 0..<list.count) else { return false }
    return (try? SubtreeSet(list.span, subtrees, reading)) != nil
  }

  /// Whether the anchor may vouch for a purpose.
  func isTrusted(for purpose: Purpose) -> Bool {
    guard let purposes, purpose != .any else { return true }
    return purposes.contains(purpose) || purposes.contains(.any)
  }
}

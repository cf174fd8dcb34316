/// A value of a JSON document that was read, and where it stands.
package struct JSONNode: Sendable {
  /// The types of JSON.
  package enum Content: Sendable {
    case null
    case boolean(Bool)
    /// A number as it is written, for JSON sets no bounds to it (RFC 8259 §6).
    case number(String)
    case string(String)
    case array([JSONNode])
    /// The members in the order of the file, those of equal names as well.
    case object([Member])
  }

  /// A name and a value of an object.
  package struct Member: Sendable {
    /// The name.
    package let name: String
    /// Where the name stands.
    package let position: TextPosition
    /// The value.
    package let value: JSONNode
  }

  /// The value.
  package let content: Content
  /// Where its first character stands.
  package let position: TextPosition
}

extension JSONNode {
  /// The members of the object that the value is; `nil` if it is none.
  package var members: [Member]? {
    if case .object(let members) = content { members } else { nil }
  }

  /// The elements of the array that the value is; `nil` if it is none.
  package var elements: [JSONNode]? {
    if case .array(let elements) = content { elements } else { nil }
  }

  /// The string that the value is; `nil` if it is none.
  package var string: String? {
    if case .string(let text) = content { text } else { nil }
  }

  /// The last member of a name, compared by code points, as most readers take it; `nil` if there is none.
  package subscript(name: String) -> Member? {
    members?.last { ExactText($0.name) == ExactText(name) }
  }
}

/// Text that is equal to other text only if all of its bytes are.
///
/// A `String` equals every other one that is canonically equivalent, so that an `é` of one scalar equals one of two;
/// TOML and JSON compare keys by their code points (TOML 1.0.0, "Keys"; RFC 8259 §8.3), and so do file systems.
package struct ExactText: Sendable, Hashable {
  /// The text.
  package let text: String

  /// Creates exact text of `text`.
  package init(_ text: String) { self.text = text }

  package static func == (left: Self, right: Self) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(text.utf8.count)
  }
}

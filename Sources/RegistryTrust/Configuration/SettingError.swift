/// A setting whose value is of another type than the program takes.
package struct SettingError: Error, Sendable, Hashable {
  /// The key, as the file writes it.
  package let key: String
  /// What the program takes: `a string`.
  package let expected: String
  /// What stands there: `an integer`.
  package let found: String
  /// Where the value stands.
  package let position: TextPosition
}

extension SettingError: CustomStringConvertible {
  /// The error as a sentence, with its place: `line 3, column 7: skip_verify takes a Boolean, not a string`.
  package var description: String { "\(position): \(key) takes \(expected), not \(found)" }
}

/// A place in a configuration file: where a key, a value or an error starts.
package struct TextPosition: Sendable, Hashable {
  /// The line, counted from 1; a line ends with a line feed.
  package let line: Int
  /// The column, counted from 1 in Unicode scalars, as an editor shows it.
  package let column: Int

  /// Creates the place in `column` of `line`, both counted from 1.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension TextPosition: Comparable, CustomStringConvertible {
  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// The place in words: `line 3, column 7`.
  package var description: String { "line \(line), column \(column)" }
}

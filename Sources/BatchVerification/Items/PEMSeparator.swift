/// The line before each item of a stream in PEM: five equals signs, and behind a space the members of the item, such as
/// `===== id=17 hostname=www.example.com`.
///
/// Longer lines of equals signs underline names in bundles that people make, and are none.
enum PEMSeparator {
  /// The most bytes of a separator: twice what an identifier and a name of the greatest length take.
  ///
  /// A longer line is none.
  static let maximumByteCount = 4_096

  /// Whether a line, without its line feed, is a separator.
  static func isSeparator(_ line: Span<UInt8>) -> Bool {
    guard line.count <= maximumByteCount, line.holds("=====", at: 0) else { return false }
    return line.count == 5 || Span.isSpace(line[5])
  }
}

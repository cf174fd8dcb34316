public import Foundation

/// A file that a text is compared with, byte for byte.
///
/// Set `ROOTWARD_UPDATE_GOLDEN=1` to write all of them anew, and read the difference before it is committed.
public enum GoldenFile {
  /// The text of a golden file; with `ROOTWARD_UPDATE_GOLDEN=1`, what it is now.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - text: What the test made.
  public static func text(_ file: URL, insteadOf text: String) throws -> String {
    if ProcessInfo.processInfo.environment["ROOTWARD_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return String(decoding: try Data(contentsOf: file), as: UTF8.self)
  }
}

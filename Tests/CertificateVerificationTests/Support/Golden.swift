import Foundation
import TestSupport
import Testing

/// The files that explanations are compared with, byte for byte.
///
/// Set `ROOTWARD_UPDATE_GOLDEN=1` to write them anew, and read the difference before it is committed.
enum Golden {
  static let folder = Vectors.packageRoot.appending(path: "Tests/CertificateVerificationTests/Golden")

  /// Compares text with a golden file.
  static func compare(_ text: String, with name: String) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["ROOTWARD_UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    #expect(text == golden)
  }
}

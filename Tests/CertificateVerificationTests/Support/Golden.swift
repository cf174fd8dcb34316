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
    let golden = try GoldenFile.text(folder.appending(path: name), insteadOf: text)
    #expect(text == golden)
  }
}

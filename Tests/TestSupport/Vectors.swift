public import Foundation

/// The folder of test vectors and what lies beside the package.
public enum Vectors {
  /// The root of the package.
  public static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The bytes of a file below `TestVectors`.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: packageRoot.appending(path: "TestVectors/" + path)))
  }

  /// The text of a file below `TestVectors`.
  public static func text(_ path: String) throws -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// A line of `expected.txt`: what a folder's chain is worth to a verifier that knows everything.
  public struct Expectation: Sendable, CustomStringConvertible {
    /// The folder's name.
    public let folder: String
    /// Whether the chain is to be verified.
    public let isValid: Bool
    /// In one word what decides.
    public let subject: String

    /// The folder's name.
    public var description: String { folder }
  }

  /// All lines of `expected.txt`.
  public static let expectations: [Expectation] = {
    let lines = (try? text("expected.txt"))?.split(separator: "\n") ?? []
    return lines.filter { !$0.hasPrefix("#") }.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard words.count >= 3 else { return nil }
      return Expectation(folder: words[0], isValid: words[1] == "valid", subject: words[2])
    }
  }()
}

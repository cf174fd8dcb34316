import Foundation

/// Base64 for tests that write PEM.
public enum Base64Text {
  /// The bytes in Base64, in lines of 64 characters.
  public static func encode(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
  }
}

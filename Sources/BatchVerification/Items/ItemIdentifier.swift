import CertificateVerification

/// What an item is called by whoever made the stream.
package enum ItemIdentifier: Sendable, Hashable {
  /// The most bytes of an identifier: a URL or a file's path fits.
  ///
  /// Results repeat it, so that it decides their length.
  package static let maximumByteCount = 1_024

  case string(String)
  /// A number as it is written, for JSON sets no bounds to it.
  case number(String)

  /// Appends the identifier as JSON.
  func write(to line: inout [UInt8]) {
    switch self {
    case .number(let text): line.append(contentsOf: text.utf8)
    case .string(let text): ResultLine.write(text, to: &line)
    }
  }

  /// How many bytes it has.
  var byteCount: Int {
    switch self {
    case .string(let text), .number(let text): text.utf8.count
    }
  }
}

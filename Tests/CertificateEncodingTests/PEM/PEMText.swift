import TestSupport
import CertificateEncoding
import Foundation

/// Bytes written as a PEM block, in whatever form a test needs.
struct PEMText {
  var label = "CERTIFICATE"
  var lineLength = 64
  var lineEnd = "\n"
  var indentation = ""
  var trailing = ""
  var headers: [String] = []

  /// The block that holds `bytes`, the last line end included.
  func block(_ bytes: [UInt8]) -> String {
    var lines = ["-----BEGIN \(label)-----"] + headers
    var rest = Data(bytes).base64EncodedString()[...]
    while !rest.isEmpty {
      lines.append(String(rest.prefix(lineLength)))
      rest = rest.dropFirst(lineLength)
    }
    lines.append("-----END \(label)-----")
    return lines.map { indentation + $0 + trailing + lineEnd }.joined()
  }
}

/// Bytes that look like nothing in particular, and differ by `seed`.
func someBytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var generator = RepeatableGenerator(seed: seed)
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
}

extension PEMDocument {
  init(_ text: String) {
    let bytes = Array(text.utf8)
    self.init(bytes.span)
  }

  /// The contents of each block.
  var contents: [[UInt8]] { blocks.map { Array(decoded[$0.contents]) } }

  /// Each problem as one line of text, which is easy to compare.
  var complaints: [String] {
    problems.map { problem in
      let place = problem.index.map { "block \($0), " } ?? ""
      return "\(place)line \(problem.line), \(problem.label?.text ?? "-"): \(problem.reason)"
    }
  }
}

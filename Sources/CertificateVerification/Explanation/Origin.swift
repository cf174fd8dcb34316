import Certificates

/// Where a certificate came from, in words.
enum Origin {
  /// The file and the block, such as `chain.pem, block 2 (line 25)`; `nil` for a certificate from memory.
  static func text(_ certificate: Certificate) -> String? {
    let place = certificate.position.map { position in
      "block \(position.block)" + (position.line > 0 ? " (line \(position.line))" : "")
    }
    let source = certificate.source.map(Sentences.printable)
    let parts = [source, place].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The same in parentheses, with a space before it; empty for a certificate from memory.
  static func clause(_ certificate: Certificate) -> String {
    text(certificate).map { " (\($0))" } ?? ""
  }
}

package import Certificates

/// Where a certificate came from, in words.
package enum Origin {
  /// The file and the block, such as `chain.pem, block 2 (line 25)`; `nil` for a certificate from memory.
  package static func text(_ certificate: Certificate) -> String? {
    text(
      certificate.source, certificate.position, isWholeFile: certificate.arena.isWhole(certificate.layout.whole))
  }

  /// A file and a block of it; the file alone, if it is DER and the block is all of it.
  private static func text(_ source: String?, _ position: Certificate.Position?, isWholeFile: Bool) -> String? {
    var parts: [String] = []
    if let source { parts.append(Sentences.printable(source)) }
    if let position, position.line > 0 {
      parts.append("block \(position.block) (line \(position.line))")
    } else if let position, source == nil || !isWholeFile {
      parts.append("block \(position.block)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// The same in parentheses, with a space before it; empty for a certificate from memory.
  static func clause(_ certificate: Certificate) -> String {
    text(certificate).map { " (\($0))" } ?? ""
  }

  /// Where a piece of evidence came from, in parentheses with a space before it; empty for one from memory.
  static func clause(_ evidence: RevocationEvidence) -> String {
    text(evidence.source, evidence.position, isWholeFile: evidence.isWholeFile).map { " (\($0))" } ?? ""
  }
}

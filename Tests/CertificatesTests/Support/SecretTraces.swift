import TestSupport

/// The ways in which a secret may show in a text: as bytes, numbers, hexadecimal digits or Base64.
struct SecretTraces {
  private let secret: [UInt8]
  private let words: Set<String>
  private let pieces: [String]

  init(_ secret: [UInt8]) {
    self.secret = secret
    var words: Set<String> = []
    var pieces: [String] = []
    // Words of eight bytes from either end, either byte first.
    for start in secret.indices where start + 8 <= secret.count {
      let bytes = secret[start..<start + 8]
      for ordered in [Array(bytes), bytes.reversed()] {
        let word = ordered.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        // Small numbers mean nothing.
        guard word >= 1 << 48 else { continue }
        words.formUnion([String(word), String(word, radix: 16), String(Int64(bitPattern: word))])
      }
    }
    for start in stride(from: 0, to: secret.count - 6, by: 3) {
      let bytes = Array(secret[start..<start + 6])
      pieces.append(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    }
    for start in 0..<min(3, secret.count) {
      let text = Base64Text.encode(Array(secret[start...].prefix(60)))
      pieces.append(String(text.filter { $0 != "\n" && $0 != "=" }.prefix(12).dropLast()))
    }
    (self.words, self.pieces) = (words, pieces)
  }

  /// The first trace in a text; `nil` if there is none.
  func found(in text: String) -> String? {
    let numbers = text.split { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "-") }.map(String.init)
    if let word = numbers.first(where: { words.contains($0.lowercased()) }) { return word }
    if let piece = pieces.first(where: { text.contains($0) || text.contains($0.uppercased()) }) { return piece }
    // Four bytes in a row, one number each, whatever stands between them.
    let bytes = numbers.compactMap { UInt8($0) }
    if let place = place(of: bytes) { return "bytes from \(place) on" }
    return place(of: Array(text.utf8)).map { "characters from \($0) on" }
  }

  /// Where four bytes of the secret stand in a row.
  private func place(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4, secret.count >= 4 else { return nil }
    let windows = Set((0...secret.count - 4).map { Array(secret[$0..<$0 + 4]) }.filter { Set($0).count > 2 })
    return (0...bytes.count - 4).first { windows.contains(Array(bytes[$0..<$0 + 4])) }
  }
}

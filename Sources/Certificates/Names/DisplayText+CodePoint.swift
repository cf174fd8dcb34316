extension DisplayText {
  /// A code point of TLS that has no name, such as `0x1a1a`.
  package static func codePoint(_ number: UInt16) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }
}

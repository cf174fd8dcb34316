/// A length of time as Go's `time.ParseDuration` reads it: `300ms`, `-1.5h`, `2h45m`.
package struct GoDuration: Sendable, Hashable {
  /// A refusal, in the words of Go's `time`.
  package struct Failure: Error, Sendable, Hashable {
    /// The message.
    package let message: String
  }

  /// The length in nanoseconds.
  package let nanoseconds: Int64

  /// Reads a length of time.
  ///
  /// - Throws: ``Failure`` for a text without unit, with an unknown unit, or of a length that 64 bits do not hold.
  package init(_ text: String) throws(Failure) {
    nanoseconds = try Self.nanoseconds(text)
  }

  private static func nanoseconds(_ text: String) throws(Failure) -> Int64 {
    let invalid = Failure(message: "time: invalid duration \(quoted(text.utf8))")
    var rest = Array(text.utf8)[...]
    var isNegative = false
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    if rest.elementsEqual("0".utf8) { return 0 }
    guard !rest.isEmpty else { throw invalid }
    // Negative numbers reach one further than positive ones.
    let largest: UInt64 = 1 << 63
    var total: UInt64 = 0
    while !rest.isEmpty {
      let whole = rest.prefix(while: \.isDigit)
      rest = rest.dropFirst(whole.count)
      var fraction: ArraySlice<UInt8> = []
      if rest.first == UInt8(ascii: ".") {
        fraction = rest.dropFirst().prefix(while: \.isDigit)
        rest = rest.dropFirst(1 + fraction.count)
      }
      guard !whole.isEmpty || !fraction.isEmpty,
        let value = whole.isEmpty ? 0 : UInt64(String(decoding: whole, as: UTF8.self)), value <= largest
      else { throw invalid }
      let name = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
      guard !name.isEmpty else { throw Failure(message: "time: missing unit in duration \(quoted(text.utf8))") }
      rest = rest.dropFirst(name.count)
      guard let unit = units[String(decoding: name, as: UTF8.self)] else {
        throw Failure(message: "time: unknown unit \(quoted(name)) in duration \(quoted(text.utf8))")
      }
      guard value <= largest / unit else { throw invalid }
      // What a fraction is worth, Go counts in floating point too.
      let part = UInt64(Self.fraction(fraction, of: unit))
      let (sum, overflows) = (value * unit).addingReportingOverflow(part)
      guard !overflows, sum <= largest else { throw invalid }
      // Two times 2^63 are 0 for Go, which sees no overflow there either.
      total &+= sum
      guard total <= largest else { throw invalid }
    }
    if isNegative { return total == largest ? .min : -Int64(total) }
    guard total < largest else { throw invalid }
    return Int64(total)
  }

  /// So many `unit`s as the digits after a point say, as `leadingFraction` does it: digits beyond 63 bits are dropped.
  private static func fraction(_ digits: ArraySlice<UInt8>, of unit: UInt64) -> Double {
    var value: UInt64 = 0
    var scale = 1.0
    for digit in digits {
      guard value <= (1 << 63 - 1) / 10, case let next = value * 10 + UInt64(digit - 0x30), next <= 1 << 63 else {
        break
      }
      value = next
      scale *= 10
    }
    return Double(value) * (Double(unit) / scale)
  }

  /// Small mu has two code points, of which Go takes both.
  private static let units: [String: UInt64] = [
    "ns": 1, "us": 1_000, "\u{B5}s": 1_000, "\u{3BC}s": 1_000, "ms": 1_000_000, "s": 1_000_000_000,
    "m": 60_000_000_000, "h": 3_600_000_000_000,
  ]

  /// The quotes of `time`, which writes each byte that is not printable ASCII as `\xXX`.
  private static func quoted(_ text: some Sequence<UInt8>) -> String {
    var result = "\""
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += "\\" + String(Unicode.Scalar(byte))
      case 0x20..<0x80: result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += (byte < 0x10 ? "\\x0" : "\\x") + String(byte, radix: 16)
      }
    }
    return result + "\""
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}

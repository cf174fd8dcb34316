/// Punycode, the encoding of Unicode in the labels of host names (RFC 3492).
///
/// Both directions are bounded by the length of a label, so that their inner loops, which are quadratic, stay short.
package enum Punycode {
  /// The longest encoded text that is read or written: no label of a host name is longer (RFC 1035 §2.3.4).
  package static let maximumLength = 63

  // RFC 3492 §5: the parameters of Punycode among all Bootstring encodings.
  private static let base: UInt32 = 36
  private static let minimumThreshold: UInt32 = 1
  private static let maximumThreshold: UInt32 = 26
  private static let skew: UInt32 = 38
  private static let damp: UInt32 = 700
  private static let initialBias: UInt32 = 72
  private static let initialCodePoint: UInt32 = 0x80
  private static let delimiter = UInt8(ascii: "-")

  /// Encodes text as ASCII, without the prefix `xn--` (RFC 3492 §6.3).
  ///
  /// Digits are written in lower case; the ASCII characters of `scalars` keep their case.
  ///
  /// - Returns: The encoded text; `nil` if it is longer than ``maximumLength``.
  package static func encode(_ scalars: [Unicode.Scalar]) -> [UInt8]? {
    // Every character takes at least one byte.
    guard scalars.count <= maximumLength else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(maximumLength)
    for scalar in scalars where scalar.isASCII { output.append(UInt8(truncatingIfNeeded: scalar.value)) }
    let basicCount = output.count
    var handled = basicCount
    if basicCount > 0 { output.append(delimiter) }

    var codePoint = initialCodePoint
    var delta: UInt32 = 0
    var bias = initialBias
    while handled < scalars.count {
      // The smallest character that is still to be written; there is one, as not all are handled.
      var next = UInt32.max
      for scalar in scalars where scalar.value >= codePoint { next = min(next, scalar.value) }
      let (increase, overflow) = (next - codePoint).multipliedReportingOverflow(by: UInt32(handled + 1))
      guard !overflow, add(increase, to: &delta) else { return nil }
      codePoint = next
      for scalar in scalars {
        if scalar.value < codePoint, !add(1, to: &delta) { return nil }
        guard scalar.value == codePoint else { continue }
        guard append(delta, bias: bias, to: &output) else { return nil }
        bias = adapt(delta, count: UInt32(handled + 1), isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      guard add(1, to: &delta) else { return nil }
      codePoint += 1
    }
    return output.count <= maximumLength ? output : nil
  }

  /// Decodes `range` of `bytes`, which is ASCII without the prefix `xn--` (RFC 3492 §6.2).
  ///
  /// - Returns: The characters; `nil` if the text is not Punycode, is longer than ``maximumLength``, or stands for
  ///   something that is not a character of Unicode.
  package static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [Unicode.Scalar]? {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count, range.count <= maximumLength else { return nil }
    var output: [Unicode.Scalar] = []
    output.reserveCapacity(range.count)
    var position = range.lowerBound
    // What stands before the last hyphen is the ASCII part. A hyphen in front of everything delimits nothing.
    if let last = range.last(where: { bytes[$0] == delimiter }), last > range.lowerBound {
      for offset in range.lowerBound..<last {
        guard bytes[offset] < 0x80 else { return nil }
        output.append(Unicode.Scalar(bytes[offset]))
      }
      position = last + 1
    }

    var codePoint = initialCodePoint
    var index: UInt32 = 0
    var bias = initialBias
    while position < range.upperBound {
      let start = index
      guard readInteger(bytes, at: &position, end: range.upperBound, bias: bias, into: &index) else { return nil }
      let count = UInt32(output.count + 1)
      bias = adapt(index - start, count: count, isFirst: start == 0)
      guard add(index / count, to: &codePoint), let scalar = Unicode.Scalar(codePoint) else { return nil }
      index %= count
      output.insert(scalar, at: Int(index))
      index += 1
    }
    return output
  }

  /// Writes a generalized variable-length integer (RFC 3492 §3.3); false if the output would be too long.
  private static func append(_ value: UInt32, bias: UInt32, to output: inout [UInt8]) -> Bool {
    var rest = value
    var position = base
    while output.count < maximumLength {
      let threshold = threshold(at: position, bias: bias)
      guard rest >= threshold else {
        output.append(character(of: rest))
        return true
      }
      output.append(character(of: threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      position += base
    }
    return false
  }

  /// Reads a generalized variable-length integer and adds it to `value`; false if there is none or it is too large.
  private static func readInteger(
    _ bytes: Span<UInt8>, at position: inout Int, end: Int, bias: UInt32, into value: inout UInt32
  ) -> Bool {
    var weight: UInt32 = 1
    var place = base
    while position < end {
      guard let digit = digit(of: bytes[position]) else { return false }
      position += 1
      let (increase, overflow) = digit.multipliedReportingOverflow(by: weight)
      guard !overflow, add(increase, to: &value) else { return false }
      let threshold = threshold(at: place, bias: bias)
      if digit < threshold { return true }
      let (nextWeight, weightOverflow) = weight.multipliedReportingOverflow(by: base - threshold)
      guard !weightOverflow else { return false }
      weight = nextWeight
      place += base
    }
    return false
  }

  /// The threshold for the digit at `position`, which counts up from `base` in steps of `base`.
  private static func threshold(at position: UInt32, bias: UInt32) -> UInt32 {
    if position <= bias + minimumThreshold { return minimumThreshold }
    return min(position - bias, maximumThreshold)
  }

  /// The bias after a character whose delta was `delta`, when `count` characters are handled (RFC 3492 §6.1).
  private static func adapt(_ delta: UInt32, count: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / count  // At most 2^31 + 2^31 / 2: the count is at least 2 unless this is the first, damped one.
    var position: UInt32 = 0
    while delta > (base - minimumThreshold) * maximumThreshold / 2 {
      delta /= base - minimumThreshold
      position += base
    }
    return position + (base - minimumThreshold + 1) * delta / (delta + skew)
  }

  /// Adds to `value`; false, with `value` unchanged, if the sum is too large.
  private static func add(_ increase: UInt32, to value: inout UInt32) -> Bool {
    let (sum, overflow) = value.addingReportingOverflow(increase)
    guard !overflow else { return false }
    value = sum
    return true
  }

  /// The character for a digit below 36: `a` to `z`, then `0` to `9`.
  private static func character(of digit: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit + 0x16)
  }

  /// The digit that a character of either case stands for.
  private static func digit(of character: UInt8) -> UInt32? {
    switch character {
    case 0x30...0x39: UInt32(character) - 0x16
    case 0x41...0x5A: UInt32(character) - 0x41
    case 0x61...0x7A: UInt32(character) - 0x61
    default: nil
    }
  }
}

extension IPAddress: CustomStringConvertible {
  /// Creates an address from its text; `nil` if `text` is not one.
  ///
  /// Version 4 is four decimal numbers without leading zeros: the shorthand, octal and hexadecimal forms that
  /// `inet_aton` takes are refused, because programs disagree on their meaning. Version 6 is any form of RFC 4291
  /// §2.2, with `::` and an embedded version 4 address, and may stand in the brackets of a URL (RFC 3986 §3.2.2). A zone
  /// (`%eth0`) is refused: it means something on one machine only, so no certificate can carry it.
  public init?(_ text: some StringProtocol) {
    // "[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255]" is the longest text of an address.
    var buffer = InlineArray<47, UInt8>(repeating: 0)
    var count = 0
    for byte in text.utf8 {
      // Most texts that are asked about are names, which have other letters.
      guard count < buffer.count, isOfAddresses(byte) else { return nil }
      buffer[count] = byte
      count += 1
    }
    var cursor = AddressCursor(position: 0, end: count)
    guard let address = cursor.address(buffer.span) else { return nil }
    self = address
  }

  /// The address in its canonical text: dotted decimal, or lower-case hexadecimal as RFC 5952 §4 demands.
  ///
  /// An IPv4-mapped address is written with its version 4 part in decimal (RFC 5952 §5).
  public var description: String {
    guard version == .v6 else { return dottedDecimal(value) }
    if value >> 32 == 0xFFFF { return "::ffff:" + dottedDecimal(value) }
    let zeros = longestZeroRun
    var text = ""
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound, !zeros.isEmpty {
        text += "::"
        index = zeros.upperBound
      } else {
        if index > 0, index != zeros.upperBound { text += ":" }
        text += String(group(at: index), radix: 16)
        index += 1
      }
    }
    return text
  }

  /// The groups that `::` stands for: the longest run of zeros, the first of equal ones, never a single group
  /// (RFC 5952 §4.2).
  private var longestZeroRun: Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0..<8 {
      if group(at: index) != 0 {
        start = index + 1
      } else if index + 1 - start > max(longest.count, 1) {
        longest = start..<index + 1
      }
    }
    return longest
  }

  private func group(at index: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: value >> (16 * (7 - index)))
  }

  /// Describes an address and a mask, the form that a name constraint has: `192.0.2.0/24`, `2001:db8::/32`.
  ///
  /// - Parameters:
  ///   - bytes: The buffer.
  ///   - range: Where address and mask lie in it.
  /// - Returns: The address, a slash, and the length of the prefix; or the mask itself if its bits are not contiguous,
  ///   as in `192.0.2.0/255.0.255.0`. `nil` unless the range is 8 or 32 bytes (RFC 5280 §4.2.1.10).
  package static func describeNetwork(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    let middle = range.lowerBound + range.count / 2
    guard range.count == 8 || range.count == 32,
      let address = IPAddress(bytes: bytes.extracting(range.lowerBound..<middle)),
      let mask = IPAddress(bytes: bytes.extracting(middle..<range.upperBound))
    else { return nil }
    let width = mask.byteCount * 8
    let prefix = (mask.value << (128 - width)).leadingOnes
    let isContiguous = mask.value.nonzeroBitCount == prefix
    return address.description + "/" + (isContiguous ? String(prefix) : mask.description)
  }
}

extension UInt128 {
  fileprivate var leadingOnes: Int { (~self).leadingZeroBitCount }
}

/// The low 32 bits of `value` as four decimal numbers.
private func dottedDecimal(_ value: UInt128) -> String {
  let bits = UInt32(truncatingIfNeeded: value)
  return "\(bits >> 24).\(bits >> 16 & 0xFF).\(bits >> 8 & 0xFF).\(bits & 0xFF)"
}

/// Whether the text of any address has this character.
private func isOfAddresses(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "["),
    UInt8(ascii: "]"):
    true
  default: false
  }
}

/// A cursor over the text of an address.
private struct AddressCursor {
  var position: Int
  var end: Int

  mutating func address(_ text: Span<UInt8>) -> IPAddress? {
    if end - position >= 2, text[position] == UInt8(ascii: "["), text[end - 1] == UInt8(ascii: "]") {
      position += 1
      end -= 1
    } else if let value = version4(text) {
      return IPAddress(version: .v4, value: UInt128(value))
    } else {
      position = 0
    }
    return version6(text).map { IPAddress(version: .v6, value: $0) }
  }

  /// The dotted decimal that the rest of the text is.
  private mutating func version4(_ text: Span<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for index in 0..<4 {
      if index > 0, !skip(".", text) { return nil }
      guard let number = decimal(text) else { return nil }
      value = value << 8 | number
    }
    return position == end ? value : nil
  }

  /// The groups that the rest of the text is (RFC 4291 §2.2).
  private mutating func version6(_ text: Span<UInt8>) -> UInt128? {
    var value: UInt128 = 0
    var count = 0
    var gap: Int?
    if skip(":", text) {
      guard skip(":", text) else { return nil }
      gap = 0
    }
    // After `::` the text may end; after a single colon a group must follow.
    while position < end || (gap != count && count > 0) {
      let start = position
      guard count < 8, let group = hexadecimal(text) else { return nil }
      if position < end, text[position] == UInt8(ascii: ".") {
        position = start
        guard count <= 6, let tail = version4(text) else { return nil }
        value = value << 32 | UInt128(tail)
        count += 2
        break
      }
      value = value << 16 | UInt128(group)
      count += 1
      guard position < end else { break }
      guard skip(":", text) else { return nil }
      if skip(":", text) {
        guard gap == nil else { return nil }
        gap = count
      }
    }
    guard let gap else { return count == 8 ? value : nil }
    // `::` stands for at least one group.
    guard count < 8 else { return nil }
    let after = 16 * (count - gap)
    let low = value & ((1 << after) - 1)
    return (value >> after) << (16 * (8 - gap)) | low
  }

  /// One to three decimal digits of a number below 256, without a leading zero.
  private mutating func decimal(_ text: Span<UInt8>) -> UInt32? {
    let start = position
    var value: UInt32 = 0
    while position < end, position - start < 3, case let digit = text[position] &- 0x30, digit < 10 {
      value = value * 10 + UInt32(digit)
      position += 1
    }
    guard position > start, value < 256, position - start == 1 || text[start] != 0x30 else { return nil }
    return value
  }

  /// One to four hexadecimal digits.
  private mutating func hexadecimal(_ text: Span<UInt8>) -> UInt16? {
    let start = position
    var value: UInt16 = 0
    while position < end, position - start < 4, let digit = hexadecimalDigit(text[position]) {
      value = value << 4 | digit
      position += 1
    }
    return position > start ? value : nil
  }

  private func hexadecimalDigit(_ character: UInt8) -> UInt16? {
    switch character {
    case 0x30...0x39: UInt16(character - 0x30)
    case 0x41...0x46: UInt16(character - 0x37)
    case 0x61...0x66: UInt16(character - 0x57)
    default: nil
    }
  }

  private mutating func skip(_ character: Unicode.Scalar, _ text: Span<UInt8>) -> Bool {
    guard position < end, UInt32(text[position]) == character.value else { return false }
    position += 1
    return true
  }
}

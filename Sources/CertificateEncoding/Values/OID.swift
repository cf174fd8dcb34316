/// An object identifier, such as `2.5.29.17` (ITU-T X.660).
///
/// Identifiers whose encoding takes up to 15 bytes, which is all that certificates commonly carry, are held without
/// an allocation and compare as one integer.
public struct OID: Sendable, Hashable {
  private enum Storage: Sendable, Hashable {
    /// The count of contents bytes in the top byte, the contents in the low ones.
    case short(UInt128)
    /// Contents of 16 bytes and more.
    case long([UInt8])
  }

  private let storage: Storage

  /// Creates the identifier of DER contents bytes, which the caller has checked.
  package init(contents: Span<UInt8>) {
    if contents.count <= 15 {
      var value: UInt128 = 0
      for index in contents.indices { value = value << 8 | UInt128(contents[index]) }
      storage = .short(UInt128(contents.count) << 120 | value)
    } else {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(contents.count)
      for index in contents.indices { bytes.append(contents[index]) }
      storage = .long(bytes)
    }
  }

  /// Creates a known identifier from its contents bytes, at most 15, written as one number.
  @inline(__always)
  package init(_ contents: UInt128, count: Int) {
    storage = .short(UInt128(truncatingIfNeeded: count) << 120 | contents)
  }

  /// The contents bytes of the DER encoding, without tag and length.
  public var contents: [UInt8] {
    switch storage {
    case .short(let value):
      let count = Int(truncatingIfNeeded: value >> 120)
      return (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * (count - 1 - $0))) }
    case .long(let bytes): return bytes
    }
  }
}

extension OID: CustomStringConvertible {
  /// Creates an identifier from dotted decimal; `nil` if `text` is not one, or a number in it exceeds 64 bits.
  public init?(_ text: some StringProtocol) {
    var components: [UInt64] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      guard let component = UInt64(part), part.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      // RFC 4512 §1.4, number: no leading zero, so that one identifier has one text.
      guard part.utf8.first != 0x30 || part.utf8.count == 1 else { return nil }
      components.append(component)
    }
    // X.660 §7.6: three arcs under the root; at most 40 under the first two.
    guard components.count >= 2, components[0] <= 2, components[0] == 2 || components[1] < 40 else { return nil }
    let (first, overflow) = (components[0] * 40).addingReportingOverflow(components[1])
    guard !overflow else { return nil }
    var bytes: [UInt8] = []
    for component in [first] + components.dropFirst(2) {
      var shift = component == 0 ? 0 : (63 - component.leadingZeroBitCount) / 7 * 7
      while shift > 0 {
        bytes.append(UInt8(truncatingIfNeeded: component >> shift) | 0x80)
        shift -= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: component) & 0x7F)
    }
    self.init(contents: bytes.span)
  }

  /// The identifier in dotted decimal; a component of more than 64 bits, which only a hostile encoder writes, is
  /// shown as `?`.
  public var description: String {
    var text = ""
    var value: UInt64? = 0
    var isFirst = true
    for byte in contents {
      if let current = value {
        value = current >> 57 == 0 ? current << 7 | UInt64(byte & 0x7F) : nil
      }
      guard byte & 0x80 == 0 else { continue }
      switch (isFirst, value) {
      case (true, .some(let number)):
        let root = min(number / 40, 2)
        text = "\(root).\(number - root * 40)"
      case (false, .some(let number)): text += ".\(number)"
      case (true, nil): text = "2.?"
      case (false, nil): text += ".?"
      }
      isFirst = false
      value = 0
    }
    return text
  }
}

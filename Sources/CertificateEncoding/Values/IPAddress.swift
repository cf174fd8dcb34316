/// An Internet address, of version 4 or version 6.
///
/// The two versions are distinct even where one embeds the other: `::ffff:192.0.2.7` is 16 bytes in a certificate and
/// `192.0.2.7` is four, and RFC 9525 §6.4 compares the bytes, so the one never stands for the other.
public struct IPAddress: Sendable, Hashable {
  /// The version of the Internet Protocol that an address belongs to.
  public enum Version: UInt8, Sendable, Hashable {
    /// Version 4, with addresses of four bytes (RFC 791).
    case v4 = 4
    /// Version 6, with addresses of 16 bytes (RFC 4291).
    case v6 = 6
  }

  /// The version of the address.
  public let version: Version
  /// The address as a number, the first byte the most significant; a version 4 address takes the low 32 bits.
  package let value: UInt128

  init(version: Version, value: UInt128) {
    self.version = version
    self.value = value
  }

  /// Creates the address whose bytes, in network order, are `bytes`; `nil` unless they are 4 or 16.
  package init?(bytes: Span<UInt8>) {
    switch bytes.count {
    case 4: version = .v4
    case 16: version = .v6
    default: return nil
    }
    var value: UInt128 = 0
    for index in bytes.indices { value = value << 8 | UInt128(bytes[index]) }
    self.value = value
  }

  /// The number of bytes of the address: 4 or 16.
  package var byteCount: Int { version == .v4 ? 4 : 16 }

  /// The bytes of the address in network order.
  public var bytes: [UInt8] {
    (0..<byteCount).map { byte(at: $0) }
  }

  /// Whether `range` of `bytes` holds exactly this address in network order (RFC 9525 §6.4, RFC 5280 §4.2.1.6).
  ///
  /// A range of another length than the address, or one that leaves the buffer, is not equal.
  package func equals(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
    return IPAddress(bytes: bytes.extracting(range)) == self
  }

  /// The byte at `index`, which must be below ``byteCount``.
  private func byte(at index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: value >> (8 * (byteCount - 1 - index)))
  }
}

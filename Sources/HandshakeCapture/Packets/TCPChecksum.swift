import CertificateEncoding

/// The checksum of a segment of TCP, which also covers addresses and length (RFC 9293 §3.1, RFC 8200 §8.1, RFC 1071).
enum TCPChecksum {
  /// Whether a segment may have been damaged on its way.
  ///
  /// It isn't if its checksum is right, or if it has none yet: a recorder on the machine that sends sees segments before
  /// the network card fills in the checksum, which is then zero or the sum of what isn't in the segment itself. A segment
  /// of which the recorder kept only a part can't be checked.
  static func isDoubtful(_ segment: TCPSegment, _ bytes: Span<UInt8>) -> Bool {
    guard let start = segment.header else { return false }
    let written = ByteOrder.bigEndian.number16(bytes, start + 16)
    guard written != 0 else { return false }
    let outside = folded(
      sum(segment.source.address) + sum(segment.destination.address) + 6 + UInt64(segment.data.upperBound - start))
    guard written != outside else { return false }
    // The sum with the checksum in it is all ones.
    return folded(UInt64(outside) + sum(bytes.extracting(start..<segment.data.upperBound))) != 0xFFFF
  }

  private static func sum(_ address: IPAddress) -> UInt64 {
    var (rest, sum) = (address.value, UInt64(0))
    while rest != 0 {
      sum += UInt64(truncatingIfNeeded: rest & 0xFFFF)
      rest >>= 16
    }
    return sum
  }

  /// The sum of all numbers of two bytes, the last one filled up with a zero.
  private static func sum(_ bytes: Span<UInt8>) -> UInt64 {
    var (high, low): (UInt64, UInt64) = (0, 0)
    var index = 0
    while index + 1 < bytes.count {
      high += UInt64(bytes[index])
      low += UInt64(bytes[index + 1])
      index += 2
    }
    if index < bytes.count { high += UInt64(bytes[index]) }
    return high << 8 + low
  }

  /// The sum in two bytes, what is carried added again.
  private static func folded(_ sum: UInt64) -> UInt16 {
    var sum = sum
    while sum >> 16 != 0 { sum = sum & 0xFFFF + sum >> 16 }
    return UInt16(truncatingIfNeeded: sum)
  }
}

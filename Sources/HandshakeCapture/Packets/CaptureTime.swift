import CertificateEncoding

/// When a packet was recorded, to the nanosecond.
struct CaptureTime: Sendable, Hashable, Comparable {
  /// Seconds since 1970-01-01T00:00:00Z.
  let seconds: Int64
  /// What comes on top, below 1,000,000,000.
  let nanoseconds: UInt32

  /// The second that it lies in.
  var timestamp: Timestamp { Timestamp(secondsSince1970: seconds) }

  static func < (earlier: CaptureTime, later: CaptureTime) -> Bool {
    (earlier.seconds, earlier.nanoseconds) < (later.seconds, later.nanoseconds)
  }
}

/// How the clock of a pcapng interface counts (`if_tsresol` and `if_tsoffset`,
/// draft-ietf-opsawg-pcapng §4.2).
struct CaptureClock: Sendable, Hashable {
  /// How many units a second has, as a power of ten or of two; microseconds if the file says nothing.
  var resolution: UInt8 = 6
  /// Seconds to be added.
  var offset: Int64 = 0

  /// The moment of a count of units; `nil` if it is beyond what a calendar counts.
  func time(_ units: UInt64) -> CaptureTime? {
    let exponent = Int(resolution & 0x7F)
    let perSecond: UInt64
    if resolution & 0x80 != 0 {
      // All of the count is less than a second.
      guard exponent < 64 else { return CaptureTime(offset, 0) }
      perSecond = 1 << UInt64(exponent)
    } else {
      guard exponent < 20 else { return CaptureTime(offset, 0) }
      perSecond = (0..<exponent).reduce(1) { power, _ in power * 10 }
    }
    let (whole, rest) = units.quotientAndRemainder(dividingBy: perSecond)
    let (seconds, overflows) = Int64(clamping: whole).addingReportingOverflow(offset)
    guard !overflows else { return nil }
    // The rest is less than a second, so that its nanoseconds fit.
    let product = rest.multipliedFullWidth(by: 1_000_000_000)
    let nanoseconds = perSecond.dividingFullWidth(product).quotient
    return CaptureTime(seconds, UInt32(truncatingIfNeeded: nanoseconds))
  }
}

extension CaptureTime {
  /// A moment of the years 0 to 9999, which certificates know; beyond those nobody recorded anything.
  fileprivate init?(_ seconds: Int64, _ nanoseconds: UInt32) {
    guard Timestamp.displayable.contains(seconds) else { return nil }
    (self.seconds, self.nanoseconds) = (seconds, nanoseconds)
  }
}

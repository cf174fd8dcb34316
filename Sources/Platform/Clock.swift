#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The clocks of the system.
package enum Clock {
  /// The time of day: seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
  package static func secondsSince1970() -> Int64 {
    Int64(now(CLOCK_REALTIME).tv_sec)
  }

  /// Nanoseconds since a moment in the past that stays the same while the system runs; only differences mean anything.
  package static func monotonicNanoseconds() -> UInt64 {
    let now = now(CLOCK_MONOTONIC)
    return UInt64(truncatingIfNeeded: now.tv_sec) &* 1_000_000_000 &+ UInt64(truncatingIfNeeded: now.tv_nsec)
  }

  private static func now(_ clock: clockid_t) -> timespec {
    var time = timespec()
    // `time` is a whole structure for the call to fill; the call fails only for clocks that the system doesn't have, and
    // every POSIX system has these two.
    _ = unsafe clock_gettime(clock, &time)
    return time
  }
}

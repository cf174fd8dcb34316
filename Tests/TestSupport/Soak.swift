#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many operands a comparison takes, of which there is no end.
public enum Soak {
  /// `count`, or what the environment variable `ROOTWARD_SOAK` says if that is more.
  public static func count(_ count: Int) -> Int {
    guard let text = unsafe getenv("ROOTWARD_SOAK"), let wanted = unsafe Int(String(cString: text)) else {
      return count
    }
    return max(count, wanted)
  }
}

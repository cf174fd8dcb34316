#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Memory between two pages that cannot be touched: reading or writing one byte too many ends the process.
@safe
public final class GuardedMemory {
  /// How many bytes can be touched.
  public let count: Int
  private let start: UnsafeMutableRawPointer
  private let pageSize: Int

  /// Maps one page between two; `nil` if the system refuses.
  public init?() {
    pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    count = pageSize
    let mapped = unsafe mmap(nil, 3 * pageSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | mapAnonymous, -1, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { return nil }
    unsafe start = mapped
    unsafe mprotect(start, pageSize, PROT_NONE)
    unsafe mprotect(start + 2 * pageSize, pageSize, PROT_NONE)
  }

  deinit { unsafe munmap(start, 3 * pageSize) }

  /// Calls `body` with the bytes.
  public func withBytes<Result>(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Result) -> Result {
    let bytes = unsafe (start + pageSize).bindMemory(to: UInt8.self, capacity: count)
    return unsafe body(UnsafeMutableBufferPointer(start: bytes, count: count))
  }
}

#if canImport(Darwin)
  private var mapAnonymous: Int32 { MAP_ANON }
#else
  private var mapAnonymous: Int32 { Int32(MAP_ANONYMOUS) }
#endif

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

extension FileSystem {
  /// The nine bits that say who may read, write and execute what a path leads to, links followed; `nil` if nobody can say.
  ///
  /// - Parameter path: The bytes of the path.
  package static func permissions(of path: [UInt8]) -> UInt16? {
    guard !path.contains(0) else { return nil }
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    var status = stat()
    // The path ends in a zero, and `status` is a whole structure for the call to fill.
    guard unsafe stat(terminated, &status) == 0 else { return nil }
    return UInt16(status.st_mode & 0o777)
  }
}

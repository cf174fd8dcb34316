#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// The processors of this machine.
package enum Processors {
  /// How many of them this process may use at once, at least one.
  package static var availableCount: Int {
    #if os(Linux) || os(Android)
      // What `taskset`, a container's set of processors or a batch system leaves of them (proc_pid_status(5)).
      if let status = try? FileSystem.read("/proc/self/status", limit: 1 << 20), let count = allowedCount(status) {
        return count
      }
    #endif
    return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// How many bits are set in the mask of the line `Cpus_allowed`; `nil` if there is none.
  static func allowedCount(_ status: [UInt8]) -> Int? {
    let name = Array("Cpus_allowed:".utf8)
    guard let line = status.split(separator: 0x0A).first(where: { $0.starts(with: name) }) else { return nil }
    let count = line.dropFirst(name.count).reduce(0) { count, character in
      count + (Character(Unicode.Scalar(character)).hexDigitValue?.nonzeroBitCount ?? 0)
    }
    return count > 0 ? count : nil
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// This process as a whole.
package enum CurrentProcess {
  /// Ends the process with a status for its parent, of which the low eight bits count.
  package static func exit(_ code: Int32) -> Never {
    systemExit(code)
  }

  /// Whether the process has the superuser's rights, from whom no mode of a file keeps anything.
  package static var isRoot: Bool { geteuid() == 0 }

  /// Lets a write to a pipe without a reader end the process by the signal SIGPIPE, as it does by default.
  ///
  /// A parent that ignores the signal hands that down, and then such a write would merely fail.
  package static func endOnBrokenPipes() {
    _ = signal(SIGPIPE, SIG_DFL)
  }
}

/// The system's `exit`, which the method of that name hides.
private func systemExit(_ code: Int32) -> Never {
  exit(code)
}

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

  /// Lets a write to a pipe without a reader fail instead of ending the process with the signal SIGPIPE.
  package static func ignoreBrokenPipes() {
    // Installs no code of ours, which a signal could run at the wrong moment: the signal is dropped.
    _ = signal(SIGPIPE, SIG_IGN)
  }
}

/// The system's `exit`, which the method of that name hides.
private func systemExit(_ code: Int32) -> Never {
  exit(code)
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Where a command writes: results to one stream, complaints to the other.
package enum StandardStream: Sendable, Hashable {
  /// Standard output.
  case output
  /// Standard error.
  case error

  private var descriptor: Int32 {
    switch self {
    case .output: STDOUT_FILENO
    case .error: STDERR_FILENO
    }
  }

  /// Writes the whole of a text, in UTF-8 and without a buffer in between.
  ///
  /// - Returns: Whether all of it was written. It isn't where a disk is full, or where the reader of a pipe is gone
  ///   and the process ignores the signal SIGPIPE.
  @discardableResult
  package func write(_ text: String) -> Bool {
    Self.write(text, to: descriptor)
  }

  /// Whether the stream is a terminal, where colors make sense.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var text = text
    return text.withUTF8 { buffer in
      var written = 0
      while written < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[written...])
        // The pointer leads to the bytes that are left, and at most as many are written; Darwin refuses more than
        // `Int32.max` at once.
        let count = unsafe systemWrite(descriptor, rest.baseAddress, min(rest.count, 1 << 30))
        if count > 0 {
          written += count
        } else if errno == EAGAIN {
          guard waitUntilWritable(descriptor) else { return false }
        } else if errno != EINTR {
          return false
        }
      }
      return true
    }
  }

  /// Waits for room in a pipe that another process has set not to block.
  private static func waitUntilWritable(_ descriptor: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(truncatingIfNeeded: POLLOUT), revents: 0)
    // One structure is given, and one counted. A broken pipe counts as writable; the write then says so.
    while unsafe poll(&request, 1, -1) < 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  // The caller says that `count` bytes from `start` are readable.
  unsafe write(descriptor, start, count)
}

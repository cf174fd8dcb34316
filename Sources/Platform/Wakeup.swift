#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// By which other threads end the wait of one that waits for input.
package final class Wakeup: Sendable {
  /// Readable once somebody has called ``wake()``.
  let reader: Int32
  private let writer: Int32

  /// Creates the pair of descriptors that it takes.
  package init() throws(FileError) {
    var ends: InlineArray<2, Int32> = [-1, -1]
    var span = ends.mutableSpan
    var code: Int32 = 0
    unsafe span.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      // The call fills two numbers, and two are there.
      code = unsafe pipe(start)
    }
    guard code == 0 else { throw SystemCall.error(errno, "pipe") }
    (reader, writer) = (ends[0], ends[1])
    for end in [reader, writer] {
      // A wakeup that is not taken yet is one: nobody has to wait for room in the pipe, nor for a byte of it. Programs that
      // this one might start get neither end.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    // Nothing in them is worth an error.
    _ = close(reader)
    _ = close(writer)
  }

  /// Ends the wait, or the next one.
  package func wake() {
    var byte: UInt8 = 1
    // One byte is there, and one is written. If there is no room, there are wakeups enough.
    _ = unsafe write(writer, &byte, 1)
  }

  /// Takes back all calls of ``wake()`` so far.
  func clear() {
    var bytes: InlineArray<64, UInt8> = .init(repeating: 0)
    var span = bytes.mutableSpan
    // At most 64 bytes are asked for, and as many are there.
    unsafe span.withUnsafeMutableBytes { buffer in
      while unsafe read(reader, buffer.baseAddress, 64) == 64 {}
    }
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file or standard input that is read piece by piece, and that can be waited for.
///
/// Not for several threads at once: each piece begins where the one before ended.
package final class StreamedInput {
  /// What a wait ended with.
  package struct Readiness: Sendable, Hashable {
    /// Whether there is something to read, the end included.
    package let isReadable: Bool
    /// Whether somebody called ``Wakeup/wake()``.
    package let isWoken: Bool
  }

  /// How many bytes there are from where reading began to the end; `nil` for what has no end yet, such as a pipe.
  package let byteCount: Int?
  private let descriptor: Int32
  private let path: String
  /// What the system said of it when it was opened.
  private let status: stat
  private let isOurs: Bool
  /// Files always have something to read, and some of what is no pipe can't be waited for.
  private let isAlwaysReadable: Bool

  /// Opens a file, links in its path followed; a pipe waits for its writer.
  package convenience init(reading path: String) throws(FileError) {
    try SystemCall.check(path)
    // O_NOCTTY: a terminal device that is read must not come to control this process.
    // The bridge to C ends the path in a zero.
    let descriptor = try SystemCall.run(path) { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    do throws(FileError) {
      try self.init(descriptor, path, isOurs: true)
    } catch {
      _ = close(descriptor)
      throw error
    }
  }

  /// Takes what is left of standard input; in an error its path is `-`.
  package convenience init() throws(FileError) { try self.init(STDIN_FILENO, "-", isOurs: false) }

  private init(_ descriptor: Int32, _ path: String, isOurs: Bool) throws(FileError) {
    var status = stat()
    // `status` is a whole structure for the call to fill.
    try SystemCall.run(path) { unsafe fstat(descriptor, &status) }
    let type = status.st_mode & S_IFMT
    guard type != S_IFDIR else { throw FileError(.isDirectory, path: path) }
    isAlwaysReadable = type == S_IFREG
    // Files that the kernel makes up, such as those in /proc, have no size and yet contents.
    if type == S_IFREG, status.st_size > 0, let size = Int(exactly: status.st_size) {
      // Who hands a file over as standard input may have read some of it.
      let offset = isOurs ? 0 : lseek(descriptor, 0, SEEK_CUR)
      byteCount = offset > 0 ? max(0, size - (Int(exactly: offset) ?? 0)) : size
    } else {
      byteCount = nil
    }
    self.descriptor = descriptor
    self.path = path
    self.status = status
    self.isOurs = isOurs
  }

  deinit {
    // Nothing was written, so an error would mean nothing.
    if isOurs { _ = close(descriptor) }
  }

  /// Appends the next bytes, at most `count` of them and maybe fewer; returns how many, which is 0 at the end.
  package func read(_ count: Int, into bytes: inout [UInt8]) throws(FileError) -> Int {
    // Darwin refuses more than `Int32.max` at once.
    let count = min(max(1, count), 1 << 30)
    var failure: FileError?
    let oldCount = bytes.count
    bytes.append(addingCapacity: count) { output in
      unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
        do throws(FileError) {
          // At most as many bytes are written as are asked for, and these are there from `initialized` on; what the call
          // says is what it has initialized.
          let rest = unsafe UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[initialized...])
          initialized += try SystemCall.run(path) {
            unsafe systemRead(descriptor, rest.baseAddress, min(count, rest.count))
          }
        } catch {
          failure = error
        }
      }
    }
    if let failure {
      // Somebody else has set the descriptor not to block.
      guard failure.reason == .other(code: EAGAIN) else { throw failure }
      _ = wait(forInput: true, wakeup: nil, milliseconds: -1)
      return try read(count, into: &bytes)
    }
    return bytes.count - oldCount
  }

  /// Everything from here to the end; a file must have at most `limit` bytes, those before here among them.
  package func contents(limit: Int) throws(FileError) -> [UInt8] {
    try BoundedReader(descriptor: descriptor, path: path, limit: limit).readAll(status)
  }

  /// The first bytes of a file, at most `count` of them; what is read next stays the same.
  package func start(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    // At most as many bytes are written as there are.
    let length = try SystemCall.run(path) { unsafe pread(descriptor, &bytes, bytes.count, 0) }
    bytes.removeLast(bytes.count - length)
    return bytes
  }

  /// Goes back to the start of a file that was opened here.
  package func rewind() throws(FileError) {
    try SystemCall.run(path) { lseek(descriptor, 0, SEEK_SET) }
  }

  /// Waits until there is something to read, if that is asked for, or somebody wakes this thread, or time is up.
  ///
  /// - Parameters:
  ///   - forInput: whether input counts.
  ///   - wakeup: by which the thread can be woken.
  ///   - milliseconds: how long to wait at most; below 0 for ever.
  package func wait(forInput: Bool, wakeup: Wakeup?, milliseconds: Int32) -> Readiness {
    if forInput, isAlwaysReadable { return Readiness(isReadable: true, isWoken: false) }
    // A negative descriptor is passed over.
    var requests: InlineArray<2, pollfd> = [
      pollfd(fd: forInput ? descriptor : -1, events: Int16(truncatingIfNeeded: POLLIN), revents: 0),
      pollfd(fd: wakeup?.reader ?? -1, events: Int16(truncatingIfNeeded: POLLIN), revents: 0),
    ]
    var count: Int32 = 0
    var span = requests.mutableSpan
    unsafe span.withUnsafeMutableBufferPointer { buffer in
      // Two structures are there, and two counted.
      count = unsafe poll(buffer.baseAddress, 2, milliseconds)
    }
    // An interruption by a signal is the end of the wait; whoever waits looks again. The end of a pipe and an error count
    // as readable, and reading then says so.
    guard count > 0 else { return Readiness(isReadable: false, isWoken: false) }
    let isWoken = requests[1].revents != 0
    if isWoken { wakeup?.clear() }
    return Readiness(isReadable: requests[0].revents != 0, isWoken: isWoken)
  }
}

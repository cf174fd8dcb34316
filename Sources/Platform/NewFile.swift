#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// A file that did not exist before and is to take another one's place once it is whole.
struct NewFile: ~Copyable {
  /// How many names are tried; another process, or one that was killed, may have left some.
  private static let maximumTries = 100

  private let number: Int32
  private let path: String

  /// Creates an empty file in the directory of `path`, under a name of its own.
  init(beside path: String) throws(FileError) {
    // O_EXCL follows no link and opens no file of somebody else; the mode is what the user's mask leaves of it.
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    for attempt in 1...Self.maximumTries {
      let name = "\(path).\(getpid())-\(attempt).tmp"
      do throws(FileError) {
        // The bridge to C ends the path in a zero.
        let number = try SystemCall.run(path) { unsafe open(name, flags, 0o666) }
        self.number = number
        self.path = name
        return
      } catch {
        guard error.reason == .other(code: EEXIST) else { throw error }
      }
    }
    throw FileError(.other(code: EEXIST), path: path)
  }

  /// Writes the bytes at the end of the file.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Darwin refuses more than `Int32.max` at once.
      let chunk = Array(rest.prefix(1 << 20))
      // The pointer leads to the bytes of the array, and as many are written at most.
      let count = try SystemCall.run(path) { unsafe systemWrite(number, chunk, chunk.count) }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives the file the name that it is for.
  func take(_ path: String) throws(FileError) {
    // The bridge to C ends both paths in a zero.
    try SystemCall.run(path) { unsafe rename(self.path, path) }
  }

  /// Removes the file, after it could not be finished.
  func remove() {
    // What is left is an error already. The bridge to C ends the path in a zero.
    _ = unsafe unlink(path)
  }

  deinit {
    // Errors of a delayed write come at `close` on some network file systems; what was renamed by then can't be undone.
    _ = close(number)
  }
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  // The caller says that `count` bytes from `start` are readable.
  unsafe write(descriptor, start, count)
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// An open file, which is closed when this value ends.
struct FileDescriptor: ~Copyable {
  private let number: Int32
  private let path: String

  /// Opens a file for reading.
  ///
  /// A pipe waits for its writer.
  init(reading path: String) throws(FileError) {
    try SystemCall.check(path)
    // O_NOCTTY: a terminal device that is read must not come to control this process.
    // The bridge to C ends the path in a zero.
    let number = try SystemCall.run(path) { unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
    self.number = number
    self.path = path
  }

  /// Everything from here to the end, of at most `limit` bytes.
  ///
  /// A method, so that the file is open until it returns: whoever held the number alone could find it closed.
  func contents(limit: Int) throws(FileError) -> [UInt8] {
    try BoundedReader(descriptor: number, path: path, limit: limit).readAll()
  }

  /// The next bytes, at most `count` of them and maybe fewer; none at the end.
  func next(_ count: Int) throws(FileError) -> [UInt8] {
    try SystemCall.read(number, path, upTo: count)
  }

  deinit {
    // Nothing was written, so an error would mean nothing. It is not tried again after an interruption: the descriptor
    // is gone by then, on Linux, and may already be another thread's.
    _ = close(number)
  }
}

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Reads a descriptor to its end, with a bound on the bytes.
struct BoundedReader {
  /// How many bytes are asked for at a time where the size isn't known: what a pipe of Linux holds.
  private static let chunkSize = 65_536
  /// The most that one call is asked for: Darwin refuses more than `Int32.max`.
  private static let callSize = 1 << 30

  let descriptor: Int32
  let path: String
  let limit: Int

  init(descriptor: Int32, path: String, limit: Int) {
    self.descriptor = descriptor
    self.path = path
    self.limit = max(limit, 0)
  }

  /// Everything up to the end.
  func readAll() throws(FileError) -> [UInt8] {
    var status = stat()
    // `status` is a whole structure for the call to fill.
    try SystemCall.run(path) { unsafe fstat(descriptor, &status) }
    return try readAll(status)
  }

  /// Everything up to the end of what has this status.
  func readAll(_ status: stat) throws(FileError) -> [UInt8] {
    let type = status.st_mode & S_IFMT
    guard type != S_IFDIR else { throw FileError(.isDirectory, path: path) }
    var bytes: [UInt8] = []
    // Files that the kernel makes up, such as those in /proc, have no size and yet contents.
    if type == S_IFREG, status.st_size > 0 {
      guard let size = Int(exactly: status.st_size), size <= limit, size < Int.max else { throw tooLarge }
      let isWhole: Bool
      (bytes, isWhole) = try readSized(size)
      guard bytes.count <= limit else { throw tooLarge }
      if isWhole { return bytes }
    }
    while try readMore(Self.chunkSize, into: &bytes) {}
    return bytes
  }

  private var tooLarge: FileError { FileError(.tooLarge(limit: limit), path: path) }

  /// Reads a regular file up to one byte more than its size was, which tells whether it has grown.
  ///
  /// - Returns: The bytes, and whether they are all: a call that asks for one more than a file has and gets exactly that is
  ///   at its end, and no further call need say so.
  private func readSized(_ size: Int) throws(FileError) -> ([UInt8], isWhole: Bool) {
    var failure: FileError?
    var isWhole = false
    let room = size + 1
    // The buffer has `room` bytes or more. Each call writes at most `room - count` from `count` on, and `count`
    // grows by what the call says it wrote, so that exactly the first `count` bytes are initialized.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      unsafe LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      while count < room {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<room])
        do throws(FileError) {
          let length = min(rest.count, Self.callSize)
          let added = try SystemCall.run(path) { unsafe read(descriptor, rest.baseAddress, length) }
          isWhole = added == 0 || added == size && length == room
          count += added
          if isWhole { return }
        } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
    return (bytes, isWhole)
  }

  /// Makes room for more bytes, and clears what held them before if it is another place.
  private static func reserve(_ count: Int, in bytes: inout [UInt8]) {
    guard bytes.capacity - bytes.count < count else { return }
    var grown: [UInt8] = []
    grown.reserveCapacity(max(2 * bytes.capacity, bytes.count + count))
    grown.append(contentsOf: bytes)
    bytes.erase()
    bytes = grown
  }

  /// Reads up to `size` bytes more; false at the end.
  private func readMore(_ size: Int, into bytes: inout [UInt8]) throws(FileError) -> Bool {
    // One byte beyond the limit tells whether the file is too large.
    let room = limit - bytes.count
    let size = room < size ? room + 1 : size
    let oldCount = bytes.count
    if size == 1 {
      var byte: UInt8 = 0
      // The pointer leads to one byte, and one is asked for.
      guard try SystemCall.run(path, { unsafe read(descriptor, &byte, 1) }) == 1 else { return false }
      Self.reserve(1, in: &bytes)
      bytes.append(byte)
    } else {
      var chunk = [UInt8](repeating: 0, count: size)
      // What is read may be a key.
      defer { chunk.erase() }
      // The pointer leads to `size` bytes, and as many are asked for.
      let count = try SystemCall.run(path) { unsafe read(descriptor, &chunk, size) }
      Self.reserve(count, in: &bytes)
      bytes.append(contentsOf: chunk[..<count])
    }
    guard bytes.count <= limit else { throw tooLarge }
    return bytes.count > oldCount
  }
}

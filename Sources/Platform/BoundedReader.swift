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
    let type = status.st_mode & S_IFMT
    guard type != S_IFDIR else { throw FileError(.isDirectory, path: path) }
    var bytes: [UInt8] = []
    // Files that the kernel makes up, such as those in /proc, have no size and yet contents.
    if type == S_IFREG, status.st_size > 0 {
      guard let size = Int(exactly: status.st_size), size <= limit else { throw tooLarge }
      bytes = try readSized(size)
      // One byte more than the size is asked for, as the file may have grown: a chunk would be allocated for nothing.
      guard bytes.count == size, try readMore(1, into: &bytes) else { return bytes }
    }
    while try readMore(Self.chunkSize, into: &bytes) {}
    return bytes
  }

  private var tooLarge: FileError { FileError(.tooLarge(limit: limit), path: path) }

  /// Reads up to `size` bytes, fewer if the file ends before, into an array of that capacity.
  private func readSized(_ size: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    // The buffer has `size` bytes or more. Each call writes at most `size - count` from `count` on, and `count`
    // grows by what the call says it wrote, so that exactly the first `count` bytes are initialized.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      unsafe LargePages.advise(UnsafeMutableRawBufferPointer(buffer))
      while count < size {
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<size])
        do throws(FileError) {
          let length = min(rest.count, Self.callSize)
          let added = try SystemCall.run(path) { unsafe read(descriptor, rest.baseAddress, length) }
          guard added > 0 else { return }
          count += added
        } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
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

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// An open directory, which is closed when this value ends.
///
/// Safe to use although it holds a pointer of the system's: nothing outside can reach that.
@safe
struct DirectoryStream: ~Copyable {
  #if canImport(Darwin)
    private typealias Handle = UnsafeMutablePointer<DIR>
  #else
    private typealias Handle = OpaquePointer
  #endif

  /// Where the name stands in an entry.
  private static let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name)

  /// Open from the initializer to the end of this value, which no copy outlives.
  private let handle: Handle
  private let path: String

  /// Opens a directory.
  init(_ path: String) throws(FileError) {
    try self.init(bytes: Array(path.utf8))
  }

  /// Opens a directory by the bytes of its path.
  ///
  /// O_DIRECTORY: whatever else is there is refused without being opened, so that no pipe is waited for.
  ///
  /// - Parameters:
  ///   - bytes: The path.
  ///   - followingLinks: Whether a link at its end is followed, or refused.
  init(bytes: [UInt8], followingLinks: Bool = true) throws(FileError) {
    let path = String(decoding: bytes, as: UTF8.self)
    let terminated = try SystemCall.terminated(bytes)
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
    // The path ends in a zero.
    let number = try SystemCall.run(path) { unsafe open(terminated, flags) }
    // From here on the descriptor is the stream's.
    guard let handle = unsafe fdopendir(number) else {
      let error = SystemCall.error(errno, path)
      _ = close(number)
      throw error
    }
    unsafe self.handle = handle
    self.path = path
  }

  deinit {
    // As for a file: nothing was written, and a descriptor is not closed twice.
    _ = unsafe closedir(handle)
  }

  /// The next entry that is neither `.` nor `..`; `nil` after the last.
  func next() throws(FileError) -> DirectoryEntry? {
    guard let (bytes, type) = try nextBytes() else { return nil }
    let name = String(decoding: bytes, as: UTF8.self)
    let entryPath = path.utf8.last == UInt8(ascii: "/") ? path + name : path + "/" + name
    return DirectoryEntry(
      name: name, path: entryPath,
      isSymbolicLink: type == Int(DT_LNK) || type == Int(DT_UNKNOWN) && isLink(entryPath),
      isRegularFile: type == Int(DT_REG))
  }

  /// The bytes of the next name that is neither `.` nor `..`, and what the directory says of its type; `nil` after the
  /// last.
  func nextBytes() throws(FileError) -> (name: [UInt8], type: Int)? {
    while true {
      // Only `errno` tells the end from an error.
      errno = 0
      guard let entry = unsafe readdir(handle) else {
        let code = errno
        if code == 0 { return nil }
        if code == EINTR { continue }
        throw SystemCall.error(code, path)
      }
      guard let nameOffset = Self.nameOffset else { throw SystemCall.error(EINVAL, path) }
      // The entry stays as it is until the next call on this stream. Its name ends in a zero; it is read through a
      // pointer and not as the field, because the system allocates no more of the structure than the name needs.
      let start = unsafe UnsafeRawPointer(entry).advanced(by: nameOffset).assumingMemoryBound(to: UInt8.self)
      let count = unsafe strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      let name = unsafe Array(UnsafeBufferPointer(start: start, count: count))
      // `.` and `..`.
      if count <= 2, name.allSatisfy({ $0 == UInt8(ascii: ".") }) { continue }
      return (name, unsafe Int(entry.pointee.d_type))
    }
  }

  /// Asks for the type of an entry where the file system doesn't tell it in the directory; an entry that is gone by
  /// now is no link.
  private func isLink(_ path: String) -> Bool {
    do throws(FileError) {
      return try SystemCall.type(of: path, followingLinks: false) == S_IFLNK
    } catch {
      return false
    }
  }
}

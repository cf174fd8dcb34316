#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Files by the bytes of their paths, which need not be UTF-8, and without ever waiting for anybody.
extension FileSystem {
  /// One entry of a directory by the bytes of its name.
  package struct ByteEntry: Sendable, Hashable {
    /// The bytes of the name.
    package let name: [UInt8]
    /// What the entry is, links not followed; `nil` if it was gone before it could be asked.
    package let node: FileNode?

    package init(name: [UInt8], node: FileNode?) {
      self.name = name
      self.node = node
    }
  }

  /// Tells what a path leads to.
  ///
  /// - Parameters:
  ///   - path: The bytes of the path.
  ///   - followingLinks: Whether a link at its end is followed; links on the way always are.
  package static func node(at path: [UInt8], followingLinks: Bool) throws(FileError) -> FileNode {
    try about(path) { path throws(FileError) in try node(path, followingLinks) }
  }

  /// Reads the whole of a regular file, and nothing else: a pipe or a device is refused, not waited for.
  ///
  /// - Parameters:
  ///   - path: The bytes of the path, links in it followed.
  ///   - limit: How many bytes it may have, and so how much memory is taken.
  /// - Returns: The bytes.
  package static func readFile(_ path: [UInt8], limit: Int) throws(FileError) -> [UInt8] {
    try about(path) { path throws(FileError) in
      // Opening a device may already do something, so that it is asked for first.
      try check(try node(path, true))
      return try readOpened(path, 0, limit)
    }
  }

  /// Reads the whole of a regular file as ``readFile(_:limit:)`` does, unless a link is at the end of its path.
  ///
  /// - Returns: The bytes; `nil` for a link, whatever it leads to.
  package static func readFileUnlessLink(_ path: [UInt8], limit: Int) throws(FileError) -> [UInt8]? {
    try about(path) { path throws(FileError) in
      let node = try node(path, false)
      guard node != .link else { return nil }
      try check(node)
      do throws(FileError) {
        return try readOpened(path, O_NOFOLLOW, limit)
      } catch {
        // It has become one.
        guard error.isLinkLoop else { throw error }
        return nil
      }
    }
  }

  /// Lists a directory, without `.` and `..`, in the order of the names' bytes.
  ///
  /// - Parameters:
  ///   - directory: The bytes of the directory's path, links in it followed.
  ///   - limit: How many entries it may have.
  package static func byteEntries(of directory: [UInt8], limit: Int) throws(FileError) -> [ByteEntry] {
    try entries(of: directory, DirectoryStream(bytes: directory), limit)
  }

  /// Lists a directory as ``byteEntries(of:limit:)`` does, unless a link is at the end of its path.
  ///
  /// - Returns: The entries; `nil` for a link, whatever it leads to.
  package static func byteEntriesUnlessLink(of directory: [UInt8], limit: Int) throws(FileError) -> [ByteEntry]? {
    let stream: DirectoryStream
    do throws(FileError) {
      stream = try DirectoryStream(bytes: directory, followingLinks: false)
    } catch {
      // Which error a link gives differs between systems.
      guard try node(at: directory, followingLinks: false) != .link else { return nil }
      throw error
    }
    return try entries(of: directory, stream, limit)
  }

  /// The bytes that a symbolic link says, not resolved; `nil` if the path leads to no link, or to none that may be read.
  package static func linkBytes(of path: [UInt8]) -> [UInt8]? {
    guard let path = try? SystemCall.terminated(path) else { return nil }
    // A target that fills the buffer may have been cut off. No system has one of more than PATH_MAX, 4,096 at most;
    // the bound is for file systems that claim otherwise.
    var size = 256
    while size <= 65_536 {
      var buffer = [CChar](repeating: 0, count: size)
      // The path ends in a zero; the call writes at most `size` bytes, and the buffer has as many.
      let count = unsafe readlink(path, &buffer, size)
      guard count > 0 else { return nil }
      if count < size { return buffer[..<count].map { UInt8(bitPattern: $0) } }
      size *= 4
    }
    return nil
  }
}

extension FileSystem {
  /// Does something with a path as C takes it, and gives an error the path as text, which nobody else needs.
  private static func about<Value>(
    _ path: [UInt8], _ body: ([CChar]) throws(FileError) -> Value
  ) throws(FileError) -> Value {
    let terminated = try SystemCall.terminated(path)
    do throws(FileError) {
      return try body(terminated)
    } catch {
      throw FileError(error.reason, path: String(decoding: path, as: UTF8.self))
    }
  }

  private static func node(_ path: [CChar], _ followingLinks: Bool) throws(FileError) -> FileNode {
    var status = stat()
    // The path ends in a zero, and `status` is a whole structure for the call to fill.
    try SystemCall.run("") { unsafe followingLinks ? stat(path, &status) : lstat(path, &status) }
    return node(status.st_mode)
  }

  /// Opens a file with more flags than the usual ones, and reads it if it is a regular one.
  private static func readOpened(_ path: [CChar], _ flags: Int32, _ limit: Int) throws(FileError) -> [UInt8] {
    // O_NONBLOCK: what has become a pipe since it was asked for is not waited for. O_NOCTTY: nor does a terminal take over.
    // The path ends in a zero.
    let number = try SystemCall.run("") {
      unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | flags)
    }
    // Nothing was written, so an error would mean nothing.
    defer { _ = close(number) }
    var status = stat()
    // `status` is a whole structure for the call to fill.
    try SystemCall.run("") { unsafe fstat(number, &status) }
    try check(node(status.st_mode))
    return try BoundedReader(descriptor: number, path: "", limit: limit).readAll(status)
  }

  private static func entries(
    of directory: [UInt8], _ stream: consuming DirectoryStream, _ limit: Int
  ) throws(FileError) -> [ByteEntry] {
    var entries: [ByteEntry] = []
    while let (name, type) = try stream.nextBytes() {
      guard entries.count < limit else {
        throw FileError(.tooLarge(limit: limit), path: String(decoding: directory, as: UTF8.self))
      }
      // Not every file system tells the type in the directory.
      let node = node(type: type) ?? (try? node(at: directory + [UInt8(ascii: "/")] + name, followingLinks: false))
      entries.append(ByteEntry(name: name, node: node))
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return entries
  }

  /// What a directory says of an entry; `nil` if it doesn't.
  private static func node(type: Int) -> FileNode? {
    switch type {
    case Int(DT_REG): .file
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .link
    case Int(DT_FIFO): .pipe
    case Int(DT_SOCK): .socket
    case Int(DT_CHR), Int(DT_BLK): .device
    default: nil
    }
  }

  private static func node(_ mode: mode_t) -> FileNode {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .link
    case S_IFIFO: .pipe
    case S_IFSOCK: .socket
    default: .device
    }
  }

  private static func check(_ node: FileNode) throws(FileError) {
    switch node {
    case .file: return
    case .directory: throw FileError(.isDirectory, path: "")
    // What opening one says on every system that has them.
    case .socket: throw SystemCall.error(ENXIO, "")
    case .pipe, .device, .link: throw FileError(.notRegular(node), path: "")
    }
  }
}

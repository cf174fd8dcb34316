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
    let (text, path) = (text(path), try SystemCall.terminated(path))
    var status = stat()
    // The path ends in a zero, and `status` is a whole structure for the call to fill.
    try SystemCall.run(text) { unsafe followingLinks ? stat(path, &status) : lstat(path, &status) }
    return node(status.st_mode)
  }

  /// Reads the whole of a regular file, and nothing else: a pipe or a device is refused, not waited for.
  ///
  /// - Parameters:
  ///   - path: The bytes of the path, links in it followed.
  ///   - limit: How many bytes it may have, and so how much memory is taken.
  /// - Returns: The bytes.
  package static func readFile(_ path: [UInt8], limit: Int) throws(FileError) -> [UInt8] {
    let text = text(path)
    // Opening a device may already do something, so that it is asked for first.
    try check(try node(at: path, followingLinks: true), text)
    let terminated = try SystemCall.terminated(path)
    // O_NONBLOCK: what has become a pipe since then is not waited for. O_NOCTTY: nor does a terminal take over.
    // The path ends in a zero.
    let number = try SystemCall.run(text) {
      unsafe open(terminated, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    }
    // Nothing was written, so an error would mean nothing.
    defer { _ = close(number) }
    var status = stat()
    // `status` is a whole structure for the call to fill.
    try SystemCall.run(text) { unsafe fstat(number, &status) }
    try check(node(status.st_mode), text)
    return try BoundedReader(descriptor: number, path: text, limit: limit).readAll()
  }

  /// Lists a directory, without `.` and `..`, in the order of the names' bytes.
  ///
  /// - Parameters:
  ///   - directory: The bytes of the directory's path, links in it followed.
  ///   - limit: How many entries it may have.
  package static func byteEntries(of directory: [UInt8], limit: Int) throws(FileError) -> [ByteEntry] {
    let text = text(directory)
    // A pipe must not be opened, not even to find that it is no directory.
    guard try node(at: directory, followingLinks: true) == .directory else {
      throw FileError(.notADirectory, path: text)
    }
    let stream = try DirectoryStream(bytes: directory)
    var entries: [ByteEntry] = []
    while let (name, _) = try stream.nextBytes() {
      guard entries.count < limit else { throw FileError(.tooLarge(limit: limit), path: text) }
      let node = try? node(at: directory + [UInt8(ascii: "/")] + name, followingLinks: false)
      entries.append(ByteEntry(name: name, node: node))
    }
    entries.sort { $0.name.lexicographicallyPrecedes($1.name) }
    return entries
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

  private static func check(_ node: FileNode, _ path: String) throws(FileError) {
    switch node {
    case .file: return
    case .directory: throw FileError(.isDirectory, path: path)
    // What opening one says on every system that has them.
    case .socket: throw SystemCall.error(ENXIO, path)
    case .pipe, .device, .link: throw FileError(.notRegular(node), path: path)
    }
  }

  private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}

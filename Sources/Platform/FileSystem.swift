#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Files and directories.
package enum FileSystem {
  /// Reads the whole of a file.
  ///
  /// A regular file is read with one allocation of its size; a pipe or a device is read up to its end.
  ///
  /// - Parameters:
  ///   - path: The path, links in it followed.
  ///   - limit: How many bytes it may have, and so how much memory is taken.
  /// - Returns: The bytes.
  package static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    try FileDescriptor(reading: path).contents(limit: limit)
  }

  /// Writes a file whole or not at all: whoever reads the path sees what was there before, or all of the bytes.
  ///
  /// The bytes go to a new file in the same directory, with the permissions that a new file gets here, and that file
  /// then takes the path's place; a link at the path is replaced, not followed.
  ///
  /// - Parameters:
  ///   - bytes: The contents.
  ///   - path: The path of the file.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try SystemCall.check(path)
    let file = try NewFile(beside: path)
    do throws(FileError) {
      try file.write(bytes)
      try file.take(path)
    } catch {
      file.remove()
      throw FileError(error.reason, path: path)
    }
  }

  /// Reads standard input to its end, of at most `limit` bytes; in an error its path is `-`.
  package static func readStandardInput(limit: Int) throws(FileError) -> [UInt8] {
    try BoundedReader(descriptor: STDIN_FILENO, path: "-", limit: limit).readAll()
  }

  /// Tells what a path leads to, after links are followed.
  package static func kind(of path: String) throws(FileError) -> FileKind {
    switch try SystemCall.type(of: path, followingLinks: true) {
    case S_IFREG: .file
    case S_IFDIR: .directory
    default: .other
    }
  }

  /// Lists a directory, without `.` and `..`, in the order of the names' bytes.
  ///
  /// - Parameters:
  ///   - directory: The path of the directory, links in it followed.
  ///   - limit: How many entries it may have.
  /// - Returns: The entries.
  package static func entries(of directory: String, limit: Int) throws(FileError) -> [DirectoryEntry] {
    let stream = try DirectoryStream(directory)
    var entries: [DirectoryEntry] = []
    while let entry = try stream.next() {
      guard entries.count < limit else { throw FileError(.tooLarge(limit: limit), path: directory) }
      entries.append(entry)
    }
    entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return entries
  }

  /// What a symbolic link says, not resolved; `nil` if the path leads to no link, or to none that may be read.
  package static func linkTarget(of path: String) -> String? {
    linkBytes(of: Array(path.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }
}

package import Platform

/// The files that a client finds: the system's, a copy of a tree, or those of a test.
///
/// Nothing here may wait for anybody, and what is read is bounded by the caller's limit.
package protocol RegistryFiles: Sendable {
  /// Tells what a path leads to, links at its end followed or not.
  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode
  /// Lists a directory, without `.` and `..`, in the order of the names' bytes.
  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry]
  /// Reads a regular file whole.
  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8]
  /// Lists a directory as ``entries(of:limit:)`` does, unless a link is at the end of its path: then it is `nil`.
  func entriesUnlessLink(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry]?
  /// Reads a regular file as ``read(_:limit:)`` does, unless a link is at the end of its path: then it is `nil`.
  func readUnlessLink(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8]?
  /// What a symbolic link says, not resolved; `nil` if there is no link.
  func linkTarget(of path: FilePath) -> FilePath?
  /// Who may read, write and execute what a path leads to, as the nine bits of a mode; `nil` if nobody can say.
  func permissions(of path: FilePath) -> UInt16?
}

extension RegistryFiles {
  /// Tells what a path leads to, links followed.
  func node(at path: FilePath) throws(RegistryFileError) -> FileNode { try node(at: path, followingLinks: true) }

  /// Asks whether there is a link first.
  package func entriesUnlessLink(
    of directory: FilePath, limit: Int
  ) throws(RegistryFileError) -> [FileSystem.ByteEntry]? {
    linkTarget(of: directory) == nil ? try entries(of: directory, limit: limit) : nil
  }

  /// Asks whether there is a link first.
  package func readUnlessLink(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8]? {
    linkTarget(of: path) == nil ? try read(path, limit: limit) : nil
  }

  /// Nobody can say.
  package func permissions(of path: FilePath) -> UInt16? { nil }
}

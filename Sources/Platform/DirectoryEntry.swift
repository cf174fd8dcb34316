/// One entry of a directory.
package struct DirectoryEntry: Sendable, Hashable {
  /// The name of the entry.
  ///
  /// Bytes that are not UTF-8 are shown as U+FFFD, and such an entry cannot be opened by it.
  package let name: String
  /// The path of the entry: that of its directory as it was given, a slash, and the name.
  package let path: String
  /// Whether the entry is a symbolic link, whatever it leads to.
  package let isSymbolicLink: Bool
  /// Whether the directory says that the entry is a regular file; some say nothing.
  package let isRegularFile: Bool

  /// What the link says, not resolved; `nil` if the entry is no link.
  ///
  /// Asks the file system at each call.
  package func linkTarget() -> String? {
    isSymbolicLink ? FileSystem.linkTarget(of: path) : nil
  }
}

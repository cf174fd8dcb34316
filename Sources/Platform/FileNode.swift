/// What a path leads to, told apart by what opening or reading it would do.
package enum FileNode: Sendable, Hashable {
  /// A regular file.
  case file
  /// A directory.
  case directory
  /// A symbolic link; only where links are not followed.
  case link
  /// A named pipe, which a reader may wait at for ever.
  case pipe
  /// A socket, which can't be opened.
  case socket
  /// A device, which may wait, or have no end.
  case device
}

/// What a path leads to, after links are followed.
package enum FileKind: Sendable, Hashable {
  /// A regular file.
  case file
  /// A directory.
  case directory
  /// A pipe, a socket or a device.
  case other
}

/// The forms of a path that Go's `path` and `filepath` make of it on Unix.
enum UnixPath {
  /// The shortest path that is the same by its letters alone: `path.Clean`.
  static func clean(_ path: String) -> String { FilePath(path).cleaned().text }

  /// A path as it is if it is absolute, and otherwise below `directory`: what containerd's `makeAbsPath` gives.
  static func absolute(_ path: String, in directory: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") { return path }
    let parts = [directory, path].filter { !$0.isEmpty }
    return parts.isEmpty ? "" : clean(parts.joined(separator: "/"))
  }
}

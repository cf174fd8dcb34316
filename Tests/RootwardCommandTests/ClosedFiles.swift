import Platform
import RegistryTrust

/// The files of this machine, some of which are closed to whoever asks: what a mode of 0600 does to an ordinary user.
struct ClosedFiles: RegistryFiles {
  /// The paths, each with all that is below it.
  let closed: [String]
  private let files = SystemFiles()

  init(closed: [String]) { self.closed = closed }

  private func check(_ path: FilePath, _ operation: RegistryFileError.Operation) throws(RegistryFileError) {
    guard closed.contains(where: { path.text == $0 || path.text.hasPrefix($0 + "/") }) else { return }
    throw RegistryFileError(.permissionDenied, operation, path: path.text)
  }

  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    try files.node(at: path, followingLinks: followingLinks)
  }

  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    try check(directory, .open)
    return try files.entries(of: directory, limit: limit)
  }

  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    try check(path, .open)
    return try files.read(path, limit: limit)
  }

  func linkTarget(of path: FilePath) -> FilePath? { files.linkTarget(of: path) }
  func permissions(of path: FilePath) -> UInt16? { files.permissions(of: path) }
}

import Platform
import RegistryTrust
import Synchronization

/// How often each path was read.
final class Counter: Sendable {
  private let state = Mutex<[String: Int]>([:])

  var counts: [String: Int] { state.withLock { $0 } }

  func count(_ path: String) { state.withLock { $0[path, default: 0] += 1 } }
}

/// The files of this machine, with a count of who reads which.
struct CountedFiles: RegistryFiles {
  let reads: Counter
  private let files = SystemFiles()

  init(reads: Counter) { self.reads = reads }

  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    try files.node(at: path, followingLinks: followingLinks)
  }

  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    try files.entries(of: directory, limit: limit)
  }

  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    reads.count(path.text)
    return try files.read(path, limit: limit)
  }

  func linkTarget(of path: FilePath) -> FilePath? { files.linkTarget(of: path) }
  func permissions(of path: FilePath) -> UInt16? { files.permissions(of: path) }
}

import Platform
import RegistryTrust

/// A tree of files that a test writes down: it can hold what a test can't make on a disk, and paths of any system.
struct MemoryFiles: RegistryFiles {
  enum Node: Sendable {
    case file([UInt8])
    case link(String)
    case special(FileNode)
    case unreadable(RegistryFileError.Reason)
  }

  private var nodes: [[UInt8]: Node] = [:]
  private let separator: UInt8

  init(separator: Unicode.Scalar = "/") { self.separator = UInt8(ascii: separator) }

  mutating func add(_ path: String, _ text: String) { nodes[Array(path.utf8)] = .file(Array(text.utf8)) }
  mutating func add(_ path: String, bytes: [UInt8]) { nodes[Array(path.utf8)] = .file(bytes) }
  mutating func add(_ path: String, _ node: Node) { nodes[Array(path.utf8)] = node }
  mutating func add(path: [UInt8], bytes: [UInt8]) { nodes[path] = .file(bytes) }
  /// An empty directory.
  mutating func addDirectory(_ path: String) { nodes[Array(path.utf8) + [separator]] = .file([]) }

  func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    switch nodes[path.bytes] {
    case .file?: return .file
    case .special(let node)?: return node
    case .unreadable(let reason)?: throw RegistryFileError(reason, .stat, path: path.text)
    case .link(let target)?:
      return followingLinks ? try node(at: FilePath(target), followingLinks: true) : .link
    case nil:
      if isDirectory(path) { return .directory }
      throw RegistryFileError(isBelowFile(path) ? .notADirectory : .notFound, .stat, path: path.text)
    }
  }

  func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    if case .unreadable(let reason)? = nodes[directory.bytes] {
      throw RegistryFileError(reason, .open, path: directory.text)
    }
    guard isDirectory(directory) else {
      throw RegistryFileError(
        nodes[directory.bytes] == nil && !isBelowFile(directory) ? .notFound : .notADirectory, .open,
        path: directory.text)
    }
    let prefix = directory.bytes + [separator]
    let names = Set(
      nodes.keys.filter { $0.starts(with: prefix) && $0.count > prefix.count }
        .map { Array($0[prefix.count...].prefix { $0 != separator }) })
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map {
      FileSystem.ByteEntry(
        name: $0, node: try? node(at: FilePath(bytes: prefix + $0), followingLinks: false))
    }
  }

  func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    switch nodes[path.bytes] {
    case .file(let bytes)?:
      guard bytes.count <= limit else { throw RegistryFileError(.tooLarge(limit: limit), .open, path: path.text) }
      return bytes
    case .link(let target)?:
      do throws(RegistryFileError) {
        return try read(FilePath(target), limit: limit)
      } catch {
        throw RegistryFileError(error.reason, error.operation, path: path.text)
      }
    case .special(.pipe)?: throw RegistryFileError(.pipe, .open, path: path.text)
    case .special(.socket)?: throw RegistryFileError(.socket, .open, path: path.text)
    case .special?: throw RegistryFileError(.device, .open, path: path.text)
    case .unreadable(let reason)?: throw RegistryFileError(reason, .open, path: path.text)
    case nil:
      if isDirectory(path) { throw RegistryFileError(.isDirectory, .read, path: path.text) }
      throw RegistryFileError(isBelowFile(path) ? .notADirectory : .notFound, .open, path: path.text)
    }
  }

  func linkTarget(of path: FilePath) -> FilePath? {
    if case .link(let target)? = nodes[path.bytes] { FilePath(target) } else { nil }
  }

  private func isDirectory(_ path: FilePath) -> Bool {
    nodes.keys.contains { $0.starts(with: path.bytes + [separator]) }
  }

  private func isBelowFile(_ path: FilePath) -> Bool {
    nodes.contains { key, node in
      if case .file = node, key.last != separator { path.bytes.starts(with: key + [separator]) } else { false }
    }
  }
}

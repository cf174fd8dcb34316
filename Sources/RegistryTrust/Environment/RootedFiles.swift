package import Platform

/// The files of a tree that was copied below a directory, looked up as if that were the root.
///
/// Links in it are followed here and not by the system, so that an absolute one leads to a place below the directory as
/// well, and no `..` leads out of it. Whoever can change the tree meanwhile could lead a path astray between two looks; a
/// tree that somebody else writes to is no place to look up trust in.
///
/// What the links among the directories of a path say is asked for once and remembered for as long as this value and its
/// copies are there, which is a single resolution: all files of a directory have the same way to it.
package struct RootedFiles: RegistryFiles {
  /// The most links that one path may lead through, as Linux has it (path_resolution(7)).
  static let maximumLinkCount = 40

  private let root: FilePath
  private let files: any RegistryFiles
  private let links = KnownLinks()

  /// The files below `root`.
  package init(root: FilePath, files: any RegistryFiles) {
    self.root = root
    self.files = files
  }

  package func node(at path: FilePath, followingLinks: Bool) throws(RegistryFileError) -> FileNode {
    try translate(path, .stat, followingLinks) { place throws(RegistryFileError) in
      try files.node(at: place, followingLinks: followingLinks)
    }
  }

  package func entries(of directory: FilePath, limit: Int) throws(RegistryFileError) -> [FileSystem.ByteEntry] {
    try translate(directory, .open, true) { place throws(RegistryFileError) in
      try files.entries(of: place, limit: limit)
    }
  }

  package func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    try translate(path, .open, true) { place throws(RegistryFileError) in
      try files.read(place, limit: limit)
    }
  }

  package func linkTarget(of path: FilePath) -> FilePath? {
    guard let place = try? resolve(path, .stat, followingLast: false) else { return nil }
    return files.linkTarget(of: place)
  }

  package func permissions(of path: FilePath) -> UInt16? {
    guard let place = try? resolve(path, .stat, followingLast: true) else { return nil }
    return files.permissions(of: place)
  }

  /// Does something with the place that a path stands for, and gives an error the path that was asked for.
  private func translate<Value>(
    _ path: FilePath, _ operation: RegistryFileError.Operation, _ followingLast: Bool,
    _ body: (FilePath) throws(RegistryFileError) -> Value
  ) throws(RegistryFileError) -> Value {
    let place = try resolve(path, operation, followingLast: followingLast)
    do throws(RegistryFileError) {
      return try body(place)
    } catch {
      throw RegistryFileError(error.reason, error.operation, path: path.text)
    }
  }

  /// The place below the root that a path leads to (path_resolution(7), with this root).
  private func resolve(
    _ path: FilePath, _ operation: RegistryFileError.Operation, followingLast: Bool
  ) throws(RegistryFileError) -> FilePath {
    var waiting = Self.names(path)
    var names: [[UInt8]] = []
    var linkCount = 0
    // How many names lead to the first place that isn't there, below which there is nothing to ask for.
    var missingCount = Int.max
    while let name = waiting.popLast() {
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) {
        // The root's parent is the root.
        names.removeLast(names.isEmpty ? 0 : 1)
        if names.count < missingCount { missingCount = .max }
        continue
      }
      names.append(name)
      if waiting.isEmpty, !followingLast { break }
      guard names.count < missingCount else { continue }
      let target: FilePath
      switch link(at: place(names), isLast: waiting.isEmpty) {
      case .target(let found): target = found
      case .missing:
        missingCount = names.count
        continue
      case .other: continue
      }
      linkCount += 1
      guard linkCount <= Self.maximumLinkCount else {
        throw RegistryFileError(.linkLoop, operation, path: path.text)
      }
      names.removeLast()
      if target.isAbsolute() { names = [] }
      waiting += Self.names(target)
    }
    return place(names)
  }

  /// What stands at a place, as far as links go; of a place on the way to others it is remembered.
  private func link(at place: FilePath, isLast: Bool) -> KnownLinks.Link {
    if let known = links.link(at: place) { return known }
    if isLast { return target(at: place) }
    let link: KnownLinks.Link
    do throws(RegistryFileError) {
      link = try files.node(at: place, followingLinks: false) == .link ? target(at: place) : .other
    } catch {
      link = error.reason == .notFound ? .missing : .other
    }
    links.remember(link, at: place)
    return link
  }

  private func target(at place: FilePath) -> KnownLinks.Link {
    files.linkTarget(of: place).map { .target($0) } ?? .other
  }

  /// The names of a path, the first one last.
  private static func names(_ path: FilePath) -> [[UInt8]] {
    path.bytes.split(separator: UInt8(ascii: "/")).reversed().map { Array($0) }
  }

  private func place(_ names: [[UInt8]]) -> FilePath {
    var bytes = root.bytes
    bytes.reserveCapacity(names.reduce(bytes.count) { $0 + $1.count + 1 })
    for name in names {
      if let last = bytes.last, last != UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
      bytes += name
    }
    return FilePath(bytes: bytes)
  }
}

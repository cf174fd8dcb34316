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
    let (entries, place) = try open(directory) { place throws(RegistryFileError) in
      try files.entriesUnlessLink(of: place, limit: limit)
    } following: { place throws(RegistryFileError) in
      try files.entries(of: place, limit: limit)
    }
    links.remember(directory: directory, at: place)
    return entries
  }

  package func read(_ path: FilePath, limit: Int) throws(RegistryFileError) -> [UInt8] {
    try open(path) { place throws(RegistryFileError) in
      try files.readUnlessLink(place, limit: limit)
    } following: { place throws(RegistryFileError) in
      try files.read(place, limit: limit)
    }.value
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
    return try told(path) { () throws(RegistryFileError) in try body(place) }
  }

  /// What is at the end of a path, and its place: there is mostly no link, which saves the question for one.
  ///
  /// The system follows none, out of the root as it may lead: one at a place to which all were followed is one that nobody
  /// may read, or has come meanwhile. But the root itself may be one.
  private func open<Value>(
    _ path: FilePath, unlessLink: (FilePath) throws(RegistryFileError) -> Value?,
    following: (FilePath) throws(RegistryFileError) -> Value
  ) throws(RegistryFileError) -> (value: Value, place: FilePath) {
    var place = root
    for followingLast in [false, true] {
      place = try resolve(path, .open, followingLast: followingLast)
      let value = try told(path) { () throws(RegistryFileError) in try unlessLink(place) }
      if let value { return (value, place) }
    }
    guard place == root else { throw RegistryFileError(.permissionDenied, .open, path: path.text) }
    return (try told(path) { () throws(RegistryFileError) in try following(place) }, place)
  }

  /// Does something, and gives an error the path that was asked for.
  private func told<Value>(
    _ path: FilePath, _ body: () throws(RegistryFileError) -> Value
  ) throws(RegistryFileError) -> Value {
    do throws(RegistryFileError) {
      return try body()
    } catch {
      throw RegistryFileError(error.reason, error.operation, path: path.text)
    }
  }

  /// The place below the root that a path leads to (path_resolution(7), with this root).
  ///
  /// - Throws: That a link is one too many, or that there is nothing because a directory on the way is known to be none.
  private func resolve(
    _ path: FilePath, _ operation: RegistryFileError.Operation, followingLast: Bool
  ) throws(RegistryFileError) -> FilePath {
    if !followingLast, let place = placeBesideOthers(path) { return place }
    if links.isMissing(path, below: root) { throw RegistryFileError(.notFound, operation, path: path.text) }
    var waiting = Self.names(path)
    var place = PlaceBuilder(root)
    var linkCount = 0
    // How many names lead to the first place that isn't there, below which there is nothing to ask for.
    var missingCount = Int.max
    while let name = waiting.popLast() {
      if Self.isDots(name, 1) { continue }
      if Self.isDots(name, 2) {
        // The root's parent is the root.
        place.removeLast()
        if place.count < missingCount { missingCount = .max }
        continue
      }
      place.append(name)
      if waiting.isEmpty, !followingLast { break }
      guard place.count < missingCount else { continue }
      let target: FilePath
      switch link(at: place.path, isLast: waiting.isEmpty) {
      case .target(let found): target = found
      case .missing:
        missingCount = place.count
        continue
      case .other: continue
      }
      linkCount += 1
      guard linkCount <= Self.maximumLinkCount else {
        throw RegistryFileError(.linkLoop, operation, path: path.text)
      }
      if target.isAbsolute() { place.removeAll() } else { place.removeLast() }
      waiting += Self.names(target)
    }
    guard place.count < missingCount else { throw RegistryFileError(.notFound, operation, path: path.text) }
    return place.path
  }

  /// The place of a file of the directory that was listed last; `nil` of all others.
  private func placeBesideOthers(_ path: FilePath) -> FilePath? {
    guard let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let name = path.bytes[(slash + 1)...]
    guard !name.isEmpty, !Self.isDots(name, 1), !Self.isDots(name, 2),
      let directory = links.place(ofDirectory: path.bytes[..<slash])
    else { return nil }
    var place = PlaceBuilder(directory)
    place.append(name)
    return place.path
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
  private static func names(_ path: FilePath) -> [ArraySlice<UInt8>] {
    var names: [ArraySlice<UInt8>] = []
    var end = path.bytes.count
    var offset = end
    while offset > 0 {
      offset -= 1
      guard path.bytes[offset] == UInt8(ascii: "/") else { continue }
      if offset + 1 < end { names.append(path.bytes[(offset + 1)..<end]) }
      end = offset
    }
    if end > 0 { names.append(path.bytes[..<end]) }
    return names
  }

  /// Whether a name is so many dots and nothing else.
  private static func isDots(_ name: ArraySlice<UInt8>, _ count: Int) -> Bool {
    name.count == count && name.allSatisfy { $0 == UInt8(ascii: ".") }
  }
}

/// A path that grows and shrinks name by name.
private struct PlaceBuilder {
  private var bytes: [UInt8]
  /// How many bytes there are without each name, and those behind it.
  private var starts: [Int] = []

  init(_ root: FilePath) { bytes = root.bytes }

  /// How many names there are.
  var count: Int { starts.count }

  /// The path.
  var path: FilePath { FilePath(bytes: bytes) }

  mutating func append(_ name: ArraySlice<UInt8>) {
    starts.append(bytes.count)
    if let last = bytes.last, last != UInt8(ascii: "/") { bytes.append(UInt8(ascii: "/")) }
    bytes += name
  }

  mutating func removeLast() {
    guard let start = starts.popLast() else { return }
    bytes.removeLast(bytes.count - start)
  }

  mutating func removeAll() {
    guard let start = starts.first else { return }
    bytes.removeLast(bytes.count - start)
    starts = []
  }
}

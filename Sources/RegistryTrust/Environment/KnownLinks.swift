import Synchronization

/// What the links on the way to files say, and which places are none.
final class KnownLinks: Sendable {
  /// What stands at a place.
  enum Link: Sendable {
    /// A link that says this.
    case target(FilePath)
    /// Nothing.
    case missing
    /// Something else, or a link that nobody may read.
    case other
  }

  /// The most places that are remembered: a client looks into a dozen directories, and what a configuration names beyond
  /// that is asked for anew.
  private static let capacity = 256
  /// The most places whose absence is remembered apart, where each is looked at for each path: those of a system are a few.
  private static let missingCapacity = 8

  private struct Memory {
    var links: [FilePath: Link] = [:]
    /// The places that are known to be missing.
    var missing: [FilePath] = []
    /// The path of a directory as it was asked for, and its place: all of its files are asked for in turn.
    var directory: (path: FilePath, place: FilePath)?
  }

  private let memory = Mutex(Memory())

  /// What stands at a place; `nil` if nobody has asked yet.
  func link(at place: FilePath) -> Link? { memory.withLock { $0.links[place] } }

  /// Remembers what stands at a place.
  func remember(_ link: Link, at place: FilePath) {
    memory.withLock { memory in
      // What one client looks at fits, so that the table need not grow step by step.
      if memory.links.isEmpty { memory.links.reserveCapacity(16) }
      if memory.links.count < Self.capacity { memory.links[place] = link }
      if case .missing = link, memory.missing.count < Self.missingCapacity { memory.missing.append(place) }
    }
  }

  /// Whether a path leads to or below a place that is known to be missing, as far as that can be told from its letters.
  ///
  /// What leads to a place is no link, so that a path which names the same directories leads there as well; but not if it
  /// leads up again.
  ///
  /// - Parameters:
  ///   - path: The path, which starts at the root.
  ///   - root: The bytes of the root's place.
  func isMissing(_ path: FilePath, below root: FilePath) -> Bool {
    memory.withLock { memory in
      memory.missing.contains { place in
        let names = place.bytes[min(root.bytes.count, place.bytes.count)...]
        guard path.bytes.starts(with: names) else { return false }
        let rest = path.bytes[names.count...]
        // Two dots in a row are not looked at more closely.
        return (rest.isEmpty || rest.first == UInt8(ascii: "/"))
          && !zip(rest, rest.dropFirst()).contains { $0 == UInt8(ascii: ".") && $1 == $0 }
      }
    }
  }

  /// The place of the directory whose path this is, if it is the last one that was remembered.
  func place(ofDirectory path: ArraySlice<UInt8>) -> FilePath? {
    memory.withLock { memory in
      guard let directory = memory.directory, directory.path.bytes.count == path.count,
        directory.path.bytes.elementsEqual(path)
      else { return nil }
      return directory.place
    }
  }

  /// Remembers the place of a directory, instead of the one before.
  func remember(directory path: FilePath, at place: FilePath) {
    memory.withLock { $0.directory = (path, place) }
  }
}

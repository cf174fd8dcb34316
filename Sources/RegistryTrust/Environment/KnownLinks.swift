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

  private let links = Mutex<[FilePath: Link]>([:])

  /// What stands at a place; `nil` if nobody has asked yet.
  func link(at place: FilePath) -> Link? { links.withLock { $0[place] } }

  /// Remembers what stands at a place.
  func remember(_ link: Link, at place: FilePath) {
    links.withLock { links in
      if links.count < Self.capacity { links[place] = link }
    }
  }
}

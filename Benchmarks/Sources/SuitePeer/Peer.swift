/// A library that does the suite's work in its own way, at its best: what it lets its users keep is kept.
protocol Peer {
  /// Which release it is of; `-` for Rootward, which is what is measured.
  var version: String { get }

  /// Reads what a task names, and says how to do it.
  ///
  /// - Throws: ``Refusal`` if the library can't do that, or the task is not in order.
  func work(_ order: WorkOrder) throws -> Work
}

/// Why a task is not done.
enum Refusal: Error, Hashable {
  /// The library has nothing for it.
  case none(String)
  /// What was asked is not in order, or a file can't be read.
  case wrong(String)
}

/// What comes of a task; the driver compares it between the contestants.
///
/// Telling it takes no memory, so that it is in no figure.
enum Outcome: Hashable {
  case roots(Int)
  case found(Int)
  case certificates(Int)
  case revoked(Int)
  case registry(roots: Int, identities: Int)
  case valid
  case invalid
  /// What becomes of a recorded handshake; the text is short enough to need no memory of its own.
  case handshake(String)

  var text: String {
    switch self {
    case .roots(let count): "roots \(count)"
    case .found(let count): "found \(count)"
    case .certificates(let count): "certificates \(count)"
    case .revoked(let count): "revoked \(count)"
    case .registry(let roots, let identities): "roots \(roots) identities \(identities)"
    case .valid: "valid"
    case .invalid: "invalid"
    case .handshake(let verdict): verdict
    }
  }
}

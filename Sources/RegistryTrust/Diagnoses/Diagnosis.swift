/// One thing that is wrong, or worth knowing, between clients and a registry: what, why, for whom, and what mends it.
///
/// All texts are fit to be shown: what strangers could have written is escaped.
public struct Diagnosis: Sendable, Hashable {
  /// How much it matters.
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    /// A client refuses the registry because of it.
    case error
    /// Something doesn't do what it was put there for, or is a risk.
    case warning
    /// Worth knowing; nothing needs to be mended.
    case note
  }

  /// A place that a diagnosis is about.
  public struct Finding: Sendable, Hashable {
    /// The path, as the client has it.
    public let path: String
    /// The line in that file, from 1; `nil` for all of it.
    public let line: Int?
    /// What stands there; empty if the statement says it.
    public let fact: String
  }

  /// The most places that a diagnosis names, so that a file of nonsense doesn't make a book.
  static let findingCount = 100

  /// What it is.
  public let id: DiagnosisID
  /// How much it matters.
  public let severity: Severity
  /// Where it was found, a bounded number of places.
  public let findings: [Finding]
  /// How many more places there are.
  public let omittedFindingCount: Int
  /// The clients that it concerns, of those that were asked for.
  public let clients: [RegistryClient]
  /// What is wrong, in one sentence.
  public let statement: String
  /// The rule of the clients that makes it so, and what follows, in one or more sentences.
  public let why: String
  /// What to do, in one or more sentences.
  public let advice: String
  /// The commands that do it, a line each, to be run on the client's machine; a word in capitals is to be replaced.
  public let remedy: [String]
}

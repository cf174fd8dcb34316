public import Certificates

/// What became of everything that was put into a trust store.
public struct TrustLoadSummary: Sendable, Hashable {
  /// A block that gave no anchor.
  public struct Ignored: Sendable, Hashable {
    /// The file; `nil` for bytes from memory.
    public let source: String?
    /// Which block it was, and why it was ignored.
    public let block: CertificateBundle.Skipped
  }

  /// A file or directory that could not be read.
  public struct Unreadable: Error, Sendable, Hashable {
    /// The path.
    public let path: String
    /// Why, in plain words.
    public let reason: String
  }

  /// How many certificates became anchors.
  public internal(set) var added = 0
  /// How many were there already, byte for byte.
  public internal(set) var duplicates = 0
  /// The certificates that their files distrust; no path may use them.
  public internal(set) var distrusted: [Certificate] = []
  /// The blocks that gave no anchor.
  public internal(set) var ignored: [Ignored] = []
  /// The files and directories that were read.
  public internal(set) var sources: [String] = []
  /// The files and directories that could not be read.
  public internal(set) var unreadable: [Unreadable] = []

  /// Creates an empty summary.
  public init() {}

  /// Adds what another summary says.
  mutating func append(_ other: TrustLoadSummary) {
    added += other.added
    duplicates += other.duplicates
    distrusted += other.distrusted
    ignored += other.ignored
    sources += other.sources
    unreadable += other.unreadable
  }
}

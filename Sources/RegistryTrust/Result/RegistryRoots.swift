public import CertificateVerification
public import Certificates

/// The trust roots that a client verifies a registry with.
public struct RegistryRoots: Sendable {
  /// One file of roots, and what became of it.
  public struct File: Sendable {
    /// The path as the client has it.
    public let path: String
    /// The certificates that count, in the order of the file, each once.
    public let certificates: [Certificate]
    /// How many more there were that had been there already, byte for byte, in this file, another one or the system's.
    public let duplicateCount: Int
    /// What gave no root: which block, and why.
    public let ignored: [IgnoredBlock]
    /// Why the file was not read here, although the client would have; `nil` for a file that was.
    public let problem: RegistryFileError?
  }

  /// A block of a file that a client passes over without a word.
  public struct IgnoredBlock: Sendable, Hashable {
    /// The line of its BEGIN, from 1.
    public let line: Int
    /// Why.
    public let reason: Reason

    /// Why a block is passed over.
    public enum Reason: Sendable, Hashable {
      /// It says that it holds something else: the label of its BEGIN.
      case label(String)
      /// It has headers, which no certificate may.
      case headers
      /// It is a certificate that can't be read.
      case certificate(CertificateError)
      /// It is a certificate for a key that Go refuses one for, such as one on a curve that it doesn't have.
      case certificateKey(PublicKey)
      /// Go's reader of PEM finds no block there: a BEGIN that doesn't start its line, an END that is missing or another
      /// one's, or contents that are no Base64.
      case malformed
    }
  }

  /// The roots that count, all of them.
  public internal(set) var store: TrustStore
  /// Whether the client puts a pool of its own together for this registry; else it uses the system's as it is.
  public internal(set) var isConfigured: Bool
  /// Whether the system's roots count.
  public internal(set) var includesSystem: Bool
  /// The system's roots, and where they are from; they are looked up even where they don't count.
  public internal(set) var system: SystemRoots
  /// The files of roots, in the order in which the client read them.
  public internal(set) var files: [File] = []

  /// The roots of the files, each once: those that are among the system's as well are not counted again.
  public var ownCount: Int { files.reduce(0) { $0 + $1.certificates.count } }

  /// The system's roots and nothing else.
  init(system: SystemRoots) {
    self.system = system
    store = system.store
    isConfigured = false
    includesSystem = true
  }
}

/// The roots that a client's system has (Go's `x509.SystemCertPool`).
public struct SystemRoots: Sendable {
  /// The roots; empty if the platform's own verifier decides.
  public internal(set) var store = TrustStore()
  /// Whether the platform's own verifier decides, whose roots are in no file (macOS and Windows).
  public internal(set) var isPlatformVerifier = false
  /// The files and directories that roots were read from.
  public internal(set) var sources: [String] = []
  /// The files and directories that exist and could not be read.
  public internal(set) var unreadable: [RegistryFileError] = []
  /// The error, if there are no roots because something could not be read.
  public internal(set) var failure: RegistryFileError?

  /// How many roots there are.
  public var count: Int { store.count }
}

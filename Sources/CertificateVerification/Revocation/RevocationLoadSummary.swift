public import CertificateEncoding
public import Certificates

/// What became of everything that was put into a revocation store.
public struct RevocationLoadSummary: Sendable, Hashable {
  /// A block that gave nothing.
  public struct Ignored: Sendable, Hashable {
    /// Why a block was ignored.
    public enum Reason: Sendable, Hashable {
      /// The block is not well-formed PEM.
      case pem(PEMProblem.Reason)
      /// The block's bytes are not a revocation list, or not one that may be used.
      case revocationList(RevocationListError)
      /// The block's bytes are not an OCSP response, or not one that may be used.
      case response(OCSPResponseError)
      /// The block is an OCSP response that says nothing of any certificate, as one is that is an error.
      case withoutAnswer(OCSPResponse.Status)
      /// The block's bytes are not a certificate.
      case certificate(CertificateError)
      /// The block holds something else, such as a key.
      case otherContent(PEMLabel)
    }

    /// The file; `nil` for bytes from memory.
    public let source: String?
    /// Where in it.
    public let position: Certificate.Position
    /// Why.
    public let reason: Reason
  }

  /// How many revocation lists were added.
  public internal(set) var lists = 0
  /// How many OCSP responses were added.
  public internal(set) var responses = 0
  /// How many certificates of those who sign lists were added.
  public internal(set) var certificates = 0
  /// How many of them were there already, byte for byte.
  public internal(set) var duplicates = 0
  /// The blocks that gave nothing.
  public internal(set) var ignored: [Ignored] = []
  /// The files that were read.
  public internal(set) var sources: [String] = []

  /// Creates an empty summary.
  public init() {}

  /// Adds what another summary says.
  mutating func append(_ other: RevocationLoadSummary) {
    lists += other.lists
    responses += other.responses
    certificates += other.certificates
    duplicates += other.duplicates
    ignored += other.ignored
    sources += other.sources
  }
}

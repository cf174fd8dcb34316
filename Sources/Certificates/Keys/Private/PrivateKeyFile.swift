public import CertificateEncoding
import CertificateCryptography

/// What a file holds that should be a private key, as far as it can be told without a passphrase; it keeps no secret.
public struct PrivateKeyFile: Sendable, Hashable {
  /// One block of the file.
  public struct Block: Sendable, Hashable {
    /// What the block's BEGIN line says; `nil` in a file of DER.
    public let label: PEMLabel?
    /// Where in the file it stands.
    public let position: Certificate.Position
    /// The form of the private key; `nil` if the block is none.
    public let form: PrivateKeyForm?
    /// How it is encrypted; `nil` if it is not.
    public let encryption: PrivateKeyEncryption?
    /// Why it can't be read, as far as that shows without a passphrase and without computing with the key.
    public let problem: PrivateKeyError?
  }

  /// The most bytes that a block may have: six times those of the largest key that is taken, of RSA with 16,384 bits.
  public static let maximumBlockByteCount = 1 << 16

  /// The blocks, in the order of the file.
  public let blocks: [Block]
  /// The blocks that are no well-formed PEM, in the order of the file.
  public let pemProblems: [PEMProblem]
  /// Whether the file was read as DER.
  public let isDER: Bool
  /// Why there is no block at all; `nil` if there is one.
  public let problem: PrivateKeyError?

  /// Looks at the blocks of a file.
  ///
  /// - Parameter bytes: the file, PEM with any text around its blocks, or DER.
  public init(_ bytes: [UInt8]) {
    let reading = PrivateKeyReading(bytes.span)
    blocks = reading.blocks.map { $0.description }
    pemProblems = reading.problems
    isDER = reading.isDER
    problem = reading.failure
  }

  /// The first block that holds a private key, which is the one that ``PrivateKey`` is read from.
  public var firstKey: Block? { blocks.first { $0.form != nil } }
}

package import CertificateCryptography

/// How a private key is encrypted: what makes a key of a passphrase, and the cipher.
///
/// Nothing of it is secret.
public struct PrivateKeyEncryption: Sendable, Hashable {
  /// What makes the cipher's key of a passphrase.
  package enum Derivation: Sendable, Hashable {
    /// PBKDF2 with HMAC (RFC 8018 §5.2).
    case pbkdf2(HashAlgorithm, salt: [UInt8], iterationCount: Int)
    /// scrypt (RFC 7914).
    case scrypt(Scrypt.Cost, salt: [UInt8])
    /// OpenSSL's own with MD5 (see `LegacyKeyDerivation`).
    case openSSL(salt: [UInt8])
  }

  /// All that decryption needs but the passphrase.
  package struct Recipe: Sendable, Hashable {
    package let derivation: Derivation
    package let cipher: BlockCipher
    package let initializationVector: [UInt8]
  }

  /// All that decryption needs but the passphrase; `nil` if something of it is not known here.
  package let recipe: Recipe?
  /// Whether headers of RFC 1423 announce it, not a structure of PKCS #8.
  public let isLegacyPEM: Bool
  /// The scheme in words, such as `PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC`.
  public let description: String

  /// Whether a passphrase is enough to decrypt it here.
  public var isSupported: Bool { recipe != nil }

  package init(_ recipe: Recipe?, isLegacyPEM: Bool, description: String) {
    (self.recipe, self.isLegacyPEM, self.description) = (recipe, isLegacyPEM, description)
  }
}

extension PrivateKeyEncryption: CustomStringConvertible {}

extension PrivateKeyEncryption {
  /// The most iterations of PBKDF2 that a file may ask for.
  ///
  /// OpenSSL writes 2,048, and OWASP's Password Storage Cheat Sheet of 2023 asks for 1,300,000 with SHA-1, the highest of its
  /// numbers. This is three times as many, and takes five to seven seconds.
  public static let maximumIterationCount = 4_000_000
  /// The most memory that a file may have scrypt use: twice OpenSSL's limit of 32 MB (EVP_PBE_scrypt), and four times what
  /// OpenSSL itself writes.
  public static let maximumScryptByteCount = 1 << 26
  /// The most work that a file may have scrypt do, as (N + 8) · r · p: sixteen times what OpenSSL writes, N = 2^14, r = 8
  /// and p = 1, but for a little.
  public static let maximumScryptWork = 1 << 21
  /// The most bytes of salt; programs write 8 to 64, and RFC 8018 names no limit.
  static let maximumSaltByteCount = 1024

  /// Whether decryption would take more time or memory than a file may ask for.
  package var exceedsLimits: Bool {
    switch recipe?.derivation {
    case .pbkdf2(_, _, let iterationCount): iterationCount > Self.maximumIterationCount
    case .scrypt(let cost, _): cost.byteCount > Self.maximumScryptByteCount || cost.work > Self.maximumScryptWork
    case .openSSL, nil: false
    }
  }
}

extension PrivateKeyEncryption.Recipe {
  /// The plaintext; `nil` if the passphrase is certainly not the right one.
  package func decrypt(_ text: Span<UInt8>, passphrase: Span<UInt8>) -> SecretBytes? {
    let count = cipher.keyByteCount
    let key =
      switch derivation {
      case .pbkdf2(let algorithm, let salt, let iterationCount):
        PBKDF2.key(
          algorithm, passphrase: passphrase, salt: salt.span, iterationCount: iterationCount, count: count)
      case .scrypt(let cost, let salt):
        Scrypt.key(passphrase: passphrase, salt: salt.span, cost: cost, count: count)
      case .openSSL(let salt):
        LegacyKeyDerivation.key(passphrase: passphrase, salt: salt.span, count: count)
      }
    return cipher.decryptCBC(text, key: key, initializationVector: initializationVector.span)
  }
}

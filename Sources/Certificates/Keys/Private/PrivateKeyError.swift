public import CertificateEncoding

/// A refusal to read a private key: why, and where in its file; never anything of the key itself.
public struct PrivateKeyError: Error, Sendable, Hashable {
  /// Why.
  public enum Reason: Sendable, Hashable {
    /// There is nothing in the file but white space.
    case empty
    /// The file is neither PEM nor the DER of anything that is known here.
    case unrecognized
    /// No block of the file is a private key; these are the labels of those that there are.
    case noPrivateKey([PEMLabel])
    /// The file is in the container of PKCS #12, which holds keys and certificates.
    case pkcs12
    /// The file says where a key is, by a URI of PKCS #11 (RFC 7512), and is none itself.
    case pkcs11URI
    /// The file or block names a key that an engine or provider of OpenSSL, or a TPM, keeps.
    case keptElsewhere
    /// The key is in the format of OpenSSH.
    case openSSH
    /// The key is of DSA, which nothing is signed with any more.
    case dsa
    /// The block is not well-formed PEM.
    case pem(PEMProblem.Reason)
    /// The headers that say how the block is encrypted are not those of RFC 1423.
    case headers
    /// The structure is not the one that its form calls for.
    case malformed(DERError.Reason)
    /// The structure is of a version that is not known here.
    case unsupportedVersion
    /// The block has more bytes than ``PrivateKeyFile/maximumBlockByteCount``.
    case tooLarge
    /// The key is encrypted, and there is no passphrase.
    case passphraseNeeded(PrivateKeyEncryption)
    /// The passphrase does not decrypt the key.
    case wrongPassphrase(PrivateKeyEncryption)
    /// The key is encrypted in a way that is not known here.
    case unsupportedEncryption(PrivateKeyEncryption)
    /// Decryption would take more time or memory than a file may ask for.
    case encryptionTooCostly(PrivateKeyEncryption)
    /// The key is of an algorithm that is not known here.
    case unsupportedAlgorithm(OID)
    /// The algorithm's parameters are not the ones that its standard has.
    case algorithmParameters(OID)
    /// The key is on a curve that is not computed with.
    case unsupportedCurve(OID)
    /// The curve is spelled out instead of named.
    case explicitCurve
    /// Nothing says which curve the key is on.
    case missingCurve
    /// The RSA key has more than two primes.
    case multiplePrimes
    /// The RSA modulus has fewer bits than ``PrivateKey/minimumModulusBitCount``.
    case modulusTooSmall(bitCount: Int)
    /// The public part breaks a rule of its algorithm.
    case publicPart(PublicKey.Flaw)
    /// The secret has another number of bytes than its algorithm calls for.
    case wrongLength
    /// The secret is zero, or not below the bound that its algorithm has.
    case outOfRange
    /// The key contradicts itself: its public part, or its other numbers, are those of another key.
    case inconsistent
  }

  /// Why.
  public let reason: Reason
  /// The block that it is about; `nil` for the whole file.
  public let position: Certificate.Position?
  /// The offset of the element that is refused, from the first byte of the block's contents; `nil` where there is none.
  public let offset: Int?

  package init(_ reason: Reason, at position: Certificate.Position? = nil, offset: Int? = nil) {
    (self.reason, self.position, self.offset) = (reason, position, offset)
  }

  init(_ error: DERError) {
    self.init(.malformed(error.reason), offset: error.offset)
  }

  /// The same, with the block that it is about.
  func located(at position: Certificate.Position?) -> PrivateKeyError {
    PrivateKeyError(reason, at: self.position ?? position, offset: offset)
  }
}

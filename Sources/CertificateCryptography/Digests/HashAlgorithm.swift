/// A hash function of the Secure Hash Standard (FIPS 180-4).
public enum HashAlgorithm: Sendable, Hashable, CaseIterable {
  /// SHA-1 (FIPS 180-4 §6.1): 160 bits; collisions are practical, so no new signature may rest on it.
  case sha1
  /// SHA-224 (FIPS 180-4 §6.3): 224 bits.
  case sha224
  /// SHA-256 (FIPS 180-4 §6.2): 256 bits.
  case sha256
  /// SHA-384 (FIPS 180-4 §6.5): 384 bits.
  case sha384
  /// SHA-512 (FIPS 180-4 §6.4): 512 bits.
  case sha512

  /// How many bytes a digest of this algorithm has.
  public var digestByteCount: Int {
    switch self {
    case .sha1: 20
    case .sha224: 28
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// The name in the standard's spelling, such as `SHA-256`.
  public var name: String {
    switch self {
    case .sha1: "SHA-1"
    case .sha224: "SHA-224"
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    }
  }

  /// The digest of `bytes`, computed in one pass and without an allocation.
  package func digest(of bytes: Span<UInt8>) -> Digest {
    switch self {
    case .sha1:
      var hasher = SHA1()
      hasher.update(bytes)
      return hasher.finalize()
    case .sha224, .sha256:
      var hasher = SHA256(isTruncatedTo224Bits: self == .sha224)
      hasher.update(bytes)
      return hasher.finalize()
    case .sha384, .sha512:
      var hasher = SHA512(isTruncatedTo384Bits: self == .sha384)
      hasher.update(bytes)
      return hasher.finalize()
    }
  }
}

extension HashAlgorithm: CustomStringConvertible {
  /// The name in the standard's spelling.
  public var description: String { name }
}

// The standards tell these functions apart by numbers with a stroke or a dash between them.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

/// A hash function of the Secure Hash Standard (FIPS 180-4) or of its sister SHA-3 (FIPS 202).
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
  /// SHA-512/224 (FIPS 180-4 §6.6): 224 bits.
  case sha512_224
  /// SHA-512/256 (FIPS 180-4 §6.7): 256 bits.
  case sha512_256
  /// SHA3-224 (FIPS 202 §6.1): 224 bits.
  case sha3_224
  /// SHA3-256 (FIPS 202 §6.1): 256 bits.
  case sha3_256
  /// SHA3-384 (FIPS 202 §6.1): 384 bits.
  case sha3_384
  /// SHA3-512 (FIPS 202 §6.1): 512 bits.
  case sha3_512
  /// SHAKE128 with an output of 256 bits, as signatures use it (FIPS 202 §6.2, RFC 8702 §3.1).
  case shake128
  /// SHAKE256 with an output of 512 bits, as signatures use it (FIPS 202 §6.2, RFC 8702 §3.1).
  case shake256

  /// How many bytes a digest of this algorithm has.
  public var digestByteCount: Int {
    switch self {
    case .sha1: 20
    case .sha224, .sha512_224, .sha3_224: 28
    case .sha256, .sha512_256, .sha3_256, .shake128: 32
    case .sha384, .sha3_384: 48
    case .sha512, .sha3_512, .shake256: 64
    }
  }

  /// Whether the output may be as long as one likes.
  package var isExtendable: Bool { self == .shake128 || self == .shake256 }

  /// The name in the standard's spelling, such as `SHA-256`.
  public var name: String {
    switch self {
    case .sha1: "SHA-1"
    case .sha224: "SHA-224"
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    case .sha512_224: "SHA-512/224"
    case .sha512_256: "SHA-512/256"
    case .sha3_224: "SHA3-224"
    case .sha3_256: "SHA3-256"
    case .sha3_384: "SHA3-384"
    case .sha3_512: "SHA3-512"
    case .shake128: "SHAKE128"
    case .shake256: "SHAKE256"
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
    case .sha384, .sha512, .sha512_224, .sha512_256:
      var hasher = SHA512(self)
      hasher.update(bytes)
      return hasher.finalize()
    case .sha3_224, .sha3_256, .sha3_384, .sha3_512, .shake128, .shake256:
      var hasher = SHA3(self)
      hasher.update(bytes)
      return hasher.finalize()
    }
  }
}

extension HashAlgorithm: CustomStringConvertible {
  /// The name in the standard's spelling.
  public var description: String { name }
}

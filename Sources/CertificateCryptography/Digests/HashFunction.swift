/// A hasher for any hash function, which takes a message piece by piece.
package enum HashFunction: Sendable {
  case sha1(SHA1)
  case sha256(SHA256)
  case sha512(SHA512)
  case keccak(SHA3)

  /// Creates a hasher at the start of a message.
  package init(_ algorithm: HashAlgorithm) {
    switch algorithm {
    case .sha1: self = .sha1(SHA1())
    case .sha224, .sha256: self = .sha256(SHA256(isTruncatedTo224Bits: algorithm == .sha224))
    case .sha384, .sha512, .sha512_224, .sha512_256: self = .sha512(SHA512(algorithm))
    case .sha3_224, .sha3_256, .sha3_384, .sha3_512, .shake128, .shake256: self = .keccak(SHA3(algorithm))
    }
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    switch self {
    case .sha1(var hasher):
      hasher.update(bytes)
      self = .sha1(hasher)
    case .sha256(var hasher):
      hasher.update(bytes)
      self = .sha256(hasher)
    case .sha512(var hasher):
      hasher.update(bytes)
      self = .sha512(hasher)
    case .keccak(var hasher):
      hasher.update(bytes)
      self = .keccak(hasher)
    }
  }

  /// Pads the message and returns its digest; the hasher has no further use.
  package mutating func finalize() -> Digest {
    switch self {
    case .sha1(var hasher): hasher.finalize()
    case .sha256(var hasher): hasher.finalize()
    case .sha512(var hasher): hasher.finalize()
    case .keccak(var hasher): hasher.finalize()
    }
  }
}

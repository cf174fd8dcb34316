/// A hasher for SHA-3 (FIPS 202 §6.1), and for the SHAKEs where they are used as hash functions (RFC 8702 §3.1).
package struct SHA3: Sendable {
  private var state: KeccakState
  private let algorithm: HashAlgorithm

  /// Creates a hasher for a function of FIPS 202, and for no other.
  package init(_ algorithm: HashAlgorithm) {
    state = KeccakState(rate: Self.rate(of: algorithm))
    self.algorithm = algorithm
  }

  /// How many bytes a block of the sponge has: 200, less twice the strength in bytes (FIPS 202 §6).
  private static func rate(of algorithm: HashAlgorithm) -> Int {
    switch algorithm {
    case .sha3_224: return 144
    case .sha3_384: return 104
    case .sha3_512: return 72
    case .shake128: return 168
    default:
      precondition(algorithm == .sha3_256 || algorithm == .shake256, "an algorithm of the family of SHA-3")
      return 136
    }
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    state.absorb(bytes)
  }

  /// Pads the message and returns its digest; the hasher has no further use.
  package mutating func finalize() -> Digest {
    // FIPS 202 §6.1 and §6.2: the message is followed by 01 in SHA-3, and by 1111 in a SHAKE.
    state.finish(suffix: algorithm.isExtendable ? 0x1F : 0x06)
    // The longest digest is shorter than the smallest block.
    return Digest(algorithm, words: InlineArray<8, UInt64> { state.lanes[$0].byteSwapped })
  }
}

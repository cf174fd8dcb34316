/// A message authentication code by a hash function and a secret key (RFC 2104).
///
/// The two hashers have taken their first block, which the key makes, so that a code costs what its message costs.
struct HMAC {
  private let inner: HashFunction
  private let outer: HashFunction

  /// Creates the code of a key.
  init(_ algorithm: HashAlgorithm, key: Span<UInt8>) {
    // RFC 2104 §2: a key of more than a block is hashed first, and zeros fill what is left of the block.
    let byteCount = algorithm.blockByteCount
    var block = SecretMemory<UInt8>(count: byteCount)
    if key.count > byteCount {
      let digest = algorithm.digest(of: key)
      for index in 0..<digest.count { block[index] = digest[index] }
    } else {
      for index in key.indices { block[index] = key[index] }
    }
    var (inner, outer) = (HashFunction(algorithm), HashFunction(algorithm))
    for index in 0..<byteCount { block[index] ^= 0x36 }
    block.withSpan { inner.update($0) }
    for index in 0..<byteCount { block[index] ^= 0x36 ^ 0x5C }
    block.withSpan { outer.update($0) }
    (self.inner, self.outer) = (inner, outer)
  }

  /// The code of the message that two parts make.
  func code(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Digest {
    var hasher = inner
    hasher.update(first)
    hasher.update(second)
    return finish(&hasher)
  }

  /// The code of a message.
  func code(_ message: Digest) -> Digest {
    var hasher = inner
    message.withBytes { hasher.update($0) }
    return finish(&hasher)
  }

  private func finish(_ hasher: inout HashFunction) -> Digest {
    let digest = hasher.finalize()
    var last = outer
    digest.withBytes { last.update($0) }
    return last.finalize()
  }
}

extension HashAlgorithm {
  /// B, the bytes that the hash function takes at a time (RFC 2104 §2; FIPS 202 §7 for SHA-3).
  fileprivate var blockByteCount: Int {
    switch self {
    case .sha1, .sha224, .sha256: 64
    case .sha384, .sha512, .sha512_224, .sha512_256: 128
    case .sha3_224: 144
    case .sha3_256, .shake256: 136
    case .sha3_384: 104
    case .sha3_512: 72
    case .shake128: 168
    }
  }
}

/// A message authentication code by a hash function and a secret key (RFC 2104).
///
/// The two hashers have taken their first block, which the key makes, so that a code costs what its message costs. They
/// are as good as the key, and kept in memory that is zeroed when the last copy goes.
package struct HMAC: Sendable {
  /// The two hashers, written once, before any other can see them.
  ///
  /// It is safe: the pointer never leaves, and what it points to is as long there as the storage is.
  @safe
  private final class Storage: @unchecked Sendable {
    private let start: UnsafeMutablePointer<HashFunction>

    init(_ inner: HashFunction, _ outer: HashFunction) {
      unsafe start = .allocate(capacity: 2)
      unsafe start.initialize(to: inner)
      unsafe (start + 1).initialize(to: outer)
    }

    var inner: HashFunction { unsafe start.pointee }
    var outer: HashFunction { unsafe (start + 1).pointee }

    deinit {
      // A hasher is numbers only, which need no end of their own.
      unsafe Wipe.clear(start, byteCount: 2 * MemoryLayout<HashFunction>.stride)
      unsafe start.deallocate()
    }
  }

  private let storage: Storage

  /// Creates the code of a key.
  package init(_ algorithm: HashAlgorithm, key: Span<UInt8>) {
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
    storage = Storage(inner, outer)
  }

  /// The code of a message under a key.
  package static func authenticate(_ algorithm: HashAlgorithm, key: Span<UInt8>, _ message: Span<UInt8>) -> [UInt8] {
    HMAC(algorithm, key: key).code(message).bytes
  }

  /// Whether two codes are the same; all bytes are looked at if both have as many.
  package static func isEqual(_ code: Span<UInt8>, to expected: Span<UInt8>) -> Bool {
    Mask.equality(code, expected) != 0
  }

  /// The code of a message.
  package func code(_ message: Span<UInt8>) -> Digest { code { $0.update(message) } }

  /// The code of the message that two parts make.
  package func code(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Digest {
    code {
      $0.update(first)
      $0.update(second)
    }
  }

  /// The code of a message.
  func code(_ message: Digest) -> Digest {
    message.withBytes { message in code { $0.update(message) } }
  }

  /// The code of the message that `feed` gives to a hasher.
  package func code(feed: (inout HashFunction) -> Void) -> Digest {
    var hasher = storage.inner
    feed(&hasher)
    let digest = hasher.finalize()
    var last = storage.outer
    digest.withBytes { last.update($0) }
    return last.finalize()
  }
}

extension HashAlgorithm {
  /// B, the bytes that the hash function takes at a time (RFC 2104 §2; FIPS 202 §7 for SHA-3).
  var blockByteCount: Int {
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

/// Up to eight RSASSA-PKCS1-v1_5 signatures that are verified together.
///
/// Keys of 2,048 bits with the exponent 65,537 are verified side by side where the processor can (AVX-512 IFMA), each
/// with its own modulus; that takes three quarters of the time. All others are verified one after the other.
package struct RSASignatureBatch: ~Copyable {
  /// How many signatures a batch takes.
  package static let capacity = 8

  /// How many have been appended.
  package private(set) var count = 0
  /// A bit for each signature that is known to be valid.
  private var valid: UInt8 = 0
  #if ROOTWARD_ACCELERATED && arch(x86_64)
    private var lanes = RSALanes()
    /// Which signature is in which lane.
    private var positions = InlineArray<8, Int>(repeating: 0)
    /// The encoded messages of the lanes, 32 limbs each.
    private var expected = InlineArray<256, UInt64>(repeating: 0)
  #endif

  /// Creates an empty batch.
  package init() {}

  /// Appends a signature of the message that `digest` was made of; there are less than ``capacity`` of them.
  package mutating func append(_ signature: Span<UInt8>, of digest: Digest, key: RSAPublicKey) {
    precondition(count < Self.capacity, "the batch has room")
    let position = count
    count += 1
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      if key.fitsLanes {
        appendToLanes(signature, digest, key, position)
        return
      }
    #endif
    if key.isValidPKCS1Signature(signature, of: digest) { valid |= 1 << UInt8(position) }
  }

  /// Verifies the signatures: bit i says whether the one that was appended after i others is valid.
  package mutating func verify() -> UInt8 {
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      lanes.computeVarTime()
      for lane in 0..<lanes.count where lanes.hasPower(lane, expected.span, from: 32 * lane) {
        valid |= 1 << UInt8(positions[lane])
      }
    #endif
    return valid
  }

  #if ROOTWARD_ACCELERATED && arch(x86_64)
    /// The steps of ``RSAPublicKey/isValidPKCS1Signature(_:of:)`` around the power (RFC 8017 §8.2.2).
    private mutating func appendToLanes(
      _ signature: Span<UInt8>, _ digest: Digest, _ key: RSAPublicKey, _ position: Int
    ) {
      // Steps 1, 2a and 2b: what is no representative of the key is no signature, and takes no lane.
      guard signature.count == key.modulusByteCount else { return }
      var limbs = InlineArray<32, UInt64>(repeating: 0)
      var span = limbs.mutableSpan
      BigNumber.load(&span, count: 32, fromBigEndian: signature)
      guard BigNumber.isLessVarTime(limbs.span, key.modulus.limbs.span) else { return }
      // Step 3.
      var message = InlineArray<32, UInt64>(repeating: 0)
      var messageSpan = message.mutableSpan
      guard EMSAPKCS1.encode(digest, byteCount: key.modulusByteCount, into: &messageSpan, limbCount: 32) else { return }
      let lane = lanes.count
      for index in 0..<32 { expected[32 * lane + index] = message[index] }
      positions[lane] = position
      if let kernelKey = key.kernelKey, kernelKey.kernel == RSALanes.kernel {
        lanes.append(limbs.span, modulus: key.modulus.limbs.span, key: kernelKey.words.span)
      } else {
        lanes.append(limbs.span, modulus: key.modulus.limbs.span, key: nil)
      }
    }
  #endif
}

#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension RSAPublicKey {
    /// Whether a power of the key can be computed in a lane.
    fileprivate var fitsLanes: Bool {
      modulus.limbCount == 32 && exponent == RSAKernel.exponent && RSALanes.kernel.isAvailable
    }
  }
#endif

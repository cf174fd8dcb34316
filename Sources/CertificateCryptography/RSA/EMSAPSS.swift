/// The encoding of a digest for a signature with salt, EMSA-PSS (RFC 8017 §9.1).
struct EMSAPSS {
  /// The digest that H must be made of.
  let digest: Digest
  /// The digest of the mask.
  let maskHash: HashAlgorithm
  /// How many bytes of salt there are: sLen.
  let saltByteCount: Int

  /// Whether the number in `limbs` encodes the digest for a modulus of `modulusBitCount` bits (§9.1.2).
  ///
  /// `limbs` has at least the limbs of the modulus, and holds a number below it, which is overwritten. Positions count
  /// from the lowest byte: the trailer `BC` is at 0, H at 1, and DB begins above it.
  func isEncoded(in limbs: inout MutableSpan<UInt64>, modulusBitCount: Int) -> Bool {
    let bitCount = modulusBitCount - 1
    let byteCount = (bitCount + 7) / 8
    let hashByteCount = digest.count
    precondition(limbs.count * 8 >= (modulusBitCount + 7) / 8, "the limbs hold a number below the modulus")
    // §8.1.2 step 2c: where the encoded message has a byte less than the modulus, the highest byte is zero.
    if byteCount * 8 == bitCount, limbs.byte(at: byteCount) != 0 { return false }
    // Step 3.
    guard saltByteCount >= 0, saltByteCount <= byteCount - hashByteCount - 2 else { return false }
    // Step 4.
    guard limbs.byte(at: 0) == 0xBC else { return false }
    // Step 6: the highest bits of maskedDB are zero.
    let unusedBitCount = UInt8(truncatingIfNeeded: 8 * byteCount - bitCount)
    let usedBits: UInt8 = 0xFF >> unusedBitCount
    guard limbs.byte(at: byteCount - 1) & ~usedBits == 0 else { return false }
    // Step 5.
    var hash = InlineArray<64, UInt8>(repeating: 0)
    for index in 0..<hashByteCount { hash[index] = limbs.byte(at: hashByteCount - index) }
    // Steps 7 to 9.
    removeMask(hash.span.extracting(0..<hashByteCount), from: &limbs, at: byteCount - 1, to: hashByteCount + 1)
    limbs.setByte(at: byteCount - 1, to: limbs.byte(at: byteCount - 1) & usedBits)
    // Step 10: zeros, and the 1 in front of the salt.
    let saltEnd = hashByteCount + 1 + saltByteCount
    guard limbs.byte(at: saltEnd) == 0x01 else { return false }
    for position in saltEnd + 1..<byteCount where limbs.byte(at: position) != 0 { return false }
    // Steps 11 to 14: M' is eight zeros, the digest and the salt.
    var function = HashFunction(digest.algorithm)
    let zeros = InlineArray<8, UInt8>(repeating: 0)
    function.update(zeros.span)
    digest.withBytes { function.update($0) }
    var position = saltEnd
    while position > hashByteCount + 1 {
      var piece = InlineArray<64, UInt8>(repeating: 0)
      let count = min(64, position - hashByteCount - 1)
      for index in 0..<count { piece[index] = limbs.byte(at: position - 1 - index) }
      function.update(piece.span.extracting(0..<count))
      position -= count
    }
    let expected = function.finalize()
    for index in 0..<hashByteCount where expected[index] != hash[index] { return false }
    return true
  }

  /// Takes the mask that `seed` makes off the bytes from position `first` down to `last` (step 8).
  private func removeMask(_ seed: Span<UInt8>, from limbs: inout MutableSpan<UInt64>, at first: Int, to last: Int) {
    var mask = MaskGenerator(maskHash, seed: seed)
    var position = first
    while position >= last {
      let piece = mask.next()
      let count = min(piece.count, position - last + 1)
      for index in 0..<count {
        limbs.setByte(at: position - index, to: limbs.byte(at: position - index) ^ piece[index])
      }
      position -= count
    }
  }
}

/// The mask generation function of RSASSA-PSS, piece by piece: MGF1 (RFC 8017 §B.2.1), or a SHAKE.
private enum MaskGenerator {
  case counting(HashFunction, counter: UInt32)
  case extendable(SHAKE, HashAlgorithm)

  init(_ algorithm: HashAlgorithm, seed: Span<UInt8>) {
    switch algorithm {
    // RFC 8692 §3: a SHAKE takes the seed, and its output is the mask.
    case .shake128, .shake256:
      var function = algorithm == .shake128 ? SHAKE.shake128 : SHAKE.shake256
      function.update(seed)
      self = .extendable(function, algorithm)
    default:
      var function = HashFunction(algorithm)
      function.update(seed)
      self = .counting(function, counter: 0)
    }
  }

  /// The next bytes of the mask.
  mutating func next() -> Digest {
    switch self {
    case .counting(let seeded, let counter):
      // Step 3: the hash of the seed and the counter in four bytes. No mask is long enough for it to overflow.
      var function = seeded
      let bytes = InlineArray<4, UInt8> {
        UInt8(truncatingIfNeeded: counter &>> UInt32(truncatingIfNeeded: 24 - 8 * $0))
      }
      function.update(bytes.span)
      self = .counting(seeded, counter: counter &+ 1)
      return function.finalize()
    case .extendable(var function, let algorithm):
      var words = InlineArray<8, UInt64>(repeating: 0)
      for index in 0..<algorithm.digestByteCount / 8 {
        var bytes = InlineArray<8, UInt8>(repeating: 0)
        var output = bytes.mutableSpan
        function.read(into: &output)
        for position in 0..<8 { words[index] = words[index] << 8 | UInt64(bytes[position]) }
      }
      self = .extendable(function, algorithm)
      return Digest(algorithm, words: words)
    }
  }
}

/// An ML-DSA private key in its expanded form, and the public key that it makes (FIPS 204 §5.1).
///
/// Rejection sampling takes a time that depends on the candidates that are refused, as everywhere in the standard: they are
/// independent of those that are kept. Nothing else takes notice of a secret.
package struct MLDSAPrivateKey: Sendable {
  /// The public key, computed from the secret.
  package let publicKey: MLDSAPublicKey
  /// ρ, K, tr, s1, s2 and t0 (algorithm 24, skEncode).
  let expandedKey: SecretBytes

  /// How many bytes a seed has.
  package static let seedByteCount = 32

  /// Makes the key of a seed, ξ (algorithm 6, ML-DSA.KeyGen_internal).
  package init(parameterSet set: MLDSAPublicKey.ParameterSet, seed: SecretBytes) throws(SecretKeyError) {
    guard seed.count == Self.seedByteCount else { throw .wrongLength }
    (expandedKey, publicKey) = try seed.withBytes { seed throws(SecretKeyError) in try Self.make(set, seed) }
    Wipe.stack()
  }

  /// Takes an expanded key (algorithm 25, skDecode), whose t0 and tr must be those that s1 and s2 make.
  package init(parameterSet set: MLDSAPublicKey.ParameterSet, expandedKey given: SecretBytes) throws(SecretKeyError) {
    guard given.count == set.expandedKeyByteCount else { throw .wrongLength }
    let made = try given.withBytes { bytes throws(SecretKeyError) in
      // Algorithm 25: the coefficients of s1 and s2 are to be checked if the key is not one's own.
      guard let small = SmallCoefficients(expandedKey: bytes, set) else { throw .outOfRange }
      return try Self.expand(set, bytes.extracting(0..<32), bytes.extracting(32..<64), small)
    }
    Wipe.stack()
    guard made.expandedKey.isEqual(to: given) else { throw .inconsistent }
    (expandedKey, publicKey) = made
  }

  /// Whether `other` is the expanded form of this key.
  package func hasExpandedKey(_ other: SecretBytes) -> Bool { expandedKey.isEqual(to: other) }

  @inline(never)
  private static func make(
    _ set: MLDSAPublicKey.ParameterSet, _ seed: Span<UInt8>
  ) throws(SecretKeyError) -> (expandedKey: SecretBytes, publicKey: MLDSAPublicKey) {
    // Step 1: ρ, ρ' and K are 128 bytes of H(ξ ‖ k ‖ ℓ).
    var function = SHAKE.shake256
    function.update(seed)
    function.update(UInt8(truncatingIfNeeded: set.rowCount))
    function.update(UInt8(truncatingIfNeeded: set.columnCount))
    var expansion = InlineArray<128, UInt8>(repeating: 0)
    var output = expansion.mutableSpan
    function.read(into: &output)
    let bytes = expansion.span
    let small = SmallCoefficients(sampledFrom: bytes.extracting(32..<96), set)
    return try expand(set, bytes.extracting(0..<32), bytes.extracting(96..<128), small)
  }

  /// Steps 3 to 10 of algorithm 6: everything that ρ, K, s1 and s2 make.
  @inline(never)
  private static func expand(
    _ set: MLDSAPublicKey.ParameterSet, _ matrixSeed: Span<UInt8>, _ signingSeed: Span<UInt8>,
    _ small: borrowing SmallCoefficients
  ) throws(SecretKeyError) -> (expandedKey: SecretBytes, publicKey: MLDSAPublicKey) {
    let (rowCount, columnCount) = (set.rowCount, set.columnCount)
    var transformed = SecretMemory<UInt32>(count: 256 * columnCount)
    for column in 0..<columnCount {
      var element = small.element(column)
      element.transform()
      for index in 0..<256 { transformed[256 * column + index] = element.coefficients[index] }
    }
    var encoding = [UInt8](repeating: 0, count: set.keyByteCount)
    var encodingSpan = encoding.mutableSpan
    for index in 0..<32 { encodingSpan[index] = matrixSeed[index] }
    var publicKey: MLDSAPublicKey?
    let expandedKey = try SecretBytes(count: set.expandedKeyByteCount) { key throws(SecretKeyError) in
      for row in 0..<rowCount {
        // Step 5: t = NTT⁻¹(Â ∘ NTT(s1)) + s2.
        let sum = rowOfProduct(row, columnCount, matrixSeed, transformed)
        let error = small.element(columnCount + row)
        var (high, low) = (InlineArray<256, UInt32>(repeating: 0), InlineArray<256, UInt32>(repeating: 0))
        for index in 0..<256 {
          let t = RingElement.normalizeSecret(sum.coefficients[index] &+ error.coefficients[index])
          // Step 6, Power2Round (algorithm 35) with d = 13: t = t1 · 2^13 + t0, where -2^12 < t0 <= 2^12.
          high[index] = (t &+ 4095) &>> 13
          // BitPack writes 2^12 - t0.
          low[index] = high[index] &<< 13 &+ 4096 &- t
        }
        BitPacking.pack(high.span, bitCount: 10, into: &encodingSpan, at: 32 + 320 * row)
        BitPacking.pack(low.span, bitCount: 13, into: &key, at: set.lowPartStart + 416 * row)
      }
      // Step 9: tr = H(pk, 64), and step 10.
      guard let made = try? MLDSAPublicKey(parameterSet: set, bytes: encodingSpan.span) else { throw .wrongLength }
      let hash = made.hash
      for index in 0..<32 { key[index] = matrixSeed[index] }
      for index in 0..<32 { key[32 + index] = signingSeed[index] }
      for index in 0..<64 { key[64 + index] = hash[index] }
      small.pack(into: &key, set)
      publicKey = made
    }
    guard let publicKey else { throw .inconsistent }
    return (expandedKey, publicKey)
  }

  /// A row of Â ∘ NTT(s1), transformed back, below q.
  @inline(never)
  private static func rowOfProduct(
    _ row: Int, _ columnCount: Int, _ matrixSeed: Span<UInt8>, _ transformed: borrowing SecretMemory<UInt32>
  ) -> RingElement {
    // Transformed elements are below 18q, those of the matrix below q: the sum of up to seven products is below 126q².
    var sums = InlineArray<256, UInt64>(repeating: 0)
    for column in 0..<columnCount {
      let entry = RingElement(matrixEntryOf: matrixSeed, row: row, column: column)
      for index in 0..<256 {
        sums[index] &+= UInt64(entry.coefficients[index]) &* UInt64(transformed[256 * column + index])
      }
    }
    var result = RingElement()
    // The reduction divides by 2^32, which the way back undoes.
    for index in 0..<256 { result.coefficients[index] = RingElement.reduce(sums[index]) }
    result.transformSecretBack()
    return result
  }
}

extension MLDSAPublicKey.ParameterSet {
  /// η, the bound of the coefficients of s1 and s2.
  var smallBound: UInt32 { self == .mlDSA65 ? 4 : 2 }

  /// The bits of a coefficient of s1 or s2.
  var smallBitCount: Int { self == .mlDSA65 ? 4 : 3 }

  /// Where t0 begins in an expanded key, behind ρ, K, tr, s1 and s2.
  var lowPartStart: Int { 128 + 32 * smallBitCount * (rowCount + columnCount) }

  /// How many bytes an expanded key has (FIPS 204 §4, table 2).
  package var expandedKeyByteCount: Int { lowPartStart + 416 * rowCount }
}

/// An ML-DSA public key, ready to verify signatures (FIPS 204).
package struct MLDSAPublicKey: Sendable {
  /// The parameter set.
  package let parameterSet: ParameterSet
  /// ρ and the encoding of t1 (algorithm 22, pkEncode).
  let encoding: [UInt8]
  /// What repeated verifications need not compute again, if the key is prepared.
  let preparation: Preparation?

  /// Reads a key (FIPS 204 algorithm 23, pkDecode): bytes of the right number are always one.
  package init(parameterSet: ParameterSet, bytes: Span<UInt8>) throws(MLDSAKeyError) {
    guard bytes.count == parameterSet.keyByteCount else { throw MLDSAKeyError(.wrongLength(bytes: bytes.count)) }
    self.parameterSet = parameterSet
    var encoding: [UInt8] = []
    encoding.reserveCapacity(bytes.count)
    for index in bytes.indices { encoding.append(bytes[index]) }
    self.encoding = encoding
    preparation = nil
  }

  private init(preparing key: MLDSAPublicKey) {
    parameterSet = key.parameterSet
    encoding = key.encoding
    preparation = Preparation(key)
  }

  /// The same key with its matrix expanded, which is the greater part of a verification.
  ///
  /// It takes less time than one verification, and ``preparedByteCount`` bytes.
  package func prepared() -> MLDSAPublicKey {
    preparation == nil ? MLDSAPublicKey(preparing: self) : self
  }

  /// How many bytes the matrix of a prepared key takes; 0 for a key that is not prepared.
  package var preparedByteCount: Int { 4 * (preparation?.matrix.count ?? 0) }

  /// What a verification costs, in units of one with RSA at 2,048 bits and the exponent 65,537.
  package var verificationCost: Int {
    switch parameterSet {
    case .mlDSA44: 3
    case .mlDSA65: 5
    case .mlDSA87: 8
    }
  }

  /// ρ, the seed of the matrix A.
  static let seedByteCount = 32
}

extension MLDSAPublicKey: Hashable {
  /// Whether both keys have the same bytes, prepared or not.
  package static func == (left: MLDSAPublicKey, right: MLDSAPublicKey) -> Bool {
    left.encoding == right.encoding
  }

  /// Feeds the bytes to `hasher`.
  package func hash(into hasher: inout Hasher) { hasher.combine(encoding) }
}

extension MLDSAPublicKey {
  /// What depends on the key alone.
  struct Preparation: Sendable {
    /// Â, row by row, 256 coefficients an entry, below q.
    let matrix: [UInt32]
    /// tr, the hash of the key.
    let keyHash: InlineArray<64, UInt8>

    init(_ key: MLDSAPublicKey) {
      let (rowCount, columnCount) = (key.parameterSet.rowCount, key.parameterSet.columnCount)
      var matrix: [UInt32] = []
      matrix.reserveCapacity(256 * rowCount * columnCount)
      for row in 0..<rowCount {
        for column in 0..<columnCount {
          let entry = RingElement(matrixEntryOf: key.encoding.span, row: row, column: column)
          let coefficients = entry.coefficients.span
          for index in 0..<256 { matrix.append(coefficients[index]) }
        }
      }
      self.matrix = matrix
      keyHash = key.hash
    }
  }

  /// tr = H(pk, 64) (algorithm 8, step 6).
  var hash: InlineArray<64, UInt8> {
    var function = SHAKE.shake256
    function.update(encoding.span)
    var hash = InlineArray<64, UInt8>(repeating: 0)
    var output = hash.mutableSpan
    function.read(into: &output)
    return hash
  }
}

extension MLDSAPublicKey {
  /// A parameter set of FIPS 204 §4, table 1.
  package enum ParameterSet: Sendable, Hashable, CaseIterable {
    case mlDSA44
    case mlDSA65
    case mlDSA87

    /// The number in the set's name.
    package var number: Int {
      switch self {
      case .mlDSA44: 44
      case .mlDSA65: 65
      case .mlDSA87: 87
      }
    }

    /// How many bytes a public key has (table 2): ρ, and ten bits for each coefficient of t1.
    package var keyByteCount: Int { 32 + 320 * rowCount }

    /// How many bytes a signature has (table 2): c̃, z and the hint.
    package var signatureByteCount: Int { commitmentByteCount + 32 * maskBitCount * columnCount + hintByteCount }

    /// k, the rows of the matrix A.
    var rowCount: Int {
      switch self {
      case .mlDSA44: 4
      case .mlDSA65: 6
      case .mlDSA87: 8
      }
    }

    /// ℓ, the columns of the matrix A.
    var columnCount: Int {
      switch self {
      case .mlDSA44: 4
      case .mlDSA65: 5
      case .mlDSA87: 7
      }
    }

    /// λ / 4, the bytes of the commitment hash c̃.
    var commitmentByteCount: Int {
      switch self {
      case .mlDSA44: 32
      case .mlDSA65: 48
      case .mlDSA87: 64
      }
    }

    /// τ, the coefficients ±1 in the challenge c.
    var challengeWeight: Int {
      switch self {
      case .mlDSA44: 39
      case .mlDSA65: 49
      case .mlDSA87: 60
      }
    }

    /// 1 + log2 γ1, the bits of a coefficient of z.
    var maskBitCount: Int { self == .mlDSA44 ? 18 : 20 }

    /// γ1, which bounds the coefficients of the mask y.
    var maskBound: UInt32 { 1 << (UInt32(truncatingIfNeeded: maskBitCount) - 1) }

    /// γ1 − β, which every coefficient of z is below in absolute value; β is τ · η.
    var responseBound: UInt32 {
      let eta: UInt32 = self == .mlDSA65 ? 4 : 2
      return maskBound - UInt32(truncatingIfNeeded: challengeWeight) * eta
    }

    /// γ2, the range of the low-order part in a decomposition.
    var lowOrderRange: UInt32 { self == .mlDSA44 ? 95_232 : 261_888 }

    /// ω, the most ones in the hint h.
    var hintWeight: Int {
      switch self {
      case .mlDSA44: 80
      case .mlDSA65: 55
      case .mlDSA87: 75
      }
    }

    /// ω + k, the bytes of the hint.
    var hintByteCount: Int { hintWeight + rowCount }
  }
}

/// An ECDSA public key on one of the prime curves P-256, P-384 and P-521, ready to verify signatures (FIPS 186-5 §6).
///
/// The curves are those of SP 800-186 §3.2.1. A key is given as an encoded point (SEC 1 §2.3.4; RFC 5480 §2.2), plain or
/// compressed.
package struct ECDSAPublicKey: Sendable {
  /// A curve that keys are on.
  package enum Curve: Sendable, Hashable, CaseIterable {
    /// P-256, also called secp256r1 and prime256v1 (SP 800-186 §3.2.1.3).
    case p256
    /// P-384, also called secp384r1 (SP 800-186 §3.2.1.4).
    case p384
    /// P-521, also called secp521r1 (SP 800-186 §3.2.1.5).
    case p521
  }

  /// The key, by its curve.
  private enum Storage: Sendable {
    case p256(WeierstrassKey<P256>)
    case p384(WeierstrassKey<P384>)
    case p521(WeierstrassKey<P521>)
  }

  private let storage: Storage

  /// Reads a key, `point`: 04 and both coordinates, or 02 or 03 and x.
  package init(curve: Curve, point: Span<UInt8>) throws(ECDSAKeyError) {
    switch curve {
    case .p256: storage = .p256(try WeierstrassKey(point))
    case .p384: storage = .p384(try WeierstrassKey(point))
    case .p521: storage = .p521(try WeierstrassKey(point))
    }
  }

  private init(_ storage: Storage) {
    self.storage = storage
  }

  /// The curve that the key is on.
  package var curve: Curve {
    switch storage {
    case .p256: .p256
    case .p384: .p384
    case .p521: .p521
    }
  }

  /// Whether (`r`, `s`) is a signature of the message that `digest` was made of (FIPS 186-5 §6.4.2).
  ///
  /// Both halves are big-endian magnitudes, of any length and with any number of leading zeros. A digest of any length will
  /// do: of one that is longer than the curve's order, the leftmost bits count.
  package func isValidSignature(r: Span<UInt8>, s: Span<UInt8>, of digest: Digest) -> Bool {
    digest.withBytes { digest in
      switch storage {
      case .p256(let key): key.isValidSignatureVarTime(r: r, s: s, digest: digest)
      case .p384(let key): key.isValidSignatureVarTime(r: r, s: s, digest: digest)
      case .p521(let key): key.isValidSignatureVarTime(r: r, s: s, digest: digest)
      }
    }
  }

  /// The same key with a table of its multiples, which makes each verification several times as fast.
  ///
  /// The table takes as long as a few verifications and ``preparedByteCount`` bytes.
  package func prepared() -> ECDSAPublicKey {
    guard preparedByteCount == 0 else { return self }
    return switch storage {
    case .p256(let key): ECDSAPublicKey(.p256(WeierstrassKey(key.point, isPrepared: true)))
    case .p384(let key): ECDSAPublicKey(.p384(WeierstrassKey(key.point, isPrepared: true)))
    case .p521(let key): ECDSAPublicKey(.p521(WeierstrassKey(key.point, isPrepared: true)))
    }
  }

  /// How many bytes the table of a prepared key takes; 0 for a key that is not prepared.
  package var preparedByteCount: Int {
    switch storage {
    case .p256(let key): key.table?.byteCount ?? 0
    case .p384(let key): key.table?.byteCount ?? 0
    case .p521(let key): key.table?.byteCount ?? 0
    }
  }

  /// What a verification costs, in units of one with RSA at 2,048 bits and the exponent 65,537, prepared or not.
  package var verificationCost: Int {
    switch storage {
    case .p256: 3
    case .p384: 10
    case .p521: 18
    }
  }
}

extension ECDSAPublicKey: Hashable {
  /// Whether both keys are the same point of the same curve, however encoded, and prepared or not.
  package static func == (left: ECDSAPublicKey, right: ECDSAPublicKey) -> Bool {
    switch (left.storage, right.storage) {
    case (.p256(let left), .p256(let right)): left.point == right.point
    case (.p384(let left), .p384(let right)): left.point == right.point
    case (.p521(let left), .p521(let right)): left.point == right.point
    default: false
    }
  }

  /// Feeds the curve and the point to `hasher`.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(curve)
    switch storage {
    case .p256(let key): key.point.hash(into: &hasher)
    case .p384(let key): key.point.hash(into: &hasher)
    case .p521(let key): key.point.hash(into: &hasher)
    }
  }
}

extension AffinePoint {
  /// Feeds the least values of the coordinates to `hasher`.
  fileprivate func hash(into hasher: inout Hasher) {
    let (x, y) = (x.integer, y.integer)
    for index in 0..<CurveInteger.limbCount {
      hasher.combine(x.limbs[index])
      hasher.combine(y.limbs[index])
    }
  }
}

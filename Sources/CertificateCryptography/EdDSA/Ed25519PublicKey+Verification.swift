extension Ed25519PublicKey {
  /// L = 2^252 + 27742317777372353535851937790883648493 (RFC 8032 §5.1).
  static var order: GroupOrder<4> {
    GroupOrder(
      limbs: [0x5812_631A_5CF5_D3ED, 0x14DE_F9DE_A2F7_9CD6, 0x0000_0000_0000_0000, 0x1000_0000_0000_0000],
      exponent: 252)
  }

  /// 8 · L, which the order of each point of the curve divides.
  static var multipleOfOrder: InlineArray<4, UInt64> {
    [0xC093_18D2_E7AE_9F68, 0xA6F7_CEF5_17BC_E6B2, 0x0000_0000_0000_0000, 0x8000_0000_0000_0000]
  }

  /// Whether `signature` is an Ed25519 signature of `message` (RFC 8032 §5.1.7), by the rule that the type documents.
  package func isValidSignature(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    guard signature.count == Self.signatureByteCount else { return false }
    let commitment = signature.extracting(0..<32)
    // Step 1: S is below L.
    let s = InlineArray<4, UInt64> { signature.littleEndianWord(at: 32 + 8 * $0) }
    guard Self.order.isAboveVarTime(s) else { return false }
    // Step 2: k is the digest of R, A and the message, a little-endian number.
    var hasher = SHA512()
    hasher.update(commitment)
    hasher.update(encoding.span)
    hasher.update(message)
    let digest = hasher.finalize()
    let k = digest.withBytes { bytes in
      let words = InlineArray<8, UInt64> { bytes.littleEndianWord(at: 8 * $0) }
      return Self.order.remainderVarTime(of: words.span)
    }
    // Step 3.
    let equation = EdwardsEquation<Edwards25519Point, 4, 256>(s: s, k: k, order: Self.order)
    if let negatedPointTable {
      // R is compared as it was sent: only the encoding of the expected point will do.
      return equation.expectedCommitmentVarTime(negatedKeyTable: negatedPointTable).hasEncoding(commitment)
    }
    // Step 1, the rest of it: R is decoded. What is the encoding of a point is the only one of that point, so that an R
    // for which the equation holds is the encoding of [S]B - [k]A; and what is none cannot be that.
    guard let point = try? Edwards25519Point(encoding: commitment) else { return false }
    return equation.holdsVarTime(
      negatedKey: negatedPoint, negatedCommitment: point.negated, multipleOfOrder: Self.multipleOfOrder)
  }
}

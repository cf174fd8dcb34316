extension Ed448PublicKey {
  /// L = 2^446 - 13818066809895115352007386748515426880336692474882178609894547503885 (RFC 8032 §5.2).
  static var order: GroupOrder<7> {
    GroupOrder(
      limbs: [
        0x2378_C292_AB58_44F3, 0x216C_C272_8DC5_8F55, 0xC44E_DB49_AED6_3690, 0xFFFF_FFFF_7CCA_23E9,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0x3FFF_FFFF_FFFF_FFFF,
      ],
      exponent: 446)
  }

  /// 4 · L, which the order of each point of the curve divides.
  static var multipleOfOrder: InlineArray<7, UInt64> {
    [
      0x8DE3_0A4A_AD61_13CC, 0x85B3_09CA_3716_3D54, 0x113B_6D26_BB58_DA40, 0xFFFF_FFFD_F328_8FA7,
      0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
    ]
  }

  /// Whether `signature` is an Ed448 signature of `message` (RFC 8032 §5.2.7), by the rule that the type documents.
  package func isValidSignature(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    guard signature.count == Self.signatureByteCount else { return false }
    let commitment = signature.extracting(0..<57)
    // Step 1: S is below L. Its last byte has nothing of a number below L.
    let s = InlineArray<7, UInt64> { signature.littleEndianWord(at: 57 + 8 * $0) }
    guard signature[113] == 0, Self.order.isAboveVarTime(s) else { return false }
    // Step 2: k is 114 bytes of SHAKE256, a little-endian number, from dom4(0, "") (§2: the name of the scheme, the octet
    // 0 of the pure one, and the length of the context), R, A and the message.
    var function = SHAKE.shake256
    let domain: InlineArray<10, UInt8> = [0x53, 0x69, 0x67, 0x45, 0x64, 0x34, 0x34, 0x38, 0, 0]
    function.update(domain.span)
    function.update(commitment)
    function.update(encoding.span)
    function.update(message)
    // 114 bytes are fourteen lanes of the first block of output, and two bytes.
    let lanes = function.firstLanes()
    let output = InlineArray<15, UInt64> { $0 < 14 ? lanes[$0] : lanes[$0] & 0xFFFF }
    let k = Self.order.remainderVarTime(of: output.span)
    // Step 3.
    let equation = EdwardsEquation<Edwards448Point, 7, 448>(s: s, k: k, order: Self.order)
    if let negatedPointTable {
      // R is compared as it was sent: only the encoding of the expected point will do.
      return equation.expectedCommitmentVarTime(negatedKeyTable: negatedPointTable).hasEncoding(commitment)
    }
    // Step 1, the rest of it: R is decoded. What is the encoding of a point is the only one of that point, so that an R
    // for which the equation holds is the encoding of [S]B - [k]A; and what is none cannot be that.
    guard let point = try? Edwards448Point(encoding: commitment) else { return false }
    return equation.holdsVarTime(
      negatedKey: negatedPoint, negatedCommitment: point.negated, multipleOfOrder: Self.multipleOfOrder)
  }
}

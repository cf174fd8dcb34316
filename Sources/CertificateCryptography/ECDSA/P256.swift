/// The curve P-256 (SP 800-186 §3.2.1.3).
enum P256: WeierstrassCurve {
  typealias Field = FieldP256
  typealias Order = MontgomeryOrder<4>

  static var coordinateByteCount: Int { 32 }

  // In Montgomery's form, as all elements are.
  static var b: FieldP256 {
    FieldP256(
      l0: 0xD89C_DF62_29C4_BDDF, l1: 0xACF0_05CD_7884_3090, l2: 0xE5A2_20AB_F721_2ED6, l3: 0xDC30_061D_0487_4834)
  }
  static var base: AffinePoint<FieldP256> {
    AffinePoint(
      x: FieldP256(
        l0: 0x79E7_30D4_18A9_143C, l1: 0x75BA_95FC_5FED_B601, l2: 0x79FB_732B_7762_2510, l3: 0x1890_5F76_A537_55C6),
      y: FieldP256(
        l0: 0xDDF2_5357_CE95_560A, l1: 0x8B4A_B8E4_BA19_E45C, l2: 0xD2E8_8688_DD21_F325, l3: 0x8571_FF18_2588_5D85))
  }
  static var order: MontgomeryOrder<4> {
    MontgomeryOrder(
      limbs: [0xF3B9_CAC2_FC63_2551, 0xBCE6_FAAD_A717_9E84, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_0000_0000],
      bitCount: 256, negatedInverse: 0xCCD1_C8AA_EE00_BC4F,
      squaredRadix: [0x8324_4C95_BE79_EEA2, 0x4699_799C_49BD_6FA6, 0x2845_B239_2B6B_EC59, 0x66E1_2D94_F3D9_5620])
  }

  static var tableShape: PointTableShape { PointTableShape(rowCount: 13, stride: 20) }
  static var keyTableWidth: Int { 7 }
  static let baseTable = PointTable<FieldP256>(base, shape: tableShape, width: 8)
  static let baseComb = BaseComb<P256>()
}

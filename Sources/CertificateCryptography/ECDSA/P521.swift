/// The curve P-521 (SP 800-186 §3.2.1.5).
enum P521: WeierstrassCurve {
  typealias Field = FieldP521
  typealias Order = MontgomeryOrder<9>

  static var coordinateByteCount: Int { 66 }

  static var b: FieldP521 {
    FieldP521(
      l0: 0x0345_1FD4_6B50_3F00, l1: 0x00F7_E20F_4B0D_3C7B, l2: 0x000B_D3BB_1BF0_7357, l3: 0x0147_B1FA_4DEC_594B,
      l4: 0x018E_F109_E156_1939, l5: 0x026C_C57C_EE2D_2264, l6: 0x0054_0EEA_2DA7_25B9, l7: 0x0268_7E4A_6886_82DA,
      l8: 0x0051_953E_B961_8E1C)
  }
  static var base: AffinePoint<FieldP521> {
    AffinePoint(
      x: FieldP521(
        l0: 0x017E_7E31_C2E5_BD66, l1: 0x022C_F061_5A90_A6FE, l2: 0x0012_7A2F_FA8D_E334, l3: 0x01DF_BF9D_64A3_F877,
        l4: 0x006B_4D3D_BAA1_4B5E, l5: 0x014F_ED48_7E0A_2BD8, l6: 0x015B_4429_C648_1390, l7: 0x03A7_3678_FB2D_988E,
        l8: 0x00C6_858E_06B7_0404),
      y: FieldP521(
        l0: 0x00BE_9476_9FD1_6650, l1: 0x031C_21A8_9CB0_9022, l2: 0x0390_13FA_D076_1353, l3: 0x0265_7BD0_9903_1542,
        l4: 0x0327_3E66_2C97_EE72, l5: 0x01E6_D11A_05EB_EF45, l6: 0x03D1_BD99_8F54_4495, l7: 0x0300_1172_297E_D0B1,
        l8: 0x0118_3929_6A78_9A3B))
  }
  static var order: MontgomeryOrder<9> {
    MontgomeryOrder(
      limbs: [
        0xBB6F_B71E_9138_6409, 0x3BB5_C9B8_899C_47AE, 0x7FCC_0148_F709_A5D0, 0x5186_8783_BF2F_966B,
        0xFFFF_FFFF_FFFF_FFFA, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
        0x0000_0000_0000_01FF,
      ],
      bitCount: 521, negatedInverse: 0x1D2F_5CCD_79A9_95C7,
      squaredRadix: [
        0x137C_D04D_CF15_DD04, 0xF707_BADC_E554_7EA3, 0x12A7_8D38_7945_73FF, 0xD372_1EF5_57F7_5E06,
        0xDD6E_23D8_2E49_C7DB, 0xCFF3_D142_B775_6E3E, 0x5BCC_6D61_A8E5_67BC, 0x2D8E_03D1_492D_0D45,
        0x0000_0000_0000_003D,
      ])
  }

  static var tableShape: PointTableShape { PointTableShape(rowCount: 14, stride: 38) }
  static var keyTableWidth: Int { 6 }
  static let baseTable = PointTable<FieldP521>(base, shape: tableShape, width: 7)
  static let baseComb = BaseComb<P521>()
}

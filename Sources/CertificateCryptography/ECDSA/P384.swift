/// The curve P-384 (SP 800-186 §3.2.1.4).
enum P384: WeierstrassCurve {
  typealias Field = FieldP384
  typealias Order = MontgomeryOrder<6>

  static var coordinateByteCount: Int { 48 }

  // In Montgomery's form, as all elements are.
  static var b: FieldP384 {
    FieldP384(
      l0: 0x0811_8871_9D41_2DCC, l1: 0xF729_ADD8_7A4C_32EC, l2: 0x77F2_209B_1920_022E, l3: 0xE337_4BEE_9493_8AE2,
      l4: 0xB62B_21F4_1F02_2094, l5: 0xCD08_114B_604F_BFF9)
  }
  static var base: AffinePoint<FieldP384> {
    AffinePoint(
      x: FieldP384(
        l0: 0x3DD0_7566_49C0_B528, l1: 0x20E3_78E2_A0D6_CE38, l2: 0x879C_3AFC_541B_4D6E, l3: 0x6454_8684_59A3_0EFF,
        l4: 0x812F_F723_614E_DE2B, l5: 0x4D3A_ADC2_299E_1513),
      y: FieldP384(
        l0: 0x2304_3DAD_4B03_A4FE, l1: 0xA1BF_A8BF_7BB4_A9AC, l2: 0x8BAD_E756_2E83_B050, l3: 0xC6C3_5219_68F4_FFD9,
        l4: 0xDD80_0226_3969_A840, l5: 0x2B78_ABC2_5A15_C5E9))
  }
  static var order: MontgomeryOrder<6> {
    MontgomeryOrder(
      limbs: [
        0xECEC_196A_CCC5_2973, 0x581A_0DB2_48B0_A77A, 0xC763_4D81_F437_2DDF, 0xFFFF_FFFF_FFFF_FFFF,
        0xFFFF_FFFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF_FFFF,
      ],
      bitCount: 384, negatedInverse: 0x6ED4_6089_E88F_DC45,
      squaredRadix: [
        0x2D31_9B24_19B4_09A9, 0xFF3D_81E5_DF1A_A419, 0xBC3E_483A_FCB8_2947, 0xD40D_4917_4AAB_1CC5,
        0x3FB0_5B7A_2826_6895, 0x0C84_EE01_2B39_BF21,
      ])
  }

  static var tableShape: PointTableShape { PointTableShape(rowCount: 10, stride: 39) }
  static var keyTableWidth: Int { 7 }
  static let baseTable = PointTable<FieldP384>(base, shape: tableShape, width: 8)
  static let baseComb = BaseComb<P384>()
}

extension FieldP256: MaskSelectable {
  @inline(__always)
  static func select(_ mask: UInt64, _ first: FieldP256, _ second: FieldP256) -> FieldP256 {
    FieldP256(
      l0: Mask.select(mask, first.l0, second.l0), l1: Mask.select(mask, first.l1, second.l1),
      l2: Mask.select(mask, first.l2, second.l2), l3: Mask.select(mask, first.l3, second.l3))
  }
}

extension FieldP384: MaskSelectable {
  @inline(__always)
  static func select(_ mask: UInt64, _ first: FieldP384, _ second: FieldP384) -> FieldP384 {
    FieldP384(
      l0: Mask.select(mask, first.l0, second.l0), l1: Mask.select(mask, first.l1, second.l1),
      l2: Mask.select(mask, first.l2, second.l2), l3: Mask.select(mask, first.l3, second.l3),
      l4: Mask.select(mask, first.l4, second.l4), l5: Mask.select(mask, first.l5, second.l5))
  }
}

extension FieldP521: MaskSelectable {
  @inline(__always)
  static func select(_ mask: UInt64, _ first: FieldP521, _ second: FieldP521) -> FieldP521 {
    FieldP521(
      l0: Mask.select(mask, first.l0, second.l0), l1: Mask.select(mask, first.l1, second.l1),
      l2: Mask.select(mask, first.l2, second.l2), l3: Mask.select(mask, first.l3, second.l3),
      l4: Mask.select(mask, first.l4, second.l4), l5: Mask.select(mask, first.l5, second.l5),
      l6: Mask.select(mask, first.l6, second.l6), l7: Mask.select(mask, first.l7, second.l7),
      l8: Mask.select(mask, first.l8, second.l8))
  }
}

extension Field25519: MaskSelectable {
  @inline(__always)
  static func select(_ mask: UInt64, _ first: Field25519, _ second: Field25519) -> Field25519 {
    Field25519(
      l0: Mask.select(mask, first.l0, second.l0), l1: Mask.select(mask, first.l1, second.l1),
      l2: Mask.select(mask, first.l2, second.l2), l3: Mask.select(mask, first.l3, second.l3),
      l4: Mask.select(mask, first.l4, second.l4))
  }
}

extension Field448: MaskSelectable {
  @inline(__always)
  static func select(_ mask: UInt64, _ first: Field448, _ second: Field448) -> Field448 {
    Field448(
      l0: Mask.select(mask, first.l0, second.l0), l1: Mask.select(mask, first.l1, second.l1),
      l2: Mask.select(mask, first.l2, second.l2), l3: Mask.select(mask, first.l3, second.l3),
      l4: Mask.select(mask, first.l4, second.l4), l5: Mask.select(mask, first.l5, second.l5),
      l6: Mask.select(mask, first.l6, second.l6), l7: Mask.select(mask, first.l7, second.l7))
  }
}

extension Edwards25519Point.Addend: MaskSelectable {
  @inline(__always)
  static func select(
    _ mask: UInt64, _ first: Edwards25519Point.Addend, _ second: Edwards25519Point.Addend
  ) -> Edwards25519Point.Addend {
    let affine = Edwards25519Point.AffineAddend(
      sum: .select(mask, first.affine.sum, second.affine.sum),
      difference: .select(mask, first.affine.difference, second.affine.difference),
      product: .select(mask, first.affine.product, second.affine.product))
    return Edwards25519Point.Addend(affine: affine, doubledZ: .select(mask, first.doubledZ, second.doubledZ))
  }
}

extension Edwards448Point.Addend: MaskSelectable {
  @inline(__always)
  static func select(
    _ mask: UInt64, _ first: Edwards448Point.Addend, _ second: Edwards448Point.Addend
  ) -> Edwards448Point.Addend {
    let affine = Edwards448Point.AffineAddend(
      x: .select(mask, first.affine.x, second.affine.x), y: .select(mask, first.affine.y, second.affine.y),
      product: .select(mask, first.affine.product, second.affine.product))
    return Edwards448Point.Addend(affine: affine, z: .select(mask, first.z, second.z))
  }
}

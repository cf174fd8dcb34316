extension EdwardsPoint {
  /// [scalar]B, by windows of four bits from the highest: each takes four doublings and one addition, whatever it is, and
  /// reads all of the sixteen multiples.
  ///
  /// `scalar` is little-endian. The formulas hold for all pairs of points, so that there is no case to tell apart.
  static func baseMultiple(_ scalar: Span<UInt8>) -> Self {
    let base = base.addend
    var multiple = identity
    var multiples = InlineArray<16, Addend>(repeating: multiple.addend)
    for index in 1..<16 {
      multiple.add(base)
      multiples[index] = multiple.addend
    }
    var sum = identity
    var index = scalar.count
    while index > 0 {
      index -= 1
      let byte = UInt64(scalar[index])
      // The high half first.
      var shift: UInt64 = 8
      while shift > 0 {
        shift -= 4
        for _ in 0..<4 { sum.double() }
        sum.add(multiples.span.element(atSecret: byte &>> shift & 15))
      }
    }
    return sum
  }
}

extension Edwards25519Point {
  /// The encoding of the point (RFC 8032 §5.1.2).
  var encodedBytes: InlineArray<32, UInt8> {
    let (x, y) = coordinates
    let words = y.words
    let sign = UInt8(truncatingIfNeeded: x.canonical.l0 & 1) &<< 7
    return InlineArray { index in
      let byte = UInt8(truncatingIfNeeded: words[index / 8] &>> UInt64(truncatingIfNeeded: 8 * (index % 8)))
      return index == 31 ? byte | sign : byte
    }
  }
}

extension Edwards448Point {
  /// The encoding of the point (RFC 8032 §5.2.2).
  var encodedBytes: InlineArray<57, UInt8> {
    let (x, y) = coordinates
    let words = y.words
    let sign = UInt8(truncatingIfNeeded: x.canonical.l0 & 1) &<< 7
    return InlineArray { index in
      index == 56
        ? sign : UInt8(truncatingIfNeeded: words[index / 8] &>> UInt64(truncatingIfNeeded: 8 * (index % 8)))
    }
  }
}

/// What the rounds of AES do, but for the S-box.
extension SlicedBlocks {
  /// AddRoundKey (FIPS 197 §5.1.4).
  @inline(__always)
  mutating func add(_ key: SlicedBlocks) {
    b0 ^= key.b0
    b1 ^= key.b1
    b2 ^= key.b2
    b3 ^= key.b3
    b4 ^= key.b4
    b5 ^= key.b5
    b6 ^= key.b6
    b7 ^= key.b7
  }

  /// Calls `change` with each bit of all bytes.
  @inline(__always)
  private mutating func forEach(_ change: (Lanes) -> Lanes) {
    b0 = change(b0)
    b1 = change(b1)
    b2 = change(b2)
    b3 = change(b3)
    b4 = change(b4)
    b5 = change(b5)
    b6 = change(b6)
    b7 = change(b7)
  }

  /// ShiftRows (§5.1.2): row r moves by r columns to the left, which are 4 bits each, within its 16 bits.
  @inline(__always)
  mutating func shiftRows() {
    forEach { bits in
      let row0 = bits & Self.all(0x0000_0000_0000_FFFF)
      let row1 = (bits & Self.all(0x0000_0000_FFF0_0000)) &>> Self.all(4)
      let row1Over = (bits & Self.all(0x0000_0000_000F_0000)) &<< Self.all(12)
      let row2 = (bits & Self.all(0x0000_FF00_0000_0000)) &>> Self.all(8)
      let row2Over = (bits & Self.all(0x0000_00FF_0000_0000)) &<< Self.all(8)
      let row3 = (bits & Self.all(0xF000_0000_0000_0000)) &>> Self.all(12)
      let row3Over = (bits & Self.all(0x0FFF_0000_0000_0000)) &<< Self.all(4)
      return row0 | row1 | row1Over | row2 | row2Over | row3 | row3Over
    }
  }

  /// InvShiftRows (§5.3.1): the same to the right.
  @inline(__always)
  mutating func shiftRowsBack() {
    forEach { bits in
      let row0 = bits & Self.all(0x0000_0000_0000_FFFF)
      let row1 = (bits & Self.all(0x0000_0000_0FFF_0000)) &<< Self.all(4)
      let row1Over = (bits & Self.all(0x0000_0000_F000_0000)) &>> Self.all(12)
      let row2 = (bits & Self.all(0x0000_00FF_0000_0000)) &<< Self.all(8)
      let row2Over = (bits & Self.all(0x0000_FF00_0000_0000)) &>> Self.all(8)
      let row3 = (bits & Self.all(0x000F_0000_0000_0000)) &<< Self.all(12)
      let row3Over = (bits & Self.all(0xFFF0_0000_0000_0000)) &>> Self.all(4)
      return row0 | row1 | row1Over | row2 | row2Over | row3 | row3Over
    }
  }

  /// The bits with those of the row below in the place of each row's.
  ///
  /// A product by a power of two is a shift of vectors to the compiler. Of two shifts it makes rotations of one lane after
  /// the other.
  @inline(__always)
  private static func rowBelow(_ bits: Lanes) -> Lanes { bits &>> all(16) | bits &* all(1 &<< 48) }

  /// The bits with those of the row two below in the place of each row's.
  @inline(__always)
  private static func twoRowsBelow(_ bits: Lanes) -> Lanes { bits &>> all(32) | bits &<< all(32) }

  /// MixColumns (§5.1.3): a byte a, and those below it b, c and d, become 2 · a + 3 · b + c + d.
  ///
  /// That is 2 · (a + b) + b + (c + d), where doubling moves every bit to the next place, and the highest to the places of
  /// x^4 + x^3 + x + 1.
  @inline(__always)
  mutating func mixColumns() {
    let (a0, a1, a2, a3, a4, a5, a6, a7) = (b0, b1, b2, b3, b4, b5, b6, b7)
    let (r0, r1, r2, r3) = (Self.rowBelow(a0), Self.rowBelow(a1), Self.rowBelow(a2), Self.rowBelow(a3))
    let (r4, r5, r6, r7) = (Self.rowBelow(a4), Self.rowBelow(a5), Self.rowBelow(a6), Self.rowBelow(a7))
    let (s0, s1, s2, s3) = (a0 ^ r0, a1 ^ r1, a2 ^ r2, a3 ^ r3)
    let (s4, s5, s6, s7) = (a4 ^ r4, a5 ^ r5, a6 ^ r6, a7 ^ r7)
    b0 = s7 ^ r0 ^ Self.twoRowsBelow(s0)
    b1 = s0 ^ s7 ^ r1 ^ Self.twoRowsBelow(s1)
    b2 = s1 ^ r2 ^ Self.twoRowsBelow(s2)
    b3 = s2 ^ s7 ^ r3 ^ Self.twoRowsBelow(s3)
    b4 = s3 ^ s7 ^ r4 ^ Self.twoRowsBelow(s4)
    b5 = s4 ^ r5 ^ Self.twoRowsBelow(s5)
    b6 = s5 ^ r6 ^ Self.twoRowsBelow(s6)
    b7 = s6 ^ r7 ^ Self.twoRowsBelow(s7)
  }

  /// InvMixColumns (§5.3.3): MixColumns after each byte a, and the one c two rows below, has become 5 · a + 4 · c.
  ///
  /// The polynomials are {0B}y³ + {0D}y² + {09}y + {0E} and {03}y³ + y² + y + {02}; the first is the second times
  /// {04}y² + {05}, modulo y^4 + 1 (Daemen and Rijmen, "The Design of Rijndael", §4.1.3).
  @inline(__always)
  mutating func mixColumnsBack() {
    let (t0, t1, t2, t3) = (
      b0 ^ Self.twoRowsBelow(b0), b1 ^ Self.twoRowsBelow(b1), b2 ^ Self.twoRowsBelow(b2), b3 ^ Self.twoRowsBelow(b3)
    )
    let (t4, t5, t6, t7) = (
      b4 ^ Self.twoRowsBelow(b4), b5 ^ Self.twoRowsBelow(b5), b6 ^ Self.twoRowsBelow(b6), b7 ^ Self.twoRowsBelow(b7)
    )
    // Four times: each bit two places up; x^8 is x^4 + x^3 + x + 1, and x^9 is x^5 + x^4 + x^2 + x.
    let t67 = t6 ^ t7
    b0 ^= t6
    b1 ^= t67
    b2 ^= t0 ^ t7
    b3 ^= t1 ^ t6
    b4 ^= t2 ^ t67
    b5 ^= t3 ^ t7
    b6 ^= t4
    b7 ^= t5
    mixColumns()
  }
}

// GHASH with the carry-less multiplication, eight blocks and one reduction at a time.
//
// SP 800-38D §6.3 and §6.4. Gueron and Kounavis 2010, "Intel Carry-Less Multiplication Instruction and its Usage for
// Computing the GCM Mode": sums of products with powers of H are reduced together.
//
// A block is the number that its bytes make from the high byte on: the coefficient of x^i is bit 127 - i. The carry-less
// product of two such numbers has it at bit 254 - i, so that one factor is divided by x beforehand, and bit 255 - i is
// meant: H is kept as H / x, and its powers likewise.

#if arch(x86_64)
  import Builtin
  import _Builtin_intrinsics.intel

  /// Writes H / x, H² / x, …, H^8 / x, 128 bytes in all, to `powers`, of the 16 bytes of H at `subkey`.
  @inline(never)
  public func prepareGHASHUsingPCLMULQDQ(_ subkey: UnsafeRawPointer, _ powers: UnsafeMutableRawPointer) {
    // Bounds: 16 bytes are read, and written at 16 times 0 to 7.
    let h = unsafe reversed(load(subkey))
    // The division by x is a shift towards the high bit. If there is a coefficient of 1, it becomes that of 1 / x, which is
    // x^127 + x^6 + x + 1; no jump tells whether.
    let one = 0 &- h.y &>> 63
    let divided = Block(
      h.x &<< 1 ^ one & 1, (h.y &<< 1 | h.x &>> 63) ^ one & 0xC200_0000_0000_0000)
    var power = divided
    unsafe store(power, powers)
    var index = 1
    while index < 8 {
      var sum = Product()
      sum.add(power, divided)
      power = sum.reduced
      unsafe store(power, powers + 16 * index)
      index &+= 1
    }
  }

  /// Takes `count` blocks of 16 bytes at `blocks` into the state, 16 bytes that are two words, the low one first.
  @inline(never)
  public func updateGHASHUsingPCLMULQDQ(
    _ powers: UnsafeRawPointer, _ state: UnsafeMutableRawPointer, _ blocks: UnsafeRawPointer, _ count: Int
  ) {
    // Bounds: 128 bytes of blocks are read while eight are left, then 16; of the powers 16 bytes at 16 times 0 to 7.
    var value = unsafe load(state)
    var place = unsafe blocks
    var left = count
    while left >= 8 {
      var sum = Product()
      unsafe sum.add(value ^ reversed(load(place)), load(powers + 112))
      unsafe sum.add(reversed(load(place + 16)), load(powers + 96))
      unsafe sum.add(reversed(load(place + 32)), load(powers + 80))
      unsafe sum.add(reversed(load(place + 48)), load(powers + 64))
      unsafe sum.add(reversed(load(place + 64)), load(powers + 48))
      unsafe sum.add(reversed(load(place + 80)), load(powers + 32))
      unsafe sum.add(reversed(load(place + 96)), load(powers + 16))
      unsafe sum.add(reversed(load(place + 112)), load(powers))
      value = sum.reduced
      unsafe place += 128
      left &-= 8
    }
    while left > 0 {
      var sum = Product()
      unsafe sum.add(value ^ reversed(load(place)), load(powers))
      value = sum.reduced
      unsafe place += 16
      left &-= 1
    }
    unsafe store(value, state)
  }

  /// A sum of products, not reduced: 255 bits in three overlapping vectors.
  private struct Product {
    private var low = Block(0, 0), middle = Block(0, 0), high = Block(0, 0)

    @inline(__always)
    init() {}

    /// Adds the product of two numbers.
    @inline(__always)
    mutating func add(_ left: Block, _ right: Block) {
      low ^= productOfLows(left, right)
      high ^= productOfHighs(left, right)
      middle ^= productOfLowAndHigh(left, right) ^ productOfLowAndHigh(right, left)
    }

    /// The element that it is.
    ///
    /// x^128 is 1 + x + x² + x^7. So the lowest word, of the highest coefficients, goes two words up, as it is and times
    /// x + x² + x^7, which is the carry-less product with bits 63, 62 and 57 in two words. Then the next one does.
    @inline(__always)
    var reduced: Block {
      let lower = Block(low.x, low.y ^ middle.x)
      let upper = Block(high.x ^ middle.y, high.y)
      let polynomial = Block(0xC200_0000_0000_0000, 0)
      let once = swapped(lower) ^ productOfLows(lower, polynomial)
      return upper ^ swapped(once) ^ productOfLows(once, polynomial)
    }
  }

  // The intrinsic of clang is a macro, for it has an immediate, so that it can't be imported; these are the same
  // instruction of the compiler's back end.

  @inline(__always)
  private func productOfLows(_ left: Block, _ right: Block) -> Block {
    product(left, right, 0x00)
  }

  @inline(__always)
  private func productOfHighs(_ left: Block, _ right: Block) -> Block {
    product(left, right, 0x11)
  }

  /// The product of the low half of `left` and the high half of `right`.
  @inline(__always)
  private func productOfLowAndHigh(_ left: Block, _ right: Block) -> Block {
    product(left, right, 0x10)
  }

  /// The product of the halves that `selector` names, which is a literal.
  @inline(__always)
  private func product(_ left: Block, _ right: Block, _ selector: Int8) -> Block {
    var result = left
    result._storage._value = Builtin.int_x86_pclmulqdq(left._storage._value, right._storage._value, selector._value)
    return result
  }
#endif

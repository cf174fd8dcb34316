#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import AccelerationIFMA

  /// Up to eight powers base^65537 mod m of 32 limbs, each with its own modulus, that are computed side by side.
  package struct RSALanes: ~Copyable {
    /// How many there are at most.
    package static let capacity = 8
    /// The kernel whose keys are taken, and whether it is there decides whether this is.
    package static let kernel = RSAKernel.ifmaFor2048Bits
    /// From how many on it is faster to compute them side by side than one after the other.
    package static let sideBySideCount = 6

    /// How many have been appended.
    package private(set) var count = 0
    private var bases = InlineArray<256, UInt64>(repeating: 0)
    private var moduli = InlineArray<256, UInt64>(repeating: 0)
    private var values = InlineArray<256, UInt64>(repeating: 0)
    private var keys = InlineArray<1344, UInt64>(repeating: 0)

    /// Creates lanes without numbers.
    package init() {}

    /// Appends a power: `base` is below `modulus`, and ``kernel`` made `key` for that, or makes it here.
    package mutating func append(_ base: Span<UInt64>, modulus: Span<UInt64>, key: Span<UInt64>?) {
      precondition(count < Self.capacity, "there is a lane left")
      precondition(base.count == 32 && modulus.count == 32, "lanes have 32 limbs")
      let start = 32 * count
      for index in 0..<32 {
        bases[start + index] = base[index]
        moduli[start + index] = modulus[index]
      }
      let keyStart = 168 * count
      if let key {
        for index in 0..<168 { keys[keyStart + index] = key[index] }
      } else {
        var made = InlineArray<168, UInt64>(repeating: 0)
        var span = made.mutableSpan
        Self.kernel.prepare(&span, modulus: modulus)
        for index in 0..<168 { keys[keyStart + index] = made[index] }
      }
      count += 1
    }

    /// Computes the powers.
    package mutating func computeVarTime() {
      guard count >= Self.sideBySideCount else {
        computeOneByOne()
        return
      }
      precondition(Self.kernel.isAvailable, "the processor has the instructions")
      // What is left over repeats the first.
      for lane in count..<Self.capacity {
        for index in 0..<32 {
          bases[32 * lane + index] = bases[index]
          moduli[32 * lane + index] = moduli[index]
        }
        for index in 0..<168 { keys[168 * lane + index] = keys[index] }
      }
      var memory = InlineArray<2648, UInt64>(repeating: 0)
      var memorySpan = memory.mutableSpan
      var valueSpan = values.mutableSpan
      // The kernel reads and writes what its comment says: 8 · 32 limbs of values, bases and moduli, 8 · 168 words of
      // keys, and 2,648 words of memory.
      unsafe valueSpan.withUnsafeMutableBufferPointer { values in
        unsafe bases.span.withUnsafeBufferPointer { bases in
          unsafe moduli.span.withUnsafeBufferPointer { moduli in
            unsafe keys.span.withUnsafeBufferPointer { keys in
              unsafe memorySpan.withUnsafeMutableBufferPointer { memory in
                guard
                  let values = values.baseAddress, let bases = bases.baseAddress, let moduli = moduli.baseAddress,
                  let keys = keys.baseAddress, let memory = memory.baseAddress
                else { return }
                unsafe powerRSA2048LanesIFMA(values, bases, moduli, keys, memory)
              }
            }
          }
        }
      }
    }

    private mutating func computeOneByOne() {
      for lane in 0..<count {
        let limbs = 32 * lane..<32 * lane + 32
        var value = InlineArray<32, UInt64>(repeating: 0)
        var span = value.mutableSpan
        Self.kernel.powerVarTime(
          &span, bases.span.extracting(limbs), modulus: moduli.span.extracting(limbs),
          key: keys.span.extracting(168 * lane..<168 * lane + 168))
        for index in 0..<32 { values[32 * lane + index] = value[index] }
      }
    }

    /// Whether the power of lane `lane`, once it is computed, is the number of 32 limbs from `start` on.
    package func hasPower(_ lane: Int, _ limbs: Span<UInt64>, from start: Int) -> Bool {
      precondition(lane >= 0 && lane < count, "the lane is there")
      // Spans, because a subscript of an array that is held inline copies all of it, for each limb.
      let values = values.span
      var difference: UInt64 = 0
      for index in 0..<32 { difference |= values[32 * lane + index] ^ limbs[start + index] }
      return difference == 0
    }
  }
#endif

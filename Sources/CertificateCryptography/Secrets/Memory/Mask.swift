/// Words of all ones or all zeros, by which values are chosen without a branch.
///
/// A condition on a secret must not become a jump, nor an index. It becomes a mask here, and an operation on all values
/// that are eligible.
///
/// The compiler may find out that a mask is a condition in disguise, and make of a choice by it a jump, or a choice of the
/// address to load from (LLVM 19 did so with the remainder of ``SecretNumber``). Every mask therefore goes through a
/// function that it knows nothing of.
enum Mask {
  /// All ones if `bit` is 1, zeros if it is 0.
  @inline(__always)
  static func ofBit(_ bit: UInt64) -> UInt64 { opaque(0 &- bit) }

  /// All ones if `value` is 0.
  @inline(__always)
  static func ofZero(_ value: UInt64) -> UInt64 {
    // The highest bit of value | -value is set for every value but 0.
    opaque((value | (0 &- value)) &>> 63 &- 1)
  }

  /// The same value, of which the optimizer can't tell that it is: the function is never inlined, and not optimized.
  @inline(never)
  @_optimize(none)
  private static func opaque(_ value: UInt64) -> UInt64 { value }

  /// All ones if both values are the same.
  @inline(__always)
  static func ofEqual(_ left: UInt64, _ right: UInt64) -> UInt64 { ofZero(left ^ right) }

  /// `first` where the mask has ones, `second` where it has zeros.
  @inline(__always)
  static func select(_ mask: UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 { second ^ (first ^ second) & mask }

  /// All ones if the bytes of both spans are the same; spans of different counts never are.
  static func equality(_ left: Span<UInt8>, _ right: Span<UInt8>) -> UInt64 {
    guard left.count == right.count else { return 0 }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return ofZero(UInt64(truncatingIfNeeded: difference))
  }
}

/// A value of which one of two can be chosen by a mask.
protocol MaskSelectable {
  /// `first` if the mask is all ones, `second` if it is zero.
  static func select(_ mask: UInt64, _ first: Self, _ second: Self) -> Self
}

extension Span where Element: MaskSelectable {
  /// The element at a secret index: all are read, and one is kept.
  func element(atSecret index: UInt64) -> Element {
    var chosen = self[0]
    for candidate in 1..<count {
      let mask = Mask.ofEqual(index, UInt64(truncatingIfNeeded: candidate))
      chosen = Element.select(mask, self[candidate], chosen)
    }
    return chosen
  }
}

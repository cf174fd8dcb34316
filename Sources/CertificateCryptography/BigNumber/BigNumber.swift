/// Arithmetic on natural numbers of a few hundred limbs, for public data.
///
/// A number is a row of 64-bit limbs, the lowest first, so that number a of n limbs is the sum of a[i] · 2^(64i). Each
/// function opens with its equation and the lengths that it demands; they follow from the sizes of a key, never from
/// the contents of an input, so a wrong one is a mistake of the caller and stops the program. Outputs may be longer
/// than demanded: the limbs beyond are left alone.
///
/// Nothing here hides its operands: whatever ends in `…VarTime`, and the few functions that don't compute, take a time
/// that depends on the values. A private key must never pass through them.
package enum BigNumber {
  /// How many bits the number of big-endian `bytes` has, leading zeros not counted; `Int.max` if Int cannot say.
  package static func bitCount(ofBigEndian bytes: Span<UInt8>) -> Int {
    var index = 0
    while index < bytes.count, bytes[index] == 0 { index += 1 }
    guard index < bytes.count else { return 0 }
    let (bits, overflow) = (bytes.count - index).multipliedReportingOverflow(by: 8)
    return overflow ? Int.max : bits - bytes[index].leadingZeroBitCount
  }

  /// limbs = the number of big-endian `bytes`.
  ///
  /// `limbs` has the `count` limbs that are set; `bytes` has at most 8 · `count` bytes after its leading zeros.
  package static func load(_ limbs: inout MutableSpan<UInt64>, count: Int, fromBigEndian bytes: Span<UInt8>) {
    precondition(count <= limbs.count, "the number has room")
    var end = bytes.count
    for index in 0..<count {
      if end >= 8 {
        // end - 8 up to end lies within the bytes; any bit pattern is a limb.
        limbs[index] = unsafe UInt64(
          bigEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: end - 8, as: UInt64.self))
        end -= 8
      } else {
        var limb: UInt64 = 0
        for position in 0..<end { limb = limb << 8 | UInt64(bytes[position]) }
        limbs[index] = limb
        end = 0
      }
    }
    while end > 0 {
      end -= 1
      precondition(bytes[end] == 0, "the number fits its limbs")
    }
  }

  /// a < b.
  ///
  /// `a` and `b` have the same count of limbs.
  package static func isLessVarTime(_ a: Span<UInt64>, _ b: Span<UInt64>) -> Bool {
    precondition(a.count == b.count, "numbers of one length are compared")
    var index = a.count
    while index > 0 {
      index -= 1
      if a[index] != b[index] { return a[index] < b[index] }
    }
    return false
  }

  /// a = a − b mod 2^(64n).
  ///
  /// `b` has n limbs, `a` at least as many.
  package static func subtractVarTime(_ a: inout MutableSpan<UInt64>, _ b: Span<UInt64>) {
    precondition(a.count >= b.count, "the difference has room")
    var borrow: UInt64 = 0
    for index in b.indices {
      let (partial, first) = a[index].subtractingReportingOverflow(b[index])
      let (difference, second) = partial.subtractingReportingOverflow(borrow)
      a[index] = difference
      borrow = first || second ? 1 : 0
    }
  }
}

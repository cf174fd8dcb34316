extension BigNumber {
  /// product = a · b.
  ///
  /// `a` and `b` have n limbs, 1 or more; `product` has 2n.
  package static func multiplyVarTime(_ product: inout MutableSpan<UInt64>, _ a: Span<UInt64>, _ b: Span<UInt64>) {
    let n = a.count
    precondition(n > 0 && b.count == n && product.count >= 2 * n, "factors of one length, and room for the product")
    unsafe product.withUnsafeMutableBufferPointer { product in
      unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
          guard let product = product.baseAddress, let a = a.baseAddress, let b = b.baseAddress else { return }
          unsafe multiply(product, a, b, n)
        }
      }
    }
  }

  /// product = a².
  ///
  /// `a` has n limbs, 1 or more; `product` has 2n.
  package static func squareVarTime(_ product: inout MutableSpan<UInt64>, _ a: Span<UInt64>) {
    let n = a.count
    precondition(n > 0 && product.count >= 2 * n, "room for the square")
    unsafe product.withUnsafeMutableBufferPointer { product in
      unsafe a.withUnsafeBufferPointer { a in
        guard let product = product.baseAddress, let a = a.baseAddress else { return }
        unsafe square(product, a, n)
      }
    }
  }

  /// product[0 ..< 2n] = a[0 ..< n] · b[0 ..< n], for n > 0.
  private static func multiply(
    _ product: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ n: Int
  ) {
    var carry = ColumnAccumulator()
    for k in 0..<n {
      // Column k < n holds a[0] · b[k] up to a[k] · b[0]: k + 1 <= n limbs of either.
      var column = carry
      unsafe column.addProducts(a, b + k, count: k &+ 1)
      unsafe product[k] = column.limb
      column.shift()
      carry = column
    }
    for k in n..<2 &* n &- 1 {
      // Column k >= n holds a[first] · b[n - 1] up to a[n - 1] · b[first]: n - first limbs of either.
      let first = k &- n &+ 1
      var column = carry
      unsafe column.addProducts(a + first, b + (n &- 1), count: n &- first)
      unsafe product[k] = column.limb
      column.shift()
      carry = column
    }
    unsafe product[2 &* n &- 1] = carry.limb
  }

  /// product[0 ..< 2n] = a[0 ..< n]², for n > 0.
  private static func square(_ product: UnsafeMutablePointer<UInt64>, _ a: UnsafePointer<UInt64>, _ n: Int) {
    var carry = ColumnAccumulator()
    for k in 0..<2 &* n &- 1 {
      // Column k holds a[first] · a[last] up to a[last] · a[first], where first + last = k and last < n. Products that
      // occur twice are formed once and doubled: the lower half of the limbs meets the upper half, and the limb in the
      // middle of an odd count stands alone.
      let first = k < n ? 0 : k &- n &+ 1
      let last = k &- first
      let count = last &- first &+ 1
      var column = ColumnAccumulator()
      unsafe column.addProducts(a + first, a + last, count: count &>> 1)
      column.double()
      if count & 1 != 0 {
        let middle = unsafe a[k &>> 1]
        column.add(middle, times: middle)
      }
      column.add(carry)
      unsafe product[k] = column.limb
      column.shift()
      carry = column
    }
    unsafe product[2 &* n &- 1] = carry.limb
  }
}

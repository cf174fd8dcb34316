/// The hint h of a signature, still in its bytes (FIPS 204 §7.1).
///
/// Its first ω bytes are the positions of the ones, row after row, each row in ascending order, and then zeros; the
/// last k say where in them each row ends.
struct MLDSAHint {
  private let start: Int
  private let weight: Int

  /// Checks the hint that begins at `start` of a signature; `nil` if it is not the encoding of one.
  ///
  /// FIPS 204 algorithm 21, HintBitUnpack. Each check is there so that no hint has two encodings.
  init?(_ signature: Span<UInt8>, at start: Int, _ set: MLDSAPublicKey.ParameterSet) {
    self.start = start
    weight = set.hintWeight
    var index = 0
    for row in 0..<set.rowCount {
      let end = Int(signature[start + weight + row])
      // Step 4.
      guard end >= index, end <= weight else { return nil }
      let first = index
      while index < end {
        // Steps 8 to 11.
        if index > first, signature[start + index - 1] >= signature[start + index] { return nil }
        index += 1
      }
    }
    // Steps 16 to 18.
    for rest in index..<weight where signature[start + rest] != 0 { return nil }
  }

  /// Where the positions of a row's ones lie in the signature.
  func positions(of row: Int, _ signature: Span<UInt8>) -> Range<Int> {
    let lower = row == 0 ? 0 : Int(signature[start + weight + row - 1])
    return start + lower..<start + Int(signature[start + weight + row])
  }
}

extension MLDSAPublicKey {
  /// Whether `signature` is a signature of `message` in a context of at most 255 bytes (FIPS 204 algorithm 3).
  ///
  /// This is pure ML-DSA; certificates and TLS use it with an empty context (RFC 9881 §3).
  package func isValidSignature(
    _ signature: Span<UInt8>, of message: Span<UInt8>, context: Span<UInt8>
  ) -> Bool {
    let set = parameterSet
    // Algorithm 3, step 1.
    guard context.count <= 255, signature.count == set.signatureByteCount else { return false }
    // Algorithm 8, step 2: the signature is c̃, z and h.
    let commitment = signature.extracting(0..<set.commitmentByteCount)
    let responseByteCount = 32 * set.maskBitCount
    let hintStart = set.commitmentByteCount + responseByteCount * set.columnCount
    guard let hint = MLDSAHint(signature, at: hintStart, set) else { return false }
    var response = InlineArray<7, RingElement>(repeating: RingElement())
    for column in 0..<set.columnCount {
      let start = set.commitmentByteCount + responseByteCount * column
      // Step 13 asks for the norm of z at the end; nothing is lost by asking first.
      guard let part = RingElement(response: signature.extracting(start..<start + responseByteCount), set) else {
        return false
      }
      response[column] = part
      response[column].transform()
    }
    var challenge = RingElement(negatedChallengeOf: commitment, weight: set.challengeWeight)
    challenge.transform()
    // Step 12: c̃' = H(μ ‖ w1Encode(w1')), row by row.
    var function = SHAKE.shake256
    let representative = representative(of: message, context)
    function.update(representative.span)
    for row in 0..<set.rowCount {
      let approximation = approximation(row, response, challenge)
      let positions = hint.positions(of: row, signature)
      update(&function, with: approximation, hints: signature.extracting(positions))
    }
    var expected = InlineArray<64, UInt8>(repeating: 0)
    var output = expected.mutableSpan
    function.read(into: &output)
    return commitment.isEqual(to: expected.span.extracting(0..<set.commitmentByteCount))
  }

  /// μ = H(tr ‖ M', 64) with M' = 0 ‖ |ctx| ‖ ctx ‖ M (algorithm 3, step 5, and algorithm 8, step 7).
  private func representative(of message: Span<UInt8>, _ context: Span<UInt8>) -> InlineArray<64, UInt8> {
    let keyHash = preparation?.keyHash ?? hash
    var function = SHAKE.shake256
    function.update(keyHash.span)
    function.update(0)
    function.update(UInt8(truncatingIfNeeded: context.count))
    function.update(context)
    function.update(message)
    var representative = InlineArray<64, UInt8>(repeating: 0)
    var output = representative.mutableSpan
    function.read(into: &output)
    return representative
  }

  /// A row of w' = NTT⁻¹(Â ∘ NTT(z) − NTT(c) ∘ NTT(t1 · 2^d)), below q (algorithm 8, step 9).
  ///
  /// `response` and `challenge` are transformed; the challenge is negated as well.
  private func approximation(
    _ row: Int, _ response: borrowing InlineArray<7, RingElement>, _ challenge: borrowing RingElement
  ) -> RingElement {
    let start = Self.seedByteCount + 320 * row
    var keyPart = RingElement(scaledKeyPart: encoding.span.extracting(start..<start + 320))
    keyPart.transform()
    // Transformed elements are below 18q, those of the matrix below q: the sum of up to seven products is below
    // 7 · 18q² + 18² q² = 450q², and 512q is less than 2^32.
    var sums = InlineArray<256, UInt64>(repeating: 0)
    var sumsSpan = sums.mutableSpan
    Self.add(&sumsSpan, challenge.coefficients.span, keyPart.coefficients.span)
    let elements = response.span
    for column in 0..<parameterSet.columnCount {
      // One copy of the element; through the array's own subscript it would be one of all elements.
      let factor = elements[column]
      if let matrix = preparation?.matrix {
        let start = 256 * (row * parameterSet.columnCount + column)
        Self.add(&sumsSpan, matrix.span.extracting(start..<start + 256), factor.coefficients.span)
      } else {
        let entry = RingElement(matrixEntryOf: encoding.span, row: row, column: column)
        Self.add(&sumsSpan, entry.coefficients.span, factor.coefficients.span)
      }
    }
    var result = RingElement()
    // The reduction divides by 2^32, which the way back undoes.
    for index in 0..<256 { result.coefficients[index] = RingElement.reduce(sums[index]) }
    result.transformBack()
    return result
  }

  /// sums = sums + a ∘ b, coefficient by coefficient, of which each has 256.
  @inline(__always)
  private static func add(_ sums: inout MutableSpan<UInt64>, _ a: Span<UInt32>, _ b: Span<UInt32>) {
    precondition(sums.count == 256 && a.count == 256 && b.count == 256, "elements of the ring")
    unsafe sums.withUnsafeMutableBufferPointer { sums in
      unsafe a.withUnsafeBufferPointer { a in
        unsafe b.withUnsafeBufferPointer { b in
          // All have 256 entries.
          for index in 0..<256 { unsafe sums[index] &+= UInt64(a[index]) &* UInt64(b[index]) }
        }
      }
    }
  }

  /// Feeds w1Encode of a row of UseHint(h, w') to the hash (algorithm 28; algorithm 8, steps 10 and 12).
  private func update(_ function: inout SHAKE, with row: borrowing RingElement, hints: Span<UInt8>) {
    let range = parameterSet.lowOrderRange
    // Four coefficients of six bits are three bytes, two of four bits one.
    let bitCount = parameterSet == .mlDSA44 ? 6 : 4
    var bytes = InlineArray<192, UInt8>(repeating: 0)
    var (next, count, buffer, available) = (0, 0, UInt32(0), 0)
    // The subscript of a borrowed array would copy all of it for each coefficient.
    let coefficients = row.coefficients.span
    for index in 0..<256 {
      let isHinted = next < hints.count && Int(hints[next]) == index
      if isHinted { next += 1 }
      let high = MLDSARounding.highOrder(coefficients[index], hint: isHinted, range: range)
      buffer |= high &<< UInt32(truncatingIfNeeded: available)
      available += bitCount
      while available >= 8 {
        bytes[count] = UInt8(truncatingIfNeeded: buffer)
        count += 1
        buffer &>>= 8
        available -= 8
      }
    }
    function.update(bytes.span.extracting(0..<count))
  }
}

@testable import CertificateCryptography
import Testing

@Suite("ML-DSA: encodings and rounding")
struct MLDSAEncodingTests {
  typealias ParameterSet = MLDSAPublicKey.ParameterSet

  @Test("Sizes are those of FIPS 204, table 2")
  func sizes() {
    #expect(ParameterSet.allCases.map(\.keyByteCount) == [1312, 1952, 2592])
    #expect(ParameterSet.allCases.map(\.signatureByteCount) == [2420, 3309, 4627])
    #expect(ParameterSet.allCases.map(\.number) == [44, 65, 87])
    // Table 1: γ2 is (q − 1) / 88 or (q − 1) / 32, and β is τ · η.
    #expect(ParameterSet.allCases.map(\.lowOrderRange) == [(RingElement.q - 1) / 88] + [261_888, 261_888])
    #expect((RingElement.q - 1) / 32 == 261_888)
    #expect(ParameterSet.allCases.map { $0.maskBound - $0.responseBound } == [78, 196, 120])
  }

  /// UseHint and Decompose as FIPS 204 §7.4 writes them, with signed numbers.
  private static func useHint(_ hint: Bool, _ r: Int, _ range: Int) -> Int {
    let q = Int(RingElement.q)
    var low = r % (2 * range)
    if low > range { low -= 2 * range }
    var high = (r - low) / (2 * range)
    if r - low == q - 1 {
      high = 0
      low -= 1
    }
    let count = (q - 1) / (2 * range)
    guard hint else { return high }
    return low > 0 ? (high + 1) % count : (high - 1 + count) % count
  }

  @Test("High-order parts agree with the standard's text around every border", arguments: [95_232, 261_888])
  func rounding(_ range: Int) {
    let q = Int(RingElement.q)
    var values: Set<Int> = []
    for border in stride(from: 0, through: q + 2 * range, by: range) {
      for distance in -3...3 { values.insert(border + distance) }
    }
    for step in stride(from: 0, to: q, by: 9973) { values.insert(step) }
    for value in values where value >= 0 && value < q {
      for hint in [false, true] {
        let high = MLDSARounding.highOrder(UInt32(value), hint: hint, range: UInt32(range))
        #expect(Int(high) == Self.useHint(hint, value, range), "\(value) \(hint)")
      }
    }
  }

  @Test("A hint has one encoding")
  func hints() {
    let set = ParameterSet.mlDSA44
    /// Whether the positions, filled up with zeros, and the ends of the rows are a hint.
    func isHint(_ positions: [UInt8], _ ends: [UInt8]) -> Bool {
      let filling = [UInt8](repeating: 0, count: set.hintWeight - positions.count)
      let bytes = [0xAA] + positions + filling + ends
      return MLDSAHint(bytes.span, at: 1, set) != nil
    }
    #expect(isHint([], [0, 0, 0, 0]))
    #expect(isHint([0], [1, 1, 1, 1]))
    #expect(isHint([3, 5, 255, 0, 9], [3, 3, 5, 5]))
    #expect(isHint((0..<80).map { $0 }, [80, 80, 80, 80]))
    // Not ascending, twice the same, an end before its beginning, too many, and something behind the last.
    #expect(!isHint([5, 3], [2, 2, 2, 2]))
    #expect(!isHint([5, 5], [2, 2, 2, 2]))
    #expect(!isHint([5, 6], [2, 1, 2, 2]))
    #expect(!isHint((0..<80).map { $0 }, [80, 80, 80, 81]))
    #expect(!isHint([5, 6, 7], [2, 2, 2, 2]))
    let bytes: [UInt8] = [3, 5, 255, 0, 9] + [UInt8](repeating: 0, count: 75) + [3, 3, 5, 5]
    let hint = MLDSAHint(bytes.span, at: 0, set)
    #expect((0..<4).map { hint?.positions(of: $0, bytes.span) } == [0..<3, 3..<3, 3..<5, 5..<5])
  }

  @Test("Coefficients of z are below their bound", arguments: ParameterSet.allCases)
  func response(_ set: ParameterSet) throws {
    /// The polynomial whose coefficients are all encoded as `value`.
    func element(_ value: UInt32) -> RingElement? {
      var bytes = [UInt8](repeating: 0, count: 32 * set.maskBitCount)
      for bit in 0..<256 * set.maskBitCount where value >> UInt32(bit % set.maskBitCount) & 1 == 1 {
        bytes[bit / 8] |= 1 << UInt8(bit % 8)
      }
      return RingElement(response: bytes.span, set)
    }
    let (bound, limit) = (set.maskBound, set.responseBound)
    for magnitude in [0, 1, limit - 1] {
      #expect(element(bound - magnitude)?.coefficients[255] == magnitude)
      #expect(element(bound + magnitude)?.coefficients[0] == (magnitude == 0 ? 0 : RingElement.q - magnitude))
    }
    for magnitude in [limit, bound - 1] {
      #expect(element(bound - magnitude) == nil)
      #expect(element(bound + magnitude) == nil)
    }
    #expect(element(0) == nil)
  }

  @Test("A key has the length of its set")
  func keyLengths() {
    for set in ParameterSet.allCases {
      for count in [0, 1, set.keyByteCount - 1, set.keyByteCount + 1] {
        let bytes = [UInt8](repeating: 1, count: count)
        #expect(throws: MLDSAKeyError(.wrongLength(bytes: count))) {
          try MLDSAPublicKey(parameterSet: set, bytes: bytes.span)
        }
      }
    }
  }
}

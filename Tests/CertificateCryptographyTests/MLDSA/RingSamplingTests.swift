@testable import CertificateCryptography
import TestSupport
import Testing

@Suite("ML-DSA: sampling")
struct RingSamplingTests {
  /// The weights of the sets, and larger ones, whose challenges need a second and a third block of SHAKE256.
  ///
  /// With the sets' own weights that comes about once in more than 2^100 hashes.
  @Test("Challenges agree with the standard's text", arguments: [39, 49, 60, 64, 128, 192])
  func challenge(_ weight: Int) {
    var generator = RepeatableGenerator(seed: UInt64(weight))
    for count in [32, 48, 64, 0, 135, 136] {
      let seed = generator.bytes(count)
      let expected = ReferenceSampling.challenge(seed, weight: weight)
      let challenge = RingElement(negatedChallengeOf: seed.span, weight: weight)
      let coefficients = (0..<256).map { Int(challenge.coefficients[$0]) }
      #expect(coefficients == expected.coefficients.map { $0 == 1 ? Int(RingElement.q) - 1 : $0 == -1 ? 1 : 0 })
      let blockCount = (expected.byteCount + 135) / 136
      #expect(weight <= 64 ? blockCount == 1 : weight == 128 ? blockCount == 2 : blockCount == 3)
    }
  }

  @Test("Entries of the matrix agree with the standard's text")
  func entries() {
    var generator = RepeatableGenerator(seed: 30)
    var rejectedCount = 0
    for (row, column) in [(0, 0), (0, 6), (7, 0), (7, 6), (3, 2), (2, 3), (5, 4), (1, 1)] {
      let seed = generator.bytes(32)
      let expected = ReferenceSampling.element(ReferenceSampling.entrySeed(seed, row: row, column: column))
      let entry = RingElement(matrixEntryOf: seed.span, row: row, column: column)
      #expect((0..<256).map { Int(entry.coefficients[$0]) } == expected.coefficients, "\(row), \(column)")
      rejectedCount += expected.rejectedCount
    }
    // Of about two thousand candidates, one in 1,024 is not below q.
    #expect(rejectedCount > 0)
  }

  @Test("A prepared key has the matrix of the standard's text, row by row")
  func matrix() throws {
    let set = MLDSAPublicKey.ParameterSet.mlDSA65
    var generator = RepeatableGenerator(seed: 32)
    let encoding = generator.bytes(set.keyByteCount)
    let key = try MLDSAPublicKey(parameterSet: set, bytes: encoding.span)
    let matrix = try #require(key.prepared().preparation?.matrix)
    let expected = ReferenceSampling.matrix(Array(encoding[..<32]), rowCount: 6, columnCount: 5)
    #expect(matrix.map { Int($0) } == expected.flatMap { $0.flatMap { $0 } })
  }
}

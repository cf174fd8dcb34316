import Testing

@testable import CertificateVerification

@Suite struct SameBytesTests {
  private func areSame(_ range: Range<Int>, _ otherRange: Range<Int>) -> Bool {
    let (left, right): ([UInt8], [UInt8]) = ([0, 1, 2, 3, 4], [9, 1, 2, 3, 8])
    return left.span.hasSameBytes(range, right.span, otherRange)
  }

  @Test func bytesAreTheSameWithinBoundsOnly() {
    #expect(areSame(1..<4, 1..<4) && areSame(5..<5, 0..<0))
    #expect(!areSame(0..<4, 0..<4) && !areSame(1..<5, 1..<5))
    #expect(!areSame(1..<4, 1..<3) && !areSame(1..<4, 2..<5))
    #expect(!areSame(3..<6, 3..<6) && !areSame(3..<5, 4..<6))
  }
}

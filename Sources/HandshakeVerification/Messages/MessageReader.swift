package import CertificateEncoding
package import Certificates

/// A cursor over a handshake message.
package typealias MessageReader = VectorReader<HandshakeMessageError>

extension VectorReader where Failure == HandshakeMessageError {
  /// Reads a vector whose length is within bounds, and a whole number of elements of one size.
  package mutating func vector(
    _ bytes: Span<UInt8>, lengthByteCount: Int, within bounds: ClosedRange<Int>, elementByteCount: Int = 1
  ) throws(HandshakeMessageError) -> Range<Int> {
    let start = offset
    let range = try vector(bytes, lengthByteCount: lengthByteCount)
    guard bounds.contains(range.count), range.count % elementByteCount == 0 else {
      throw HandshakeMessageError(.length, at: start)
    }
    return range
  }

  /// Reads a vector of at least one byte, as a rule of the presentation language writes `<1..2^n-1>`.
  package mutating func nonEmptyVector(
    _ bytes: Span<UInt8>, lengthByteCount: Int
  ) throws(HandshakeMessageError) -> Range<Int> {
    try vector(bytes, lengthByteCount: lengthByteCount, within: 1...Int(Int32.max))
  }

  /// Reads a vector of numbers of two bytes, of which there is one at least.
  package mutating func numbers(
    _ bytes: Span<UInt8>, lengthByteCount: Int, atMost maximum: Int = 0xFFFE
  ) throws(HandshakeMessageError) -> [UInt16] {
    let range = try vector(bytes, lengthByteCount: lengthByteCount, within: 2...maximum, elementByteCount: 2)
    var numbers: [UInt16] = []
    numbers.reserveCapacity(range.count / 2)
    var reader = Self(range)
    while !reader.isAtEnd { numbers.append(try reader.uint16(bytes)) }
    return numbers
  }

  /// Reads a vector of signature schemes (RFC 8446 §4.2.3).
  package mutating func schemes(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [SignatureScheme] {
    try numbers(bytes, lengthByteCount: 2).map { SignatureScheme(rawValue: $0) }
  }
}

package import CertificateEncoding

/// Whether the subject is a CA, and how many CAs may follow it (RFC 5280 §4.2.1.9).
///
///     BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT FALSE, pathLenConstraint INTEGER (0..MAX) OPTIONAL }
package struct BasicConstraints: Sendable, Hashable {
  /// Whether the certificate is that of a CA.
  package let isCA: Bool
  /// How many certificates that are not self-issued may stand between this one and the last; `nil` for any number.
  ///
  /// That it goes with a CA is for the rules to demand.
  package let pathLength: Int?

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  ///
  /// Deviation: a cA of FALSE that is written out, which X.690 §11.5 forbids, is accepted, as mozilla::pkix and webpki do.
  /// Several authorities write it into leaves, where it means what leaving it out does.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    var fields = try reader.enter(.sequence, bytes)
    try reader.finish()
    isCA = try fields.readOptional(.boolean, bytes)?.boolean(bytes) ?? false
    pathLength = try fields.readOptional(.integer, bytes)?.clampedCount(bytes)
    try fields.finish()
  }

  /// The extension in words.
  package func describe() -> [String] {
    [(isCA ? "CA" : "not a CA") + (pathLength.map { ", path length \($0)" } ?? "")]
  }
}

extension DERElement {
  /// The value of an INTEGER (0..MAX) that counts certificates: one of more than 31 bits, which no path can reach, is
  /// `Int32.max`.
  func clampedCount(_ bytes: Span<UInt8>) throws(DERError) -> Int {
    let integer = try integer(bytes)
    guard !integer.isNegative else { throw DERError(.integerOutOfRange, at: start) }
    guard integer.magnitude.count <= 4 else { return Int(Int32.max) }
    var value: UInt32 = 0
    for offset in integer.magnitude { value = value << 8 | UInt32(bytes[offset]) }
    return Int(Int32(clamping: value))
  }
}

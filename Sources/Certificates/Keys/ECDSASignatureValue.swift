import CertificateEncoding

/// The two numbers of an ECDSA signature, by where their magnitudes lie (RFC 3279 §2.2.3).
///
///     Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }
struct ECDSASignatureValue: Sendable {
  let r: Range<Int>
  let s: Range<Int>

  /// Reads the numbers from DER that must be the whole of `bytes`.
  ///
  /// Only the one encoding that DER has for a pair of numbers is taken: whoever accepts others, or bytes behind them,
  /// lets a stranger make many certificates out of one.
  init(_ bytes: Span<UInt8>) throws(SignatureFlawError) {
    let r: DERInteger
    let s: DERInteger
    do throws(DERError) {
      var outer = DERReader(0..<bytes.count)
      var numbers = try outer.enter(.sequence, bytes)
      try outer.finish()
      r = try numbers.read(.integer, bytes).integer(bytes)
      s = try numbers.read(.integer, bytes).integer(bytes)
      try numbers.finish()
    } catch {
      throw SignatureFlawError(.encoding(error.reason))
    }
    // FIPS 186-5 §6.4.2 step 1: both are at least 1. That they are below n is the curve's to say.
    guard !r.isNegative, !s.isNegative, !Self.isZero(bytes, r.magnitude), !Self.isZero(bytes, s.magnitude) else {
      throw SignatureFlawError(.numberOutOfRange)
    }
    self.r = r.magnitude
    self.s = s.magnitude
  }

  private static func isZero(_ bytes: Span<UInt8>, _ magnitude: Range<Int>) -> Bool {
    magnitude.isEmpty || magnitude.count == 1 && bytes[magnitude.lowerBound] == 0
  }
}

import CertificateEncoding

/// The server's half of a key exchange in TLS 1.2, and its signature (RFC 5246 §7.4.3, RFC 8422 §5.4).
///
///     struct { opaque dh_p<1..2^16-1>; opaque dh_g<1..2^16-1>; opaque dh_Ys<1..2^16-1>; } ServerDHParams;
///     struct { ECCurveType curve_type = named_curve(3); NamedCurve namedcurve; opaque point<1..2^8-1>; } ServerECDHParams;
///
/// A signature is over both random values and the parameters as they stand there. Exchanges without a certificate have
/// none; what stands before the parameters for a secret that both sides know from before is passed over.
package struct ServerKeyExchange: Sendable, Hashable {
  /// What the two sides agree on a secret with.
  package enum Exchange: Sendable, Hashable {
    /// A point of a named group.
    case ellipticCurve(NamedGroup, point: Range<Int>)
    /// A number of the finite field of a prime, with the base of its powers.
    case finiteField(prime: Range<Int>, generator: Range<Int>, publicKey: Range<Int>)
  }

  /// The parameters.
  package let exchange: Exchange
  /// Where the parameters lie as a whole: what is signed, behind the two random values.
  package let parameters: Range<Int>
  /// The scheme and the signature; `nil` for exchanges that nobody signs.
  package let signed: CertificateVerify?

  /// Reads the body of a ServerKeyExchange, which must take the whole of `range`.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - range: where the body lies.
  ///   - keyExchange: the suite's, which says what form it has.
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert; with the suite's exchange, no such message may be
  ///   sent, it is an unexpected one.
  package init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, keyExchange: CipherSuite.KeyExchange
  ) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      try self.init(parsing: bytes, range, keyExchange)
    } catch {
      throw error.within(.serverKeyExchange)
    }
  }

  private init(
    parsing bytes: Span<UInt8>, _ range: Range<Int>, _ keyExchange: CipherSuite.KeyExchange
  ) throws(HandshakeMessageError) {
    var reader = MessageReader(range)
    // RFC 4279 §3, RFC 5489 §2: a hint for the identity.
    if keyExchange == .dhePSK || keyExchange == .ecdhePSK { _ = try reader.vector(bytes, lengthByteCount: 2) }
    let start = reader.offset
    exchange = try Self.exchange(bytes, &reader, keyExchange)
    parameters = start..<reader.offset
    signed = keyExchange.isSigned12 ? try CertificateVerify(reading: bytes, &reader) : nil
    try reader.finish()
  }

  /// Checks that bytes are the parameters of an exchange, as the message has them before its scheme, and nothing else.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  static func check(
    parameters bytes: Span<UInt8>, keyExchange: CipherSuite.KeyExchange
  ) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(0..<bytes.count)
      _ = try exchange(bytes, &reader, keyExchange)
      try reader.finish()
    } catch {
      throw error.within(.serverKeyExchange)
    }
  }

  private static func exchange(
    _ bytes: Span<UInt8>, _ reader: inout MessageReader, _ keyExchange: CipherSuite.KeyExchange
  ) throws(HandshakeMessageError) -> Exchange {
    switch keyExchange {
    case .ecdheRSA, .ecdheECDSA, .ecdhAnonymous, .ecdhePSK: try ellipticCurve(bytes, &reader)
    case .dheRSA, .dheDSS, .dhAnonymous, .dhePSK: try finiteField(bytes, &reader)
    // RFC 5246 §7.4.3: for RSA it is not legal to send it. With a secret from before it holds a hint for the identity, if
    // there is one (RFC 4279 §2, §4), which has no parameters.
    case .rsa, .psk, .rsaPSK, .tls13:
      throw HandshakeMessageError(.unexpectedMessage(.serverKeyExchange), at: reader.offset)
    }
  }

  private static func ellipticCurve(
    _ bytes: Span<UInt8>, _ reader: inout MessageReader
  ) throws(HandshakeMessageError) -> Exchange {
    let start = reader.offset
    // RFC 8422 §5.4: named_curve (3); the others are deprecated.
    guard try reader.uint8(bytes) == 3 else { throw HandshakeMessageError(.illegalValue(.curveType), at: start) }
    let group = NamedGroup(rawValue: try reader.uint16(bytes))
    guard group.isFor12 else { throw HandshakeMessageError(.illegalValue(.curveType), at: start) }
    let pointStart = reader.offset
    let point = try reader.nonEmptyVector(bytes, lengthByteCount: 1)
    guard point.count == group.serverShareByteCount ?? point.count else {
      throw HandshakeMessageError(.illegalValue(.publicKey), at: pointStart)
    }
    return .ellipticCurve(group, point: point)
  }

  private static func finiteField(
    _ bytes: Span<UInt8>, _ reader: inout MessageReader
  ) throws(HandshakeMessageError) -> Exchange {
    let start = reader.offset
    let prime = bytes.trimmed(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
    let generator = bytes.trimmed(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
    let publicKey = bytes.trimmed(try reader.nonEmptyVector(bytes, lengthByteCount: 2))
    // RFC 7919 §5.1: 1 < Ys < p - 1, as other values leave no secret; an even modulus is no prime. The same for the
    // generator: the powers of 1 and of p - 1 are one or two numbers.
    guard let last = prime.last, bytes[last] & 1 == 1, bytes.isAboveOne(generator), bytes.isAboveOne(publicKey),
      bytes.isBelowPredecessor(generator, of: prime), bytes.isBelowPredecessor(publicKey, of: prime)
    else { throw HandshakeMessageError(.illegalValue(.publicKey), at: start) }
    return .finiteField(prime: prime, generator: generator, publicKey: publicKey)
  }

  /// How many bits the prime of a finite field has; `nil` for an elliptic curve.
  package func primeBitCount(_ bytes: Span<UInt8>) -> Int? {
    guard case .finiteField(let prime, _, _) = exchange, let first = prime.first else { return nil }
    return prime.count * 8 - bytes[first].leadingZeroBitCount
  }
}

extension Span<UInt8> {
  /// The number at `range` without the zeros before it.
  fileprivate func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound, self[start] == 0 { start += 1 }
    return start..<range.upperBound
  }

  /// Whether a number without zeros before it is 2 or more.
  fileprivate func isAboveOne(_ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    return range.count > 1 || self[first] > 1
  }

  /// Whether a number is below an odd prime minus one; both are without zeros before them.
  fileprivate func isBelowPredecessor(_ range: Range<Int>, of prime: Range<Int>) -> Bool {
    guard range.count == prime.count else { return range.count < prime.count }
    for index in 0..<range.count {
      let (digit, limit) = (self[range.lowerBound + index], self[prime.lowerBound + index])
      // The last byte of an odd number loses its lowest bit.
      let bound = index == range.count - 1 ? limit & 0xFE : limit
      if digit != bound { return digit < bound }
    }
    return false
  }
}

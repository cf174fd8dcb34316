/// The structure of a private key as Go's package encoding/asn1 reads it, and the errors that it tells.
///
/// Go's clients repeat these texts to their users, who find nothing else to go by. Only tags, lengths, small numbers and
/// signs are looked at here, which are not secret.
struct GoASN1 {
  /// An error of that package.
  struct Fault: Error, Hashable {
    /// The text, with its prefix.
    let text: String

    static func structure(_ text: String) -> Fault { Fault(text: "asn1: structure error: " + text) }
    static func syntax(_ text: String) -> Fault { Fault(text: "asn1: syntax error: " + text) }
  }

  /// A PrivateKeyInfo (RFC 5958 §2).
  struct PKCS8 {
    /// The numbers of the algorithm's identifier, joined by dots.
    let algorithm: String
    /// Where the algorithm's parameters lie, tag and length included; empty if there are none.
    let parameters: Range<Int>
    /// Where the contents of the key's OCTET STRING lie.
    let key: Range<Int>
    /// Where the whole structure ends.
    let end: Int
  }

  /// Reads a PrivateKeyInfo.
  static func pkcs8(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> PKCS8 {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "pkcs8")
    _ = try fields.integer(bytes, type: "int")
    var algorithm = try fields.enter(bytes, type: "AlgorithmIdentifier")
    let identifier = try algorithm.objectIdentifier(bytes)
    let parameters = try algorithm.anything(bytes)
    // The type of a list of bytes has no name.
    let key = try fields.element(4, false, bytes, type: "")
    return PKCS8(
      algorithm: identifier, parameters: parameters ?? range.upperBound..<range.upperBound, key: key,
      end: outer.position)
  }

  /// An INTEGER of any size.
  struct Number {
    /// Where its magnitude lies, without a leading zero; of one below 0 that of its complement.
    let magnitude: Range<Int>
    /// Whether it is 0 or less.
    let isNotPositive: Bool
  }

  /// An RSAPrivateKey (RFC 8017 §A.1.2).
  struct PKCS1 {
    /// Its version.
    let version: Int64
    /// e.
    let exponent: Int64
    /// n, d, p and q.
    let modulus, privateExponent, firstPrime, secondPrime: Number
    /// The exponents of p and q, and the coefficient, as far as they are there.
    let remainders: [Number]
    /// The primes behind p and q.
    let otherPrimes: [Number]
  }

  /// Whether a range has the shape of an RSAPrivateKey.
  static func isPKCS1(_ bytes: Span<UInt8>, _ range: Range<Int>, allowingRest: Bool = false) -> Bool {
    (try? pkcs1(bytes, range, allowingRest: allowingRest)) != nil
  }

  /// Reads an RSAPrivateKey, and nothing behind it.
  static func pkcs1(
    _ bytes: Span<UInt8>, _ range: Range<Int>, allowingRest: Bool = false
  ) throws(Fault) -> PKCS1 {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "pkcs1PrivateKey")
    let version = try fields.integer(bytes, type: "int")
    let modulus = try fields.number(bytes)
    let exponent = try fields.integer(bytes, type: "int")
    let privateExponent = try fields.number(bytes)
    let firstPrime = try fields.number(bytes)
    let secondPrime = try fields.number(bytes)
    var remainders: [Number] = []
    for _ in 0..<3 where try fields.isNext(2, bytes) { remainders.append(try fields.number(bytes)) }
    var otherPrimes: [Number] = []
    if try fields.isNext(16, isCompound: true, bytes) {
      var primes = GoASN1Reader(try fields.element(16, true, bytes, type: ""))
      try primes.checkSequences(bytes)
      while !primes.isAtEnd {
        var prime = try primes.enter(bytes, type: "pkcs1AdditionalRSAPrime")
        otherPrimes.append(try prime.number(bytes))
        for _ in 0..<2 { _ = try prime.number(bytes) }
      }
    }
    // Of what follows, Go says only that it is something else.
    guard allowingRest || outer.isAtEnd else { throw .syntax("trailing data") }
    return PKCS1(
      version: version, exponent: exponent, modulus: modulus, privateExponent: privateExponent, firstPrime: firstPrime,
      secondPrime: secondPrime, remainders: remainders, otherPrimes: otherPrimes)
  }

  /// An ECPrivateKey (RFC 5915 §3).
  struct SEC1 {
    /// Its version.
    let version: Int64
    /// Where the contents of the OCTET STRING with the scalar lie.
    let scalar: Range<Int>
    /// The numbers of the curve's identifier, joined by dots; `nil` if it names none.
    let curve: String?
    /// Where the bytes of the point lie, which Go passes over; `nil` if there is none.
    let point: Range<Int>?
  }

  /// Reads an ECPrivateKey.
  static func sec1(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> SEC1 {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "ecPrivateKey")
    let version = try fields.integer(bytes, type: "int")
    let scalar = try fields.element(4, false, bytes, type: "")
    let curve = try fields.explicit(0, 6, bytes).map { range throws(Fault) in
      try GoASN1Reader.objectIdentifier(bytes, range)
    }
    let point = try fields.explicit(1, 3, bytes).map { range throws(Fault) in
      // A BIT STRING has a count of unused bits before its bits, which are 0.
      guard let first = range.first, let last = range.last else { throw .syntax("zero length BIT STRING") }
      let unused = bytes[first]
      guard unused < 8, range.count > 1 || unused == 0, bytes[last] & (1 << unused - 1) == 0 else {
        throw .syntax("invalid padding bits in BIT STRING")
      }
      return range.dropFirst()
    }
    return SEC1(version: version, scalar: scalar, curve: curve, point: point)
  }

  /// Whether a range has the shape of an ECPrivateKey.
  static func isSEC1(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool { (try? sec1(bytes, range)) != nil }

  /// The numbers of an OBJECT IDENTIFIER, joined by dots; `nil` if a range doesn't start with one.
  static func objectIdentifier(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    var reader = GoASN1Reader(range)
    return try? reader.objectIdentifier(bytes)
  }
}

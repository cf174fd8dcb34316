/// The structure of a private key as Go's package encoding/asn1 reads it, and the errors that it tells.
///
/// Go's clients repeat these texts to their users, who find nothing else to go by. Only tags, lengths and small numbers
/// are looked at here, which are not secret.
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
  }

  /// Reads a PrivateKeyInfo.
  static func pkcs8(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> PKCS8 {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "pkcs8")
    try fields.integer(bytes, type: "int", isSmall: true)
    var algorithm = try fields.enter(bytes, type: "AlgorithmIdentifier")
    let identifier = try algorithm.objectIdentifier(bytes)
    let parameters = try algorithm.anything(bytes)
    // The type of a list of bytes has no name.
    let key = try fields.element(4, false, bytes, type: "")
    return PKCS8(algorithm: identifier, parameters: parameters ?? range.upperBound..<range.upperBound, key: key)
  }

  /// Whether a range has the shape of an RSAPrivateKey (RFC 8017 §A.1.2), and nothing behind it.
  static func isPKCS1(_ bytes: Span<UInt8>, _ range: Range<Int>, allowingRest: Bool = false) -> Bool {
    do throws(Fault) {
      try pkcs1(bytes, range, allowingRest: allowingRest)
      return true
    } catch {
      return false
    }
  }

  /// Reads the shape of an RSAPrivateKey.
  static func pkcs1(_ bytes: Span<UInt8>, _ range: Range<Int>, allowingRest: Bool = false) throws(Fault) {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "pkcs1PrivateKey")
    guard allowingRest || outer.isAtEnd else { throw .syntax("trailing data") }
    try fields.integer(bytes, type: "int", isSmall: true)
    try fields.integer(bytes, type: "Int", isSmall: false)
    try fields.integer(bytes, type: "int", isSmall: true)
    for _ in 0..<3 { try fields.integer(bytes, type: "Int", isSmall: false) }
    for _ in 0..<3 where try fields.isNext(2, bytes) { try fields.integer(bytes, type: "Int", isSmall: false) }
  }

  /// Whether a range has the shape of an ECPrivateKey (RFC 5915 §3).
  static func isSEC1(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    do throws(Fault) {
      var outer = GoASN1Reader(range)
      var fields = try outer.enter(bytes, type: "ecPrivateKey")
      try fields.integer(bytes, type: "int", isSmall: true)
      _ = try fields.element(4, false, bytes, type: "")
      if var curve = try fields.explicit(0, bytes) { _ = try curve.objectIdentifier(bytes) }
      if var point = try fields.explicit(1, bytes) {
        // A BIT STRING has a count of unused bits before its bits.
        let contents = try point.element(3, false, bytes, type: "BitString")
        guard let first = contents.first, bytes[first] < 8 else { return false }
      }
      return true
    } catch {
      return false
    }
  }
}

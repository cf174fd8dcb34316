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
    /// Where the whole structure ends.
    let end: Int
  }

  /// Reads a PrivateKeyInfo.
  static func pkcs8(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> PKCS8 {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "pkcs8")
    _ = try fields.integer(bytes, type: "int", isSmall: true)
    var algorithm = try fields.enter(bytes, type: "AlgorithmIdentifier")
    let identifier = try algorithm.objectIdentifier(bytes)
    let parameters = try algorithm.anything(bytes)
    // The type of a list of bytes has no name.
    let key = try fields.element(4, false, bytes, type: "")
    return PKCS8(
      algorithm: identifier, parameters: parameters ?? range.upperBound..<range.upperBound, key: key,
      end: outer.position)
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
    _ = try fields.integer(bytes, type: "int", isSmall: true)
    _ = try fields.integer(bytes, type: "Int", isSmall: false)
    _ = try fields.integer(bytes, type: "int", isSmall: true)
    for _ in 0..<3 { _ = try fields.integer(bytes, type: "Int", isSmall: false) }
    for _ in 0..<3 where try fields.isNext(2, bytes) { _ = try fields.integer(bytes, type: "Int", isSmall: false) }
  }

  /// An ECPrivateKey (RFC 5915 §3).
  struct SEC1 {
    /// Its version.
    let version: Int64
    /// The numbers of the curve's identifier, joined by dots; `nil` if it names none.
    let curve: String?
  }

  /// Reads an ECPrivateKey.
  static func sec1(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> SEC1 {
    var outer = GoASN1Reader(range)
    var fields = try outer.enter(bytes, type: "ecPrivateKey")
    let version = try fields.integer(bytes, type: "int", isSmall: true)
    _ = try fields.element(4, false, bytes, type: "")
    var curve: String?
    if var inner = try fields.explicit(0, bytes) { curve = try inner.objectIdentifier(bytes) }
    if var inner = try fields.explicit(1, bytes) {
      // A BIT STRING has a count of unused bits before its bits.
      let point = try inner.element(3, false, bytes, type: "BitString")
      guard let first = point.first else { throw .syntax("zero length BIT STRING") }
      guard bytes[first] < 8, point.count > 1 || bytes[first] == 0 else {
        throw .syntax("invalid padding bits in BIT STRING")
      }
    }
    return SEC1(version: version, curve: curve)
  }

  /// Whether a range has the shape of an ECPrivateKey.
  static func isSEC1(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    do throws(Fault) {
      _ = try sec1(bytes, range)
      return true
    } catch {
      return false
    }
  }

  /// The numbers of an OBJECT IDENTIFIER, joined by dots; `nil` if a range doesn't start with one.
  static func objectIdentifier(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    var reader = GoASN1Reader(range)
    return try? reader.objectIdentifier(bytes)
  }
}

/// The parts of a certificate that its signature is about, found by walking its DER (RFC 5280 §4.1).
struct DERParts {
  /// The part that is signed.
  let signed: [UInt8]
  /// The contents of the algorithm's OBJECT IDENTIFIER.
  let algorithm: [UInt8]
  /// The bytes of the signature.
  let signature: [UInt8]
  /// The names, whole.
  let issuer: [UInt8]
  let subject: [UInt8]
  /// The SubjectPublicKeyInfo, whole.
  let key: [UInt8]

  init(_ certificate: [UInt8]) throws {
    var outer = try Self.contents(certificate[...])
    signed = Array(try Self.next(&outer))
    var identifier = try Self.contents(Self.next(&outer))
    algorithm = Array(try Self.contents(Self.next(&identifier)))
    // A BIT STRING begins with the number of bits that are not used.
    signature = Array(try Self.contents(Self.next(&outer)).dropFirst())

    var fields = try Self.contents(signed[...])
    // The version is there in all but the first one, tagged with 0; a serial number and an algorithm follow.
    if fields.first == 0xA0 { _ = try Self.next(&fields) }
    _ = try (Self.next(&fields), Self.next(&fields))
    issuer = Array(try Self.next(&fields))
    _ = try Self.next(&fields)
    subject = Array(try Self.next(&fields))
    key = Array(try Self.next(&fields))
  }

  /// How many bytes the element takes that stands at the front; `nil` if there is none, or not all of it.
  static func elementByteCount(_ bytes: ArraySlice<UInt8>) -> Int? {
    header(bytes).map { $0.header + $0.contents }
  }

  private static func header(_ bytes: ArraySlice<UInt8>) -> (header: Int, contents: Int)? {
    guard let length = bytes.dropFirst().first else { return nil }
    var (header, contents) = (2, Int(length))
    if length >= 0x80 {
      let count = Int(length & 0x7F)
      // Four bytes are enough for what has a place in memory here.
      guard (1...4).contains(count), bytes.count >= 2 + count else { return nil }
      contents = bytes.dropFirst(2).prefix(count).reduce(0) { $0 << 8 | Int($1) }
      header += count
    }
    return header + contents <= bytes.count ? (header, contents) : nil
  }

  private static func next(_ bytes: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    guard let count = elementByteCount(bytes) else { throw Refusal.wrong("a certificate that is no DER") }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  private static func contents(_ element: ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    guard let count = header(element) else { throw Refusal.wrong("a certificate that is no DER") }
    return element.dropFirst(count.header).prefix(count.contents)
  }
}

import CertificateEncoding

/// The fields of a revocation list to be written, each of which a test may replace.
public struct RevocationListFields {
  /// The version; `nil` leaves it out.
  public var version: [UInt8]? = DER.integer(1)
  /// The algorithm inside the signed part.
  public var signature = CertificateFields.algorithm
  /// The issuer's name.
  public var issuer = DER.name(("CN", "Issuer"))
  /// When the list was made.
  public var thisUpdate = DER.utcTime("251201000000Z")
  /// When the next one is due; `nil` leaves it out.
  public var nextUpdate: [UInt8]? = DER.utcTime("260201000000Z")
  /// The entries; `nil` leaves the field out.
  public var entries: [[UInt8]]?
  /// The extensions; `nil` leaves the list out.
  public var extensions: [[UInt8]]? = [RevocationListFields.number(1)]
  /// What no list has.
  public var afterExtensions: [[UInt8]] = []
  /// The algorithm outside the signed part.
  public var signatureAlgorithm = CertificateFields.algorithm
  /// The signature, which is noise.
  public var signatureValue = DER.bitString([UInt8](repeating: 0xAB, count: 256))

  /// Creates the fields of a list that is well-formed and revokes nothing.
  public init() {}

  /// The signed part.
  public var signedPart: [UInt8] {
    var fields = version.map { [$0] } ?? []
    fields += [signature, issuer, thisUpdate]
    if let nextUpdate { fields.append(nextUpdate) }
    if let entries { fields.append(DER.sequence(entries)) }
    if let extensions { fields.append(DER.context(0, DER.sequence(extensions))) }
    return DER.sequence(fields + afterExtensions)
  }

  /// The whole list.
  public var encoded: [UInt8] { DER.sequence(signedPart, signatureAlgorithm, signatureValue) }

  /// The list with a signature that is none of noise.
  public func signed(by key: TestKey) -> [UInt8] {
    var fields = self
    fields.signature = TestKey.algorithm
    let signedPart = fields.signedPart
    return DER.sequence(signedPart, TestKey.algorithm, DER.bitString(key.signature(of: signedPart)))
  }

  /// What comes of changing one field.
  public static func with(_ change: (inout RevocationListFields) -> Void) -> [UInt8] {
    var fields = RevocationListFields()
    change(&fields)
    return fields.encoded
  }

  /// An entry.
  public static func entry(
    _ serialNumber: Int, on date: [UInt8] = DER.utcTime("251115000000Z"), _ extensions: [[UInt8]] = []
  ) -> [UInt8] {
    DER.sequence([DER.integer(serialNumber), date] + (extensions.isEmpty ? [] : [DER.sequence(extensions)]))
  }

  /// The extension of a list with its number (RFC 5280 §5.2.3).
  public static func number(_ number: Int) -> [UInt8] { DER.extension("2.5.29.20", DER.integer(number)) }

  /// The extension of a delta list with the number of the list that it is to (RFC 5280 §5.2.4).
  public static func base(_ number: Int) -> [UInt8] {
    DER.extension("2.5.29.27", critical: true, DER.integer(number))
  }

  /// The extension of a list that says what it covers (RFC 5280 §5.2.5): its fields under their tags.
  public static func scope(_ fields: [UInt8]...) -> [UInt8] {
    DER.extension("2.5.29.28", critical: true, DER.sequence(fields))
  }

  /// The extension of an entry with a reason (RFC 5280 §5.3.1).
  public static func reason(_ reason: Int) -> [UInt8] { DER.extension("2.5.29.21", DER.enumerated(reason)) }

  /// The extension of an entry with the issuer of its certificate (RFC 5280 §5.3.3).
  public static func certificateIssuer(_ name: [UInt8]) -> [UInt8] {
    DER.extension("2.5.29.29", critical: true, DER.sequence(DER.directoryName(name)))
  }
}

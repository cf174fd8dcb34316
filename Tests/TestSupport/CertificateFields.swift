/// The fields of a certificate to be written, each of which a test may replace.
public struct CertificateFields {
  /// RSA with SHA-256.
  public static let algorithm = DER.algorithm("1.2.840.113549.1.1.11", parameters: DER.null)

  /// The version, wrapped; `nil` leaves it out.
  public var version: [UInt8]? = DER.context(0, DER.integer(2))
  /// The serial number.
  public var serialNumber = DER.integer(7)
  /// The algorithm inside the signed part.
  public var signature = CertificateFields.algorithm
  /// The issuer's name.
  public var issuer = DER.name(("CN", "Issuer"))
  /// The validity period.
  public var validity = DER.sequence(DER.utcTime("200101000000Z"), DER.generalizedTime("21000101000000Z"))
  /// The subject's name.
  public var subject = DER.name(("CN", "Subject"))
  /// The subject's key.
  public var publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048)
  /// The unique identifiers.
  public var uniqueIDs: [[UInt8]] = []
  /// The extensions; `nil` leaves the list out.
  public var extensions: [[UInt8]]? = [DER.extension("2.5.29.19", critical: true, DER.sequence())]
  /// What no certificate has.
  public var afterExtensions: [[UInt8]] = []
  /// The algorithm outside the signed part.
  public var signatureAlgorithm = CertificateFields.algorithm
  /// The signature, which is noise.
  public var signatureValue = DER.bitString([UInt8](repeating: 0xAB, count: 256))

  /// The signed part.
  public var signedPart: [UInt8] {
    var fields = version.map { [$0] } ?? []
    fields += [serialNumber, signature, issuer, validity, subject, publicKeyInfo] + uniqueIDs
    if let extensions { fields.append(DER.context(3, DER.sequence(extensions))) }
    return DER.sequence(fields + afterExtensions)
  }

  /// The whole certificate.
  public var encoded: [UInt8] { DER.sequence(signedPart, signatureAlgorithm, signatureValue) }

  /// Creates the fields of a certificate that is well-formed.
  public init() {}

  /// What comes of changing one field.
  public static func with(_ change: (inout CertificateFields) -> Void) -> [UInt8] {
    var fields = CertificateFields()
    change(&fields)
    return fields.encoded
  }

  /// An RSA key whose modulus is all ones.
  public static func rsaKey(bitCount: Int, exponent: Int = 65537) -> [UInt8] {
    var modulus = [UInt8](repeating: 0xFF, count: (bitCount + 7) / 8)
    modulus[0] = UInt8(truncatingIfNeeded: (1 << ((bitCount - 1) % 8 + 1)) - 1)
    return key("1.2.840.113549.1.1.1", DER.null, DER.sequence(DER.integer(unsigned: modulus), DER.integer(exponent)))
  }

  /// A key of any algorithm.
  public static func key(_ algorithm: String, _ parameters: [UInt8]?, _ key: [UInt8]) -> [UInt8] {
    DER.sequence(DER.algorithm(algorithm, parameters: parameters), DER.bitString(key))
  }
}

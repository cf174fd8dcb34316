import CertificateCryptography
import CertificateEncoding

/// The fields of an OCSP response to be written, each of which a test may replace (RFC 6960 §4.2.1).
public struct OCSPFields {
  /// The number of the status.
  public var status = DER.enumerated(0)
  /// The type of the response.
  public var type = DER.oid("1.3.6.1.5.5.7.48.1.1")
  /// The version, wrapped; `nil` leaves it out.
  public var version: [UInt8]?
  /// Who signs, wrapped.
  public var responder: [UInt8]
  /// When.
  public var producedAt = DER.generalizedTime("20251231120000Z")
  /// What is said of each certificate.
  public var answers: [OCSPAnswerFields]
  /// The extensions; `nil` leaves the list out.
  public var extensions: [[UInt8]]?
  /// What no ResponseData has.
  public var afterExtensions: [[UInt8]] = []
  /// The algorithm of the signature.
  public var signatureAlgorithm = TestKey.algorithm
  /// The signature; `nil` for that of ``signer``.
  public var signature: [UInt8]?
  /// The certificates; `nil` leaves the list out.
  public var certificates: [[UInt8]]?
  /// What no BasicOCSPResponse has.
  public var afterCertificates: [[UInt8]] = []
  /// Who makes the signature.
  public var signer: TestKey

  /// The fields of a response that is well-formed, and names its signer by the key.
  public init(_ signer: TestKey = TestKey(1), _ answers: [OCSPAnswerFields] = [OCSPAnswerFields()]) {
    self.signer = signer
    self.answers = answers
    responder = DER.context(2, DER.octetString(signer.keyHash))
  }

  /// The ResponseData.
  public var signedPart: [UInt8] {
    var fields = version.map { [$0] } ?? []
    fields += [responder, producedAt, DER.sequence(answers.map { $0.encoded })]
    if let extensions { fields.append(DER.context(1, DER.sequence(extensions))) }
    return DER.sequence(fields + afterExtensions)
  }

  /// The BasicOCSPResponse.
  public var basic: [UInt8] {
    var fields = [signedPart, signatureAlgorithm]
    fields.append(signature ?? DER.bitString(signer.signature(of: signedPart)))
    if let certificates { fields.append(DER.context(0, DER.sequence(certificates))) }
    return DER.sequence(fields + afterCertificates)
  }

  /// The whole response.
  public var encoded: [UInt8] {
    DER.sequence(status, DER.context(0, DER.sequence(type, DER.octetString(basic))))
  }

  /// What comes of changing one field.
  public static func with(_ change: (inout OCSPFields) -> Void) -> [UInt8] {
    var fields = OCSPFields()
    change(&fields)
    return fields.encoded
  }
}

/// The fields of an answer in an OCSP response, each of which a test may replace.
public struct OCSPAnswerFields {
  /// The algorithm of the two hashes.
  public var hashAlgorithm = DER.algorithm("1.3.14.3.2.26", parameters: DER.null)
  /// The hash of the issuer's name.
  public var issuerNameHash = DER.octetString([UInt8](repeating: 1, count: 20))
  /// The hash of the issuer's key.
  public var issuerKeyHash = DER.octetString([UInt8](repeating: 2, count: 20))
  /// The serial number.
  public var serialNumber = DER.integer(7)
  /// What is said of the certificate.
  public var status = OCSPAnswerFields.good
  /// From when on.
  public var thisUpdate = DER.generalizedTime("20251231000000Z")
  /// Until when, wrapped; `nil` leaves it out.
  public var nextUpdate: [UInt8]? = DER.context(0, DER.generalizedTime("20260107000000Z"))
  /// The extensions; `nil` leaves the list out.
  public var extensions: [[UInt8]]?
  /// What no SingleResponse has.
  public var afterExtensions: [[UInt8]] = []

  /// The status good.
  public static let good = DER.context(0, constructed: false, [])
  /// The status unknown.
  public static let unknown = DER.context(2, constructed: false, [])

  /// The status revoked, since a moment and for the reason of a number.
  public static func revoked(_ moment: String = "20250601000000Z", _ reason: Int? = nil) -> [UInt8] {
    DER.context(
      1, DER.generalizedTime(moment) + (reason.map { DER.context(0, DER.enumerated($0)) } ?? []))
  }

  /// The fields of an answer that is well-formed and about nobody.
  public init() {}

  /// The fields of an answer about the certificate number 7 of an issuer, told by SHA-1.
  public init(issuer name: [UInt8], key: TestKey) {
    self.init(issuer: name, key: key, "1.3.14.3.2.26") { HashAlgorithm.sha1.digest(of: $0.span).bytes }
  }

  /// The same, told by SHA-256.
  public init(sha256 name: [UInt8], key: TestKey) {
    self.init(issuer: name, key: key, "2.16.840.1.101.3.4.2.1") { HashAlgorithm.sha256.digest(of: $0.span).bytes }
  }

  private init(issuer name: [UInt8], key: TestKey, _ algorithm: String, _ hash: ([UInt8]) -> [UInt8]) {
    hashAlgorithm = DER.algorithm(algorithm)
    issuerNameHash = DER.octetString(hash(name))
    issuerKeyHash = DER.octetString(hash(key.point))
  }

  /// The whole answer.
  public var encoded: [UInt8] {
    let identifier = DER.sequence(hashAlgorithm, issuerNameHash, issuerKeyHash, serialNumber)
    var fields = [identifier, status, thisUpdate]
    if let nextUpdate { fields.append(nextUpdate) }
    if let extensions { fields.append(DER.context(1, DER.sequence(extensions))) }
    return DER.sequence(fields + afterExtensions)
  }
}

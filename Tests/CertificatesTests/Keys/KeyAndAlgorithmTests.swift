import CertificateCryptography
import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct KeyAndAlgorithmTests {
  /// The base points of P-256 and of both Edwards curves (SP 800-186 §3.2.1.3, RFC 8032 §5.1 and §5.2), and 65.
  private static let x256 = hex("6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296")
  private static let y256 = hex("4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5")
  private static let point256 = [0x04] + x256 + y256
  private static let point25519 = [0x58] + [UInt8](repeating: 0x66, count: 31)
  private static let point448 = hex(
    "14FA30F25B790898ADC8D74E2C13BDFDC4397CE61CFFD33AD7C2A0051E9C78874098A36C7373EA4B62C7C9563720768824BCB66E71463F6900"
  )

  private static func hex(_ digits: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = digits[...]
    while !rest.isEmpty {
      bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
      rest = rest.dropFirst(2)
    }
    return bytes
  }

  /// A SubjectPublicKeyInfo on P-256.
  private static func p256(_ point: [UInt8]) -> [UInt8] {
    CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), point)
  }

  /// RSASSA-PSS-params with explicit tags around what is given.
  private static func pss(
    hash: [UInt8]? = nil, function: [UInt8]? = nil, salt: [UInt8]? = nil, trailer: [UInt8]? = nil
  ) -> [UInt8] {
    let fields = [hash, function, salt, trailer].enumerated().compactMap { index, field in
      field.map { DER.context(UInt8(index), $0) }
    }
    return DER.sequence(fields.flatMap { $0 })
  }

  private static let sha256 = DER.algorithm("2.16.840.1.101.3.4.2.1", parameters: DER.null)
  private static let mask256 = DER.algorithm("1.2.840.113549.1.1.8", parameters: sha256)

  @Test(arguments: [
    (CertificateFields.rsaKey(bitCount: 2048), "RSA, 2048 bits"),
    (CertificateFields.rsaKey(bitCount: 2052, exponent: 3), "RSA, 2052 bits, exponent 3"),
    (p256(point256), "P-256"),
    (p256([3] + x256), "P-256"), (p256([2] + x256), "P-256"),
    (CertificateFields.key("1.2.840.10045.2.1", DER.oid("1.3.132.0.10"), point256), "secp256k1"),
    (CertificateFields.key("1.3.101.112", nil, point25519), "Ed25519"),
    (CertificateFields.key("1.3.101.113", nil, point448), "Ed448"),
    (CertificateFields.key("2.16.840.1.101.3.4.3.18", nil, Array(repeating: 1, count: 1952)), "ML-DSA-65"),
    (CertificateFields.key("1.2.3.4", nil, []), "algorithm 1.2.3.4"),
  ])
  func keysAreTold(_ info: [UInt8], _ words: String) throws {
    let certificate = try Certificate(der: CertificateFields.with { $0.publicKeyInfo = info })
    #expect(certificate.publicKey.description == words)
  }

  @Test(
    arguments: [
      (CertificateFields.rsaKey(bitCount: 511), .modulusTooSmall(bitCount: 511)),
      (CertificateFields.rsaKey(bitCount: 16385), .modulusTooLarge(bitCount: 16385)),
      (CertificateFields.rsaKey(bitCount: 2048, exponent: 1), .exponent),
      (CertificateFields.rsaKey(bitCount: 2048, exponent: 65536), .exponent),
      (
        CertificateFields.key(
          "1.2.840.113549.1.1.1", DER.null,
          DER.sequence(DER.integer(unsigned: [0x80] + Array(repeating: 0, count: 255)), DER.integer(65537))),
        .evenModulus
      ),
      (CertificateFields.key("1.2.840.113549.1.1.1", nil, DER.sequence()), .parameters),
      (
        CertificateFields.key("1.2.840.113549.1.1.1", DER.null, [0]),
        .encoding(.unexpectedTag(expected: .init(rawValue: 0x30), found: .init(rawValue: 0)))
      ),
      (CertificateFields.key("1.2.840.10045.2.1", DER.sequence(), point256), .explicitCurve),
      (CertificateFields.key("1.2.840.10045.2.1", nil, point256), .parameters),
      (p256([]), .length), (p256([4] + x256), .length), (p256([2] + x256 + [0]), .length),
      (p256([0]), .pointForm), (p256([6] + x256 + y256), .pointForm),
      (p256([4] + y256 + x256), .pointNotOnCurve), (p256([2] + Array(repeating: 0, count: 31) + [1]), .pointNotOnCurve),
      (p256([2] + Array(repeating: 0xFF, count: 32)), .coordinateTooLarge),
      (CertificateFields.key("1.3.101.112", nil, [2] + Array(repeating: 0, count: 31)), .pointNotOnCurve),
      (CertificateFields.key("1.3.101.112", nil, Array(repeating: 0xFF, count: 32)), .coordinateTooLarge),
      (CertificateFields.key("1.3.101.112", nil, [1] + Array(repeating: 0, count: 31)), .pointOfSmallOrder),
      (CertificateFields.key("1.3.101.113", nil, [1] + Array(repeating: 0, count: 56)), .pointOfSmallOrder),
      (CertificateFields.key("1.3.101.113", nil, Array(repeating: 1, count: 56)), .length),
      (CertificateFields.key("2.16.840.1.101.3.4.3.17", nil, Array(repeating: 1, count: 1311)), .length),
      (CertificateFields.key("2.16.840.1.101.3.4.3.17", DER.null, Array(repeating: 1, count: 1312)), .parameters),
      (CertificateFields.key("1.3.101.112", DER.null, Array(repeating: 1, count: 32)), .parameters),
      (CertificateFields.key("1.3.101.112", nil, [1]), .length),
    ] as [([UInt8], PublicKey.Flaw)])
  func flawsAreNamed(_ info: [UInt8], _ flaw: PublicKey.Flaw) throws {
    let certificate = try Certificate(der: CertificateFields.with { $0.publicKeyInfo = info })
    guard case .malformed(_, let found) = certificate.publicKey else {
      Issue.record("\(certificate.publicKey) should be malformed")
      return
    }
    #expect(found == flaw)
    #expect(certificate.verificationKey == nil)
  }

  @Test(
    arguments: [
      (DER.algorithm("1.2.840.113549.1.1.13"), .rsaPKCS1(.sha512)),
      (
        DER.algorithm("1.2.840.113549.1.1.11", parameters: DER.integer(1)),
        .malformed(.sha256WithRSAEncryption, .parametersNotNull)
      ),
      (
        DER.algorithm("1.2.840.10045.4.3.2", parameters: DER.null), .malformed(.ecdsaWithSHA256, .parametersPresent)
      ),
      (DER.algorithm("1.3.101.113", parameters: DER.null), .malformed(.ed448, .parametersPresent)),
      (
        DER.algorithm("2.16.840.1.101.3.4.3.19", parameters: DER.sequence()),
        .malformed(.mlDSA87, .parametersPresent)
      ),
      (DER.algorithm("1.2.3"), .unknown(OID("1.2.3") ?? .anyPolicy)),
    ] as [([UInt8], SignatureAlgorithm)])
  func parametersThatAreOff(_ identifier: [UInt8], _ algorithm: SignatureAlgorithm) throws {
    let bytes = CertificateFields.with { ($0.signature, $0.signatureAlgorithm) = (identifier, identifier) }
    #expect(try Certificate(der: bytes).signatureAlgorithm == algorithm)
  }

  /// The table, by the arcs that the standards print: parameters are NULL for those of RSA, and absent for the others.
  @Test(
    arguments: [
      ("1.2.840.113549.1.1.5", .rsaPKCS1(.sha1)), ("1.3.14.3.2.29", .rsaPKCS1(.sha1)),
      ("1.2.840.113549.1.1.14", .rsaPKCS1(.sha224)), ("1.2.840.113549.1.1.11", .rsaPKCS1(.sha256)),
      ("1.2.840.113549.1.1.12", .rsaPKCS1(.sha384)), ("1.2.840.113549.1.1.13", .rsaPKCS1(.sha512)),
      ("1.2.840.113549.1.1.15", .rsaPKCS1(.sha512_224)), ("1.2.840.113549.1.1.16", .rsaPKCS1(.sha512_256)),
      ("2.16.840.1.101.3.4.3.13", .rsaPKCS1(.sha3_224)), ("2.16.840.1.101.3.4.3.14", .rsaPKCS1(.sha3_256)),
      ("2.16.840.1.101.3.4.3.15", .rsaPKCS1(.sha3_384)), ("2.16.840.1.101.3.4.3.16", .rsaPKCS1(.sha3_512)),
      ("1.3.6.1.5.5.7.6.30", .rsaPSS(PSSParameters(.shake128))),
      ("1.3.6.1.5.5.7.6.31", .rsaPSS(PSSParameters(.shake256))),
      ("1.2.840.10045.4.1", .ecdsa(.sha1)), ("1.2.840.10045.4.3.1", .ecdsa(.sha224)),
      ("1.2.840.10045.4.3.2", .ecdsa(.sha256)), ("1.2.840.10045.4.3.3", .ecdsa(.sha384)),
      ("1.2.840.10045.4.3.4", .ecdsa(.sha512)), ("2.16.840.1.101.3.4.3.9", .ecdsa(.sha3_224)),
      ("2.16.840.1.101.3.4.3.10", .ecdsa(.sha3_256)), ("2.16.840.1.101.3.4.3.11", .ecdsa(.sha3_384)),
      ("2.16.840.1.101.3.4.3.12", .ecdsa(.sha3_512)), ("1.3.6.1.5.5.7.6.32", .ecdsa(.shake128)),
      ("1.3.6.1.5.5.7.6.33", .ecdsa(.shake256)), ("1.3.101.112", .eddsa(.ed25519)), ("1.3.101.113", .eddsa(.ed448)),
      ("2.16.840.1.101.3.4.3.17", .mlDSA(44)), ("2.16.840.1.101.3.4.3.18", .mlDSA(65)),
      ("2.16.840.1.101.3.4.3.19", .mlDSA(87)),
    ] as [(String, SignatureAlgorithm)])
  func signatureAlgorithms(_ arcs: String, _ algorithm: SignatureAlgorithm) throws {
    func read(_ parameters: [UInt8]?) throws -> SignatureAlgorithm {
      let identifier = DER.algorithm(arcs, parameters: parameters)
      let bytes = CertificateFields.with { ($0.signature, $0.signatureAlgorithm) = (identifier, identifier) }
      return try Certificate(der: bytes).signatureAlgorithm
    }
    #expect(try read(nil) == algorithm)
    let identifier = try #require(OID(arcs))
    if case .rsaPKCS1 = algorithm {
      #expect(try read(DER.null) == algorithm)
      #expect(try read(DER.sequence()) == .malformed(identifier, .parametersNotNull))
    } else {
      #expect(try read(DER.null) == .malformed(identifier, .parametersPresent))
    }
  }

  @Test(
    arguments: [
      (nil, .malformed(.rsassaPSS, .parametersMissing)),
      // Every default of RFC 4055 §3.1, and each of them written out.
      (pss(), .rsaPSS(PSSParameters(.sha1))),
      (
        pss(
          hash: DER.algorithm("1.3.14.3.2.26"),
          function: DER.algorithm("1.2.840.113549.1.1.8", parameters: DER.algorithm("1.3.14.3.2.26")),
          salt: DER.integer(20), trailer: DER.integer(1)), .rsaPSS(PSSParameters(.sha1))
      ),
      (pss(hash: sha256, function: mask256, salt: DER.integer(32)), .rsaPSS(PSSParameters(.sha256))),
      (
        pss(hash: sha256, salt: DER.integer(0)),
        .rsaPSS(PSSParameters(hash: .sha256, maskHash: .sha1, saltByteCount: 0))
      ),
      (pss(trailer: DER.integer(2)), .malformed(.rsassaPSS, .trailerField)),
      (pss(salt: DER.integer(2049)), .malformed(.rsassaPSS, .saltTooLong)),
      (pss(salt: DER.integer(-1)), .malformed(.rsassaPSS, .encoding(.integerOutOfRange))),
      (pss(hash: DER.algorithm("1.2.840.113549.2.5")), .malformed(.rsassaPSS, .digestUnknown(.md5))),
      (
        pss(function: DER.algorithm("1.2.840.113549.1.1.7")),
        .malformed(.rsassaPSS, .maskFunctionUnknown(.rsaesOAEP))
      ),
      (
        pss(hash: DER.algorithm("2.16.840.1.101.3.4.2.1", parameters: DER.integer(1))),
        .malformed(.rsassaPSS, .encoding(.unexpectedTag(expected: .null, found: .integer)))
      ),
      (pss() + DER.null, .malformed(.rsassaPSS, .encoding(.trailingData))),
      (DER.null, .malformed(.rsassaPSS, .encoding(.unexpectedTag(expected: .sequence, found: .null)))),
    ] as [([UInt8]?, SignatureAlgorithm)])
  func parametersOfPSS(_ parameters: [UInt8]?, _ algorithm: SignatureAlgorithm) throws {
    let identifier = DER.sequence(DER.oid("1.2.840.113549.1.1.10") + (parameters ?? []))
    #expect(SignatureAlgorithm(identifier.span, identifier: 0..<identifier.count) == algorithm)
  }

  @Test func onlyTheParametersOfTLSFitIt() {
    let hashes = HashAlgorithm.allCases.filter { PSSParameters($0).fitsTLS13 }
    #expect(hashes == [.sha256, .sha384, .sha512])
    #expect(!PSSParameters(hash: .sha256, maskHash: .sha256, saltByteCount: 20).fitsTLS13)
    #expect(!PSSParameters(hash: .sha256, maskHash: .sha1, saltByteCount: 32).fitsTLS13)
  }

  @Test(arguments: [("1.3.6.1.5.5.7.6.30", HashAlgorithm.shake128), ("1.3.6.1.5.5.7.6.31", .shake256)])
  func aKeyForSHAKERestrictsItsSignatures(_ identifier: String, _ hash: HashAlgorithm) throws {
    let rsa = CertificateFields.rsaKey(bitCount: 2048)
    let plain = try PublicKeyParts(rsa.span, 0..<rsa.count)
    let info = CertificateFields.key(identifier, nil, Array(rsa[plain.key]))
    let key = try #require(try PublicKeyParts(info.span, 0..<info.count).verificationKey(info.span))
    let fitting = HashAlgorithm.allCases.filter { key.fits(.rsaPSS(PSSParameters($0))) }
    #expect(fitting == [hash])
    #expect(!key.fits(.rsaPSS(PSSParameters(hash: hash, maskHash: hash, saltByteCount: 65))))
    #expect(!key.fits(.rsaPKCS1(.sha256)))
    #expect(SubjectKey(key).publicKey.description == "RSA-PSS, 2048 bits, for \(hash.name) only")
    let withNull = CertificateFields.key(identifier, DER.null, Array(rsa[plain.key]))
    #expect(throws: PublicKeyError.self) {
      try PublicKeyParts(withNull.span, 0..<withNull.count).verificationKey(withNull.span)
    }
  }

  @Test func aKeyForPSSRestrictsItsSignatures() throws {
    let rsa = CertificateFields.rsaKey(bitCount: 2048)
    func key(_ parameters: [UInt8]?) throws -> VerificationKey {
      let plain = try PublicKeyParts(rsa.span, 0..<rsa.count)
      let info = CertificateFields.key("1.2.840.113549.1.1.10", parameters, Array(rsa[plain.key]))
      return try #require(try PublicKeyParts(info.span, 0..<info.count).verificationKey(info.span))
    }
    let long = SignatureAlgorithm.rsaPSS(PSSParameters(hash: .sha256, maskHash: .sha256, saltByteCount: 64))
    let short = SignatureAlgorithm.rsaPSS(PSSParameters(hash: .sha256, maskHash: .sha256, saltByteCount: 16))
    let usual = SignatureAlgorithm.rsaPSS(PSSParameters(.sha256))
    let others: [SignatureAlgorithm] = [.rsaPSS(PSSParameters(.sha384)), .rsaPKCS1(.sha256), .ecdsa(.sha256)]
    let free = try key(nil)
    #expect([long, short, usual, others[0]].allSatisfy(free.fits) && !others.dropFirst().contains(where: free.fits))
    let bound = try key(Self.pss(hash: Self.sha256, function: Self.mask256, salt: DER.integer(32)))
    #expect([long, usual].allSatisfy(bound.fits) && !([short] + others).contains(where: bound.fits))
    #expect(SubjectKey(bound).publicKey.description == "RSA-PSS, 2048 bits, for SHA-256 only")
    let info = CertificateFields.key("1.2.840.113549.1.1.10", DER.null, [0])
    #expect(throws: PublicKeyError.self) { try PublicKeyParts(info.span, 0..<info.count).verificationKey(info.span) }
  }
}

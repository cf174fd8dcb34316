import CertificateEncoding
import Certificates
import RegistryTrust
import TestSupport
import Testing

/// Keys as Go's `x509.ParsePKCS8PrivateKey`, `ParsePKCS1PrivateKey` and `ParseECPrivateKey` read them.
///
/// All verdicts and texts are what Go 1.27.3 said to such files.
@Suite("Private keys as Go reads them")
struct GoPrivateKeyTests {
  private func resolve(_ certificate: String, _ key: [UInt8]) throws -> RegistryTrust {
    try GoKeyPairTests.resolve(certificate, Material.pem("PRIVATE KEY", key))
  }

  private func wording(_ certificate: String, _ key: [UInt8]) throws -> String? {
    try resolve(certificate, key).wording
  }

  private static let point = TestKey(1).point
  private static let hybrid = [6 + (point.last ?? 0) & 1] + point.dropFirst()
  private static let otherPoint = TestKey(2).point

  @Test(
    "Odd keys on P-256 that Go takes, and what a strict reader says of each",
    arguments: [
      (OddKeys.curve(), nil), (OddKeys.curve(DER.context(1, DER.bitString(hybrid))), nil),
      (OddKeys.curve(DER.context(1, DER.bitString(otherPoint))), .inconsistent),
      (OddKeys.curve(DER.context(1, DER.bitString([1, 2, 3]))), .inconsistent),
      (OddKeys.curve(DER.context(0, OddKeys.p384)), .inconsistent),
      (OddKeys.curve(DER.context(0, DER.sequence(DER.integer(1)))), .explicitCurve),
      (OddKeys.curve(DER.context(0, OddKeys.p256 + DER.integer(1))), .malformed(.trailingData)),
      (OddKeys.curve(DER.integer(1), DER.integer(2)), .malformed(.trailingData)),
      (OddKeys.curve(algorithmRest: DER.integer(7)), .malformed(.trailingData)),
      (OddKeys.curve(parameters: [], DER.context(0, OddKeys.p256)), .missingCurve),
      (OddKeys.curve(parameters: DER.null, DER.context(0, OddKeys.p256)), .algorithmParameters(.ecPublicKey)),
      (OddKeys.curve() + [9, 9, 9], .malformed(.trailingData)),
      (OddKeys.sec1(OddKeys.one, DER.context(0, OddKeys.p256)) + [1, 2], .malformed(.trailingData)),
      (OddKeys.sec1([UInt8](repeating: 0, count: 200) + OddKeys.one, DER.context(0, OddKeys.p256)), nil),
      (OddKeys.sec1([1], DER.context(0, OddKeys.p256)), nil),
    ] as [([UInt8], PrivateKeyError.Reason?)])
  func curves(_ key: [UInt8], _ fault: PrivateKeyError.Reason?) throws {
    let registry = try resolve(Material.certificate("c"), key)
    #expect(registry.failure == nil)
    #expect(registry.identities.count == 1)
    #expect(registry.identities.first?.keyFault?.reason == fault)
    #expect(fault == nil || registry.identities.first?.keyFault?.position?.line == 1)
  }

  @Test(
    "Ed25519 with a public key, as several libraries have written it",
    arguments: [
      (OddKeys.edwards(version: 1, DER.raw(tag: 0x81, contents: [0] + OddKeys.edwardsPoint)), nil),
      (
        OddKeys.edwards(version: 1, DER.raw(tag: 0xA1, contents: [3, 0x21, 0] + OddKeys.edwardsPoint)),
        .malformed(.trailingData)
      ),
      (
        OddKeys.edwards(version: 0, DER.raw(tag: 0x81, contents: [0] + OddKeys.edwardsPoint)), .malformed(.trailingData)
      ),
      (OddKeys.edwards(version: 1, DER.raw(tag: 0x81, contents: [0] + OddKeys.seed)), .inconsistent),
      (OddKeys.edwards(version: 5), .malformed(.integerOutOfRange)),
      (OddKeys.edwards(version: -3), .malformed(.integerOutOfRange)),
      (OddKeys.edwards(version: 0, DER.context(0, DER.sequence(DER.integer(1)))), nil),
      (
        Material.pkcs8("1.3.101.112", DER.octetString(OddKeys.seed) + [1, 2, 3]), .malformed(.trailingData)
      ),
    ] as [([UInt8], PrivateKeyError.Reason?)])
  func edwards(_ key: [UInt8], _ fault: PrivateKeyError.Reason?) throws {
    let registry = try resolve(OddKeys.certificate(OddKeys.edwards), key)
    #expect(registry.failure == nil)
    #expect(registry.identities.count == 1)
    #expect(registry.identities.first?.keyFault?.reason == fault)
  }

  private static let order: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xBC, 0xE6, 0xFA, 0xAD, 0xA7,
    0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x52,
  ]

  @Test(
    "Scalars and structures on P-256 that Go refuses",
    arguments: [
      ([], "ecdsa: invalid public key encoding"),
      ([UInt8](repeating: 0, count: 32), "ecdsa: invalid public key encoding"),
      (order, "input overflows the modulus"), ([UInt8](repeating: 0xFF, count: 32), "input overflows the modulus"),
      ([1] + [UInt8](repeating: 0, count: 32), "x509: invalid private key length"),
    ] as [([UInt8], String)])
  func scalars(_ scalar: [UInt8], _ text: String) throws {
    let key = Material.pkcs8("1.2.840.10045.2.1", parameters: OddKeys.p256, OddKeys.sec1(scalar))
    #expect(
      try wording(Material.certificate("c"), key)
        == "tls: failed to parse private key: x509: failed to parse EC private key embedded in PKCS#8: " + text)
    // Of the plain structure Go tells the error with PKCS #8.
    #expect(
      try wording(Material.certificate("c"), OddKeys.sec1(scalar, DER.context(0, OddKeys.p256)))
        == "tls: failed to parse private key: x509: failed to parse private key (use ParseECPrivateKey instead for this "
        + "key format)")
  }

  @Test(
    "Public keys beside a scalar whose form Go minds",
    arguments: [
      (DER.context(1, DER.raw(tag: 3, contents: [])), "asn1: syntax error: zero length BIT STRING"),
      (DER.context(1, DER.raw(tag: 3, contents: [1, 3])), "asn1: syntax error: invalid padding bits in BIT STRING"),
      (DER.context(1, DER.raw(tag: 3, contents: [8, 0])), "asn1: syntax error: invalid padding bits in BIT STRING"),
      (DER.context(1, DER.raw(tag: 3, contents: [7])), "asn1: syntax error: invalid padding bits in BIT STRING"),
      (DER.context(0, []), "asn1: structure error: explicit tag has no child"),
      (
        DER.context(0, []) + DER.integer(1),
        "asn1: structure error: zero length explicit tag was not an asn1.Flag"
      ),
    ])
  func points(_ rest: [UInt8], _ text: String) throws {
    #expect(
      try wording(Material.certificate("c"), OddKeys.curve(rest))
        == "tls: failed to parse private key: x509: failed to parse EC private key embedded in PKCS#8: x509: failed to "
        + "parse EC private key: " + text)
  }

  private static func changed(_ place: Int, _ change: (inout [UInt8]) -> Void) -> [UInt8] {
    var numbers = OddKeys.numbers
    change(&numbers[place])
    return OddKeys.pkcs1(numbers)
  }

  private static func lastByte(_ change: Int) -> (inout [UInt8]) -> Void {
    { $0[$0.count - 1] = UInt8(truncatingIfNeeded: Int($0[$0.count - 1]) + change) }
  }

  @Test(
    "Numbers of RSA that Go refuses",
    arguments: [
      (OddKeys.pkcs1(OddKeys.numbers, version: 2), "x509: unsupported private key version"),
      (changed(1) { $0 = [0] }, "x509: private key contains zero or negative value"),
      (changed(4) { $0 = [0xFF] }, "x509: private key contains zero or negative value"),
      (changed(0) { $0 = [1] }, "modulus must be > 1"), (changed(2) { $0 = [1] }, "modulus must be > 1"),
      (changed(1) { $0 += [0, 0] }, "input overflows the modulus size"),
      (changed(1) { $0[1] = 0xFF }, "input overflows the modulus"),
      (changed(6) { $0 = OddKeys.numbers[2] }, "input overflows the modulus"),
      (changed(0, lastByte(1)), "crypto/rsa: public modulus is even"),
      (OddKeys.pkcs1(OddKeys.numbers, exponent: -3), "crypto/rsa: public exponent too small or negative"),
      (OddKeys.pkcs1(OddKeys.numbers, exponent: 1), "crypto/rsa: public exponent too small or negative"),
      (OddKeys.pkcs1(OddKeys.numbers, exponent: 4), "crypto/rsa: public exponent is even"),
      (OddKeys.pkcs1(OddKeys.numbers, exponent: 1 << 31 + 11), "crypto/rsa: public exponent too large"),
      (OddKeys.pkcs1(OddKeys.numbers, exponent: 3), "crypto/rsa: invalid CRT exponent"),
      (changed(2) { $0 = OddKeys.numbers[0] }, "crypto/rsa: invalid prime"),
      (changed(2, lastByte(2)), "crypto/rsa: p * q != n"), (changed(0, lastByte(2)), "crypto/rsa: p * q != n"),
      (changed(4, lastByte(2)), "crypto/rsa: invalid CRT exponent"),
      (changed(5, lastByte(2)), "crypto/rsa: invalid CRT exponent"),
      (changed(6, lastByte(1)), "crypto/rsa: invalid CRT coefficient"),
      (changed(1, lastByte(1)), "crypto/rsa: d does not match dP"),
      (OddKeys.pkcs1(OddKeys.numbers) + [0], "asn1: syntax error: trailing data"),
      (OddKeys.pkcs1(OddKeys.numbers, DER.sequence(DER.integer(1))), "asn1: structure error: sequence tag mismatch"),
      (OddKeys.pkcs1(OddKeys.numbers, [0x30, 5]), "asn1: syntax error: data truncated"),
      (
        OddKeys.pkcs1(OddKeys.numbers, DER.sequence([0x30, 5])), "asn1: syntax error: truncated sequence"
      ),
      (
        OddKeys.pkcs1(OddKeys.numbers, DER.sequence(DER.sequence(DER.integer(0), DER.integer(3), DER.integer(3)))),
        "x509: private key contains zero or negative prime"
      ),
      (
        OddKeys.pkcs1(OddKeys.numbers, DER.sequence(DER.sequence(DER.integer(1), DER.integer(3), DER.integer(3)))),
        "crypto/rsa: prime factor is <= 1"
      ),
      (
        OddKeys.sec1(OddKeys.one),
        "x509: failed to parse private key (use ParseECPrivateKey instead for this key format)"
      ),
      (
        OddKeys.curve(), "x509: failed to parse private key (use ParsePKCS8PrivateKey instead for this key format)"
      ),
    ])
  func numbers(_ key: [UInt8], _ text: String) throws {
    #expect(
      try wording(OddKeys.certificate(OddKeys.smallRSA), OddKeys.wrapped(key))
        == "tls: failed to parse private key: x509: failed to parse RSA private key embedded in PKCS#8: " + text)
  }

  @Test(
    "Odd RSA keys that Go takes",
    arguments: [
      OddKeys.pkcs1(OddKeys.numbers), OddKeys.pkcs1(OddKeys.numbers, version: 1),
      OddKeys.pkcs1(OddKeys.numbers, version: -5), OddKeys.pkcs1(Array(OddKeys.numbers.dropLast(3))),
      OddKeys.pkcs1(Array(OddKeys.numbers.dropLast())), OddKeys.pkcs1(OddKeys.numbers, DER.octetString([1])),
      OddKeys.pkcs1(OddKeys.numbers, DER.integer(4)), OddKeys.pkcs1(OddKeys.numbers, DER.sequence()),
      OddKeys.pkcs1(OddKeys.numbers, [4, 5]),
    ])
  func takenNumbers(_ key: [UInt8]) throws {
    // Of 512 bits: what Go takes of a larger key, it takes of a small one, and doesn't sign with it.
    let registry = try resolve(OddKeys.certificate(OddKeys.smallRSA), OddKeys.wrapped(key))
    #expect(registry.failure == nil)
    #expect(registry.registryEndpoint.unusableIdentities.map { $0.error.reason } == [.modulusTooSmall(bitCount: 512)])
  }

  @Test("A key that is of no use belongs to its certificate all the same")
  func unusable() throws {
    let small = Material.pem("RSA PRIVATE KEY", Material.smallRSA)
    #expect(
      try GoKeyPairTests.wording(Material.certificate("c"), small)
        == "tls: private key type does not match public key type")
    var modulus = OddKeys.numbers[0]
    modulus[9] ^= 1
    for info in [OddKeys.rsa(modulus), OddKeys.rsa(OddKeys.numbers[0], 3)] {
      #expect(
        try GoKeyPairTests.wording(OddKeys.certificate(info), small) == "tls: private key does not match public key")
    }
    let key = Material.pem("EC PRIVATE KEY", Material.sec1(1, curve: "1.3.132.0.33"))
    #expect(
      try GoKeyPairTests.wording(Material.certificate("c"), key) == "tls: private key does not match public key")
    #expect(
      try GoKeyPairTests.wording(OddKeys.certificate(OddKeys.smallRSA), key)
        == "tls: private key type does not match public key type")
  }

  @Test("Three primes: Go signs with the private exponent")
  func threePrimes() throws {
    let pem = try Vectors.text("key-files/refused/three-primes.pem")
    let registry = try GoKeyPairTests.resolve(OddKeys.certificate(OddKeys.rsa(OddKeys.threePrimesModulus())), pem)
    #expect(registry.failure == nil)
    #expect(registry.identities.map { $0.keyFault?.reason } == [.multiplePrimes])
    #expect(registry.identities.first?.identity.privateKey.kind.description == "RSA, 2048 bits")
  }
}

import CertificateCryptography
import CertificateEncoding
import TestSupport
import Testing

@testable import Certificates

/// Private keys as OpenSSL writes them, each with its own certificate and with those of all others.
@Suite struct PrivateKeyTests {
  private func expectMatch(_ key: PrivateKey, _ folder: String) throws {
    for (name, kind) in KeyVectors.kinds {
      #expect(key.publicKeyMatches(try KeyVectors.certificate(name)) == (name == folder), "\(name)")
      if name == folder {
        #expect(key.kind.description == kind)
        #expect(key.description == "private key: \(kind)")
      }
    }
  }

  @Test(arguments: KeyVectors.plain)
  func plainKeys(_ path: String) throws {
    let key = try PrivateKey(try KeyVectors.bytes(path))
    try expectMatch(key, String(path.prefix { $0 != "/" }))
    #expect(key.encryption == nil)
    #expect(key.position.line == (path.hasSuffix(".der") ? 0 : path.hasSuffix("parameters.pem") ? 5 : 2))
    let expected: PrivateKeyForm = path.contains("pkcs8") ? .pkcs8 : path.contains("pkcs1") ? .pkcs1 : .sec1
    #expect(key.form == expected)
    // A passphrase that is not needed is not looked at.
    #expect(KeyVectors.error(try KeyVectors.bytes(path), passphrase: [1]) == nil)
  }

  @Test(arguments: KeyVectors.encrypted)
  func encryptedKeys(_ path: String, _ scheme: String) throws {
    let bytes = try KeyVectors.bytes(path)
    let key = try PrivateKey(bytes, passphrase: KeyVectors.passphrase)
    try expectMatch(key, String(path.prefix { $0 != "/" }))
    #expect(key.encryption?.description == scheme)
    #expect(key.encryption?.isLegacyPEM == scheme.hasPrefix("PEM"))
    guard let encryption = key.encryption else { return }
    let line = path.hasSuffix(".der") ? 0 : 2
    for wrong in ["", "Test", "test "] {
      let error = KeyVectors.error(bytes, passphrase: Array(wrong.utf8))
      #expect(error?.reason == .wrongPassphrase(encryption))
      #expect(error?.position == Certificate.Position(block: 1, line: line))
    }
    #expect(KeyVectors.error(bytes)?.reason == .passphraseNeeded(encryption))
    #expect(KeyVectors.error(bytes)?.position == Certificate.Position(block: 1, line: line))
  }

  @Test func keysThatAreRecognizedElsewhere() throws {
    for name in [
      "rsa-pkcs1", "rsa-pkcs8", "rsa-pkcs1-encrypted", "rsa-pkcs8-encrypted", "ec-sec1", "ec-pkcs8", "ed25519-pkcs8",
    ] {
      _ = try PrivateKey(try Vectors.bytes("keys/\(name).pem"), passphrase: KeyVectors.passphrase)
    }
    for name in ["public", "public-pkcs1"] {
      #expect(KeyVectors.error(try Vectors.bytes("keys/\(name).pem"))?.reason == .noPrivateKey([.publicKey]))
    }
  }

  @Test(
    arguments: [
      ("dsa.pem", .dsa), ("dsa-pkcs8.pem", .dsa), ("p224.pem", .unsupportedCurve(.p224)),
      ("brainpool.pem", .unsupportedCurve(.brainpoolP256r1)), ("explicit-curve.pem", .explicitCurve),
      ("x25519.pem", .unsupportedAlgorithm(.x25519)), ("rsa-512.pem", .modulusTooSmall(bitCount: 512)),
      ("three-primes.pem", .multiplePrimes), ("pkcs12.der", .pkcs12),
    ] as [(String, PrivateKeyError.Reason)])
  func refusedKeys(_ name: String, _ reason: PrivateKeyError.Reason) throws {
    let error = KeyVectors.error(try KeyVectors.bytes("refused/\(name)"))
    #expect(error?.reason == reason)
    if name.hasSuffix(".pem") { #expect(error?.position?.block == 1) }
    #expect(error?.position?.line == (name.hasSuffix(".der") ? nil : 2))
  }

  @Test(
    arguments: [
      ("camellia.pem", "PBES2, PBKDF2 with HMAC-SHA-256, 2048 iterations, algorithm 1.2.392.200011.61.1.1.1.4"),
      ("camellia-sec1.pem", "PEM encryption, CAMELLIA-256-CBC"), ("pbe-sha1-3des.pem", "PBE-SHA1-3DES"),
    ])
  func unsupportedEncryption(_ name: String, _ scheme: String) throws {
    let bytes = try KeyVectors.bytes("refused/\(name)")
    for passphrase in [nil, KeyVectors.passphrase] {
      guard case .unsupportedEncryption(let encryption)? = KeyVectors.error(bytes, passphrase: passphrase)?.reason
      else {
        Issue.record("\(String(describing: KeyVectors.error(bytes, passphrase: passphrase)))")
        continue
      }
      #expect(encryption.description == scheme)
      #expect(!encryption.isSupported)
    }
  }

  private func text(_ label: String, _ contents: [UInt8]) -> [UInt8] {
    Array("-----BEGIN \(label)-----\n\(Base64Text.encode(contents))\n-----END \(label)-----\n".utf8)
  }

  @Test func filesThatHoldNoKey() throws {
    func reason(_ text: String) -> PrivateKeyError.Reason? { KeyVectors.error(Array(text.utf8))?.reason }
    #expect(reason("") == .empty)
    #expect(reason(" \r\n\t ") == .empty)
    #expect(reason("no key at all") == .unrecognized)
    #expect(reason("pkcs11:token=registry;object=client;type=private") == .pkcs11URI)
    #expect(reason("\n PKCS11:object=a\n") == .pkcs11URI)
    #expect(reason("engine:pkcs11:label_client") == .keptElsewhere)
    #expect(reason("org.openssl.engine:pkcs11:key") == .keptElsewhere)
    #expect(KeyVectors.error([0x30, 0x03, 0x02, 0x01, 0x00])?.reason == .unrecognized)
    #expect(KeyVectors.error(text("OPENSSH PRIVATE KEY", [1, 2, 3]))?.reason == .openSSH)
    #expect(KeyVectors.error(text("TSS2 PRIVATE KEY", [1, 2, 3]))?.reason == .keptElsewhere)
    #expect(KeyVectors.error(text("PRIVATE KEY", DER.sequence(DER.utf8("what"))))?.reason == .unrecognized)
    #expect(
      KeyVectors.error(text("PRIVATE KEY", [1, 2, 3]))?.reason
        == .malformed(.unexpectedTag(expected: .sequence, found: DERTag(rawValue: 1))))
    #expect(KeyVectors.error(text("PRIVATE KEY", []))?.reason == .pem(.empty))
    let certificate = try KeyVectors.bytes("p256/certificate.pem")
    #expect(KeyVectors.error(certificate)?.reason == .noPrivateKey([.certificate]))
    #expect(KeyVectors.error(try KeyVectors.bytes("chain.pem"))?.reason == .noPrivateKey([.certificate, .certificate]))
    #expect(KeyVectors.error([0x30, 0x82, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 65_535))?.reason == .tooLarge)
    let key = try KeyVectors.bytes("p256/pkcs8.pem")
    #expect(KeyVectors.error(key.dropLast(20).map { $0 })?.reason == .pem(.missingEnd))
    let utf16 = Array("-----BEGIN PRIVATE KEY-----".utf8).reduce(into: [UInt8]()) { $0 += [$1, 0] }
    #expect(KeyVectors.error([0xFF, 0xFE] + utf16)?.reason == .pem(.utf16))
  }

  @Test func damagedTextIsLocated() throws {
    let file = String(decoding: try KeyVectors.bytes("p256/pkcs8.pem"), as: UTF8.self)
    var lines = file.split(separator: "\n").map(String.init)
    lines[3] = "!" + lines[3].dropFirst()
    let error = KeyVectors.error(Array(lines.joined(separator: "\n").utf8))
    #expect(error?.reason == .pem(.invalidCharacter(UInt8(ascii: "!"), column: 1)))
    #expect(error?.position == Certificate.Position(block: 1, line: 2))
    lines = file.split(separator: "\n").map(String.init)
    lines[2].removeLast()
    #expect(KeyVectors.error(Array(lines.joined(separator: "\n").utf8))?.reason == .pem(.wrongPadding))
  }

  @Test func theFirstKeyOfSeveralIsRead() throws {
    let file =
      try KeyVectors.bytes("rsa/certificate.pem") + KeyVectors.bytes("p384/pkcs8.pem")
      + KeyVectors.bytes("p256/pkcs8.pem")
    let key = try PrivateKey(file)
    #expect(key.kind.description == "P-384")
    #expect(key.position.block == 2)
  }

  @Test func lineEndsAndIndentation() throws {
    for path in ["p256/pkcs8.pem", "p256/sec1-aes256.pem", "rsa/pkcs1-des3.pem"] {
      let file = String(decoding: try KeyVectors.bytes(path), as: UTF8.self)
      for end in ["\r\n", "\r", "  \n"] where end != "  \n" || !path.contains("-") {
        _ = try PrivateKey(Array(file.replacing("\n", with: end).utf8), passphrase: KeyVectors.passphrase)
      }
    }
  }

  /// As OpenSSL takes them: white space behind a header or on the blank line, and the cipher's name in any letters.
  @Test(arguments: ["p256/sec1-aes256.pem", "rsa/pkcs1-des3.pem"])
  func headersAreLenient(_ path: String) throws {
    let file = String(decoding: try KeyVectors.bytes(path), as: UTF8.self)
    for (part, other) in [
      ("\n\n", "\n \n"), ("\n\n", "\n\t \n"), ("ENCRYPTED\n", "ENCRYPTED \t\n"), ("\n\n", " \r\n\t\r\n"),
      ("AES-256-CBC", "aes-256-CBC"), ("DES-EDE3-CBC", "des-ede3-cbc"),
    ] {
      let key = try PrivateKey(Array(file.replacing(part, with: other).utf8), passphrase: KeyVectors.passphrase)
      #expect(key.encryption?.description.contains("-CBC") == true)
    }
  }

  private func pkcs8(_ algorithm: [UInt8], _ secret: [UInt8], version: Int = 0, _ rest: [UInt8]...) -> [UInt8] {
    DER.sequence([DER.integer(version), algorithm, DER.octetString(secret)] + rest)
  }

  /// A public key that is written beside the secret must be the secret's.
  @Test func publicPartsMustAgree() throws {
    let seed = [UInt8](repeating: 7, count: 32)
    let algorithm = DER.algorithm("1.3.101.112")
    let secret = DER.octetString(seed)
    // As OpenSSL computes it.
    let publicKey: [UInt8] = [
      0xEA, 0x4A, 0x6C, 0x63, 0xE2, 0x9C, 0x52, 0x0A, 0xBE, 0xF5, 0x50, 0x7B, 0x13, 0x2E, 0xC5, 0xF9, 0x95, 0x47, 0x76,
      0xAE, 0xBE, 0xBE, 0x7B, 0x92, 0x42, 0x1E, 0xEA, 0x69, 0x14, 0x46, 0xD2, 0x2C,
    ]
    func error(_ version: Int, _ key: [UInt8]) -> PrivateKeyError.Reason? {
      KeyVectors.error(pkcs8(algorithm, secret, version: version, DER.implicit(1, DER.bitString(key))))?.reason
    }
    #expect(error(1, publicKey) == nil)
    #expect(error(1, publicKey.map { $0 ^ 1 }) == .inconsistent)
    #expect(error(0, publicKey) == .malformed(.trailingData))
    #expect(KeyVectors.error(pkcs8(algorithm, secret, version: 2))?.reason == .malformed(.integerOutOfRange))
    #expect(KeyVectors.error(pkcs8(algorithm, DER.octetString([1])))?.reason == .wrongLength)
    let withParameters = DER.algorithm("1.3.101.112", parameters: [5, 0])
    #expect(KeyVectors.error(pkcs8(withParameters, secret))?.reason == .algorithmParameters(.ed25519))
  }

  @Test func curvesMustAgree() throws {
    let p256 = DER.oid("1.2.840.10045.3.1.7")
    let p384 = DER.oid("1.3.132.0.34")
    let scalar = DER.octetString([UInt8](repeating: 9, count: 32))
    func sec1(_ parameters: [UInt8]?) -> [UInt8] {
      DER.sequence([DER.integer(1), scalar] + (parameters.map { [DER.context(0, $0)] } ?? []))
    }
    let outer = DER.algorithm("1.2.840.10045.2.1", parameters: p256)
    #expect(KeyVectors.error(pkcs8(outer, sec1(nil))) == nil)
    #expect(KeyVectors.error(pkcs8(outer, sec1(p256))) == nil)
    #expect(KeyVectors.error(pkcs8(outer, sec1(p384)))?.reason == .inconsistent)
    #expect(KeyVectors.error(sec1(p256)) == nil)
    #expect(KeyVectors.error(sec1(nil))?.reason == .missingCurve)
    // EC PARAMETERS before the key say what it does not.
    #expect(KeyVectors.error(text("EC PARAMETERS", p256) + text("EC PRIVATE KEY", sec1(nil))) == nil)
    #expect(
      KeyVectors.error(text("EC PARAMETERS", DER.oid("1.3.132.0.33")) + text("EC PRIVATE KEY", sec1(nil)))?.reason
        == .unsupportedCurve(.p224))
    #expect(KeyVectors.error(text("EC PRIVATE KEY", sec1(nil)))?.reason == .missingCurve)
    let zero = DER.sequence(DER.integer(1), DER.octetString([UInt8](repeating: 0, count: 32)), DER.context(0, p256))
    #expect(KeyVectors.error(zero)?.reason == .outOfRange)
  }

  /// The hybrid form says the whole point, and by its first byte whether y is odd.
  @Test func publicPointsInAnyForm() throws {
    let algorithm = DER.algorithm("1.2.840.10045.2.1", parameters: DER.oid("1.2.840.10045.3.1.7"))
    func error(_ number: Int, _ first: UInt8, _ change: UInt8 = 0) -> PrivateKeyError.Reason? {
      var point = TestKey(number).point
      point[0] = first
      point[point.count - 1] ^= change
      let scalar = DER.octetString([UInt8](repeating: 0, count: 31) + [UInt8(number)])
      let key = DER.sequence(DER.integer(1), scalar, DER.context(1, DER.bitString(point)))
      return KeyVectors.error(pkcs8(algorithm, key))?.reason
    }
    for number in 1...6 {
      let hybrid = 6 + (TestKey(number).point.last ?? 0) & 1
      #expect(error(number, 4) == nil)
      #expect(error(number, hybrid) == nil)
      #expect(error(number, hybrid ^ 1) == .inconsistent)
      #expect(error(number, hybrid, 2) == .inconsistent)
      #expect(error(number, 5) == .inconsistent)
    }
  }

  /// Each number of an RSA key is changed by one, and each must be missed.
  @Test func numbersOfRSAMustAgree() throws {
    let file = try KeyVectors.bytes("rsa/pkcs1.der")
    var outer = DERReader(0..<file.count)
    var fields = try outer.enter(.sequence, file.span)
    var places: [Range<Int>] = []
    while !fields.isAtEnd { places.append(try fields.read(file.span).contents) }
    #expect(places.count == 9)
    for (index, place) in places.enumerated() {
      var altered = file
      altered[place.upperBound - 1] ^= 2
      let reason = KeyVectors.error(altered)?.reason
      #expect(reason == (index == 0 ? .malformed(.integerOutOfRange) : .inconsistent), "number \(index)")
    }
  }

  @Test func encryptionThatCostsTooMuch() throws {
    func file(_ derivation: [UInt8]) -> [UInt8] {
      let cipher = DER.algorithm(
        "2.16.840.1.101.3.4.1.42", parameters: DER.octetString([UInt8](repeating: 1, count: 16)))
      let parameters = DER.sequence(derivation, cipher)
      return DER.sequence(
        DER.algorithm("1.2.840.113549.1.5.13", parameters: parameters),
        DER.octetString([UInt8](repeating: 2, count: 160)))
    }
    func pbkdf2(_ count: Int) -> [UInt8] {
      file(DER.algorithm("1.2.840.113549.1.5.12", parameters: DER.sequence(DER.octetString([1]), DER.integer(count))))
    }
    func scrypt(_ n: Int, _ r: Int, _ p: Int) -> [UInt8] {
      file(
        DER.algorithm(
          "1.3.6.1.4.1.11591.4.11",
          parameters: DER.sequence(DER.octetString([1]), DER.integer(n), DER.integer(r), DER.integer(p))))
    }
    func isTooCostly(_ bytes: [UInt8]) -> Bool {
      if case .encryptionTooCostly? = KeyVectors.error(bytes, passphrase: [1])?.reason { true } else { false }
    }
    func isMalformed(_ bytes: [UInt8]) -> Bool {
      KeyVectors.error(bytes, passphrase: [1])?.reason == .malformed(.integerOutOfRange)
    }
    #expect(!isTooCostly(pbkdf2(3)) && !isMalformed(pbkdf2(3)))
    #expect(isTooCostly(pbkdf2(PrivateKeyEncryption.maximumIterationCount + 1)))
    #expect(isTooCostly(pbkdf2(Int(Int32.max))))
    #expect(isMalformed(pbkdf2(0)))
    #expect(isMalformed(pbkdf2(-1)))
    #expect(isMalformed(pbkdf2(1 << 31)))
    #expect(!isTooCostly(scrypt(16, 1, 1)))
    #expect(isTooCostly(scrypt(1 << 20, 8, 1)))
    #expect(isTooCostly(scrypt(1 << 14, 1 << 10, 1)))
    #expect(isTooCostly(scrypt(2, 1, 1 << 24)))
    #expect(isTooCostly(scrypt(1 << 30, 1 << 30, 1 << 30)))
    // Many blocks of PBKDF2 and next to nothing between them.
    #expect(isTooCostly(scrypt(2, 1, 1 << 19 - 4)))
    func exceedsLimits(_ n: Int, _ r: Int, _ p: Int) -> Bool? {
      PrivateKeyFile(scrypt(n, r, p)).firstKey?.encryption?.exceedsLimits
    }
    #expect(exceedsLimits(1 << 14, 8, 15) == false)
    #expect(exceedsLimits(1 << 14, 8, 16) == true)
    #expect(exceedsLimits(2, 1, (1 << 21) / 10) == false)
    #expect(exceedsLimits(2, 1, (1 << 21) / 10 + 1) == true)
    #expect(exceedsLimits(1 << 15, 8, 1) == false)
    #expect(exceedsLimits(1 << 16, 8, 1) == true, "the two blocks to work with are over the limit")
    #expect(isMalformed(scrypt(15, 8, 1)))
    #expect(isMalformed(scrypt(1, 8, 1)))
    #expect(isMalformed(scrypt(16, 0, 1)))
  }
}

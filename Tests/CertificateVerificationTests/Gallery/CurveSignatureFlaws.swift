import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport
import Testing

/// Published flaws of verifying signatures on curves, each of them reproduced.
@Suite("Gallery: signatures on curves") struct CurveSignatureFlaws {
  private static let order: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
  ]
  private static let prime: [UInt8] =
    [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 12) + [UInt8](repeating: 0xFF, count: 12)
  private static let b: [UInt8] = [
    0x5A, 0xC6, 0x35, 0xD8, 0xAA, 0x3A, 0x93, 0xE7, 0xB3, 0xEB, 0xBD, 0x55, 0x76, 0x98, 0x86, 0xBC,
    0x65, 0x1D, 0x06, 0xB0, 0xCC, 0x53, 0xB0, 0xF6, 0x3B, 0xCE, 0x3C, 0x3E, 0x27, 0xD2, 0x60, 0x4B,
  ]

  /// SpecifiedECDomain (SEC 1 §C.2) of a field, a curve, a base point and an order.
  private func explicitKey(field: [UInt8], a: [UInt8], b: [UInt8], base: [UInt8], point: [UInt8]) -> [UInt8] {
    let curve = DER.sequence(DER.octetString(a), DER.octetString(b))
    let parameters = DER.sequence(
      DER.integer(1), field, curve, DER.octetString(base), DER.integer(unsigned: Self.order), DER.integer(1))
    return CertificateFields.key("1.2.840.10045.2.1", parameters, point)
  }

  private func primeField(_ prime: [UInt8]) -> [UInt8] {
    DER.sequence(DER.oid("1.2.840.10045.1.1"), DER.integer(unsigned: prime))
  }

  /// What comes of a chain with a signature on the leaf that is no such thing.
  private func evaluate(leafSignature signature: [UInt8]) throws -> Evaluation {
    var leaf = CertificateFields.leaf(by: "Issuer")
    leaf.signature = TestKey.algorithm
    leaf.signatureAlgorithm = TestKey.algorithm
    leaf.signatureValue = DER.bitString(signature)
    var chain = try MadeChain()
    chain.certificates[0] = try Certificate(der: leaf.encoded)
    return chain.evaluate()
  }

  @Test("CVE-2022-21449 (2022), psychic signatures: Java took r = s = 0 for everybody's signature of everything")
  func psychicSignatures() throws {
    let zero = DER.integer(0)
    let order = DER.integer(unsigned: Self.order)
    for (r, s) in [(zero, zero), (order, order), (zero, order), (zero, DER.integer(1)), (DER.integer(1), zero)] {
      #expect(try evaluate(leafSignature: DER.sequence(r, s)).codes.first?.hasPrefix("signature-") == true)
    }
    #expect(try MadeChain().evaluate().isVerified)
  }

  @Test("CVE-2020-0601 (2020), CurveBall: Windows compared keys and not curves, so that anybody chose the base point")
  func curveBall() throws {
    let root = MadeChain.rootKey
    // The root's own point as the base point makes 1 its private key, and this signature of a nonce of 1 good.
    var leaf = CertificateFields.leaf(by: "Root")
    leaf.signature = TestKey.algorithm
    leaf.signatureAlgorithm = TestKey.algorithm
    let digest = Natural(bigEndian: TestKey.sha256(of: leaf.signedPart))
    let r = Natural(bigEndian: Array(root.point[1..<33]))
    let s = (digest + r) % Natural(bigEndian: Self.order)
    leaf.signatureValue = DER.bitString(
      DER.sequence(DER.integer(unsigned: r.bigEndian(32)), DER.integer(unsigned: s.bigEndian(32))))
    let three = (Natural(bigEndian: Self.prime) - Natural(3)).bigEndian(32)
    var rogue = CertificateFields.authority("Root", by: "Root", key: root)
    rogue.publicKeyInfo = explicitKey(
      field: primeField(Self.prime), a: three, b: Self.b, base: root.point, point: root.point)
    let trusted = CertificateFields.authority("Root", by: "Root", key: root)
    let chain = try MadeChain([leaf.encoded, rogue.signed(by: root)], anchors: [trusted.signed(by: root)])
    #expect(!chain.evaluate().isVerified)
    // Even as a root that somebody trusts, it is a key that is not computed with.
    let foolish = try MadeChain([leaf.encoded], anchors: [rogue.signed(by: root)])
    #expect(foolish.evaluate().codes.contains { $0 == "key-malformed" || $0 == "issuer-key-unsupported" })
    #expect(foolish.evaluate().effort.signatures == 0)
  }

  @Test("CVE-2022-0778 (2022): OpenSSL looked forever for a square root modulo what was no prime")
  func endlessSquareRoot() throws {
    // The published key: a compressed base point on a curve over the integers modulo 697 = 17 · 41.
    let composite = explicitKey(
      field: primeField([0x02, 0xB9]), a: [0x01, 0x7B], b: [0x00, 0x17], base: [2, 0, 8], point: [2, 0, 8])
    // Compressed points on a curve of a name, on it and beside it.
    let compressed = (0..<8).map { x in
      CertificateFields.key(
        "1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), [2] + [UInt8](repeating: 0, count: 31) + [x])
    }
    for key in [composite] + compressed {
      let chain = try MadeChain(intermediate: { $0.publicKeyInfo = key })
      let evaluation = chain.evaluate()
      #expect(!evaluation.isVerified)
      // Reading a compressed point is work, and is counted once.
      #expect(evaluation.effort.signatureWork <= 6)
    }
    #expect(try MadeChain(intermediate: { $0.publicKeyInfo = composite }).evaluate().effort.signatures <= 1)
  }

  @Test("CVE-2015-1788 (2015): OpenSSL never returned from the inverse modulo a malformed polynomial")
  func malformedPolynomial() throws {
    let basis = DER.sequence(
      DER.integer(0), DER.oid("1.2.840.10045.1.2.3.2"), DER.integer(0))
    let field = DER.sequence(DER.oid("1.2.840.10045.1.2"), basis)
    let key = explicitKey(field: field, a: [0], b: [1], base: [4, 1, 1], point: [4, 1, 1])
    let evaluation = try MadeChain(intermediate: { $0.publicKeyInfo = key }).evaluate()
    #expect(!evaluation.isVerified)
    #expect(evaluation.effort.signatures <= 1)
  }

  @Test("CVE-2014-8275 (2014): OpenSSL let a certificate be spelled anew, so that blocklists of digests missed it")
  func otherSpellings() throws {
    let good = CertificateFields.leaf(by: "Issuer")
    func read(_ change: (inout CertificateFields) -> Void) throws -> Certificate {
      var fields = good
      fields.signature = TestKey.algorithm
      fields.signatureAlgorithm = TestKey.algorithm
      fields.signatureValue = DER.bitString(MadeChain.issuerKey.signature(of: fields.signedPart))
      change(&fields)
      return try Certificate(der: fields.encoded)
    }
    _ = try read { _ in }
    // The algorithm outside the signed part differs from the one inside.
    #expect(throws: CertificateError.self) { try read { $0.signatureAlgorithm = CertificateFields.algorithm } }
    #expect(throws: CertificateError.self) {
      try read { $0.signatureAlgorithm = DER.algorithm("1.2.840.10045.4.3.2", parameters: DER.null) }
    }
    // Bits that are not used, and a byte behind the end.
    #expect(throws: CertificateError.self) {
      try read { $0.signatureValue = DER.bitString(Array($0.signatureValue.dropFirst(3)), unusedBits: 1) }
    }
    #expect(throws: CertificateError.self) { try Certificate(der: read { _ in }.derEncoding + [0]) }
    // A zero in front of a number, and a length of one byte more.
    var message = good
    message.signature = TestKey.algorithm
    let signature = MadeChain.issuerKey.signature(of: message.signedPart)
    let numbers = Array(signature.dropFirst(2))
    let padded = DER.sequence([0x02, numbers[1] + 1, 0] + numbers.dropFirst(2).prefix(Int(numbers[1])))
    #expect(try evaluate(leafSignature: padded).codes.first?.hasPrefix("signature-") == true)
    #expect(try evaluate(leafSignature: [0x30, 0x81] + signature.dropFirst()).codes == ["signature-malformed"])
    #expect(try evaluate(leafSignature: signature + [0]).codes == ["signature-malformed"])
    #expect(try evaluate(leafSignature: signature).isVerified)
  }

  @Test("Ed25519 without a bound for S (CVE-2020-36843 and others): whoever adds the order has another signature")
  func malleableEdwardsSignature() throws {
    let fixture = try ChainFixture("ed25519")
    #expect(fixture.evaluate().isVerified)
    let leaf = fixture.chain[0]
    var bytes = leaf.derEncoding
    // L = 2^252 + 27742317777372353535851937790883648493, the lowest byte first (RFC 8032 §5.1).
    let order: [UInt8] =
      [0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14]
      + [UInt8](repeating: 0, count: 15) + [0x10]
    var carry = 0
    for (index, byte) in order.enumerated() {
      carry += Int(bytes[bytes.count - 32 + index]) + Int(byte)
      bytes[bytes.count - 32 + index] = UInt8(carry & 255)
      carry >>= 8
    }
    #expect(carry == 0)
    var chain = try MadeChain()
    chain.certificates = [try Certificate(der: bytes)]
    chain.anchors = [fixture.roots.anchor(0).certificate]
    #expect(chain.evaluate().codes.first?.hasPrefix("signature-") == true)
  }

  @Test("Ed25519 with keys of small order (Chalkias, Garillot and Nikolaenko, 2020): one signature for every message")
  func edwardsKeyOfSmallOrder() throws {
    let neutral = [1] + [UInt8](repeating: 0, count: 31)
    // y = 0 has order 4, y = −1 order 2.
    let four = [UInt8](repeating: 0, count: 32)
    let two = [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F]
    for key in [neutral, four, two] {
      var leaf = CertificateFields.leaf(by: "Root")
      leaf.signature = DER.algorithm("1.3.101.112")
      leaf.signatureAlgorithm = leaf.signature
      leaf.signatureValue = DER.bitString(neutral + [UInt8](repeating: 0, count: 32))
      var root = CertificateFields.authority("Root", by: "Root", key: MadeChain.rootKey)
      root.publicKeyInfo = CertificateFields.key("1.3.101.112", nil, key)
      // Four different messages, so that every cofactor comes out once.
      for serial in 1...8 {
        leaf.serialNumber = DER.integer(serial)
        let chain = try MadeChain([leaf.encoded], anchors: [root.signed(by: MadeChain.rootKey)])
        #expect(!chain.evaluate().isVerified)
      }
    }
  }
}

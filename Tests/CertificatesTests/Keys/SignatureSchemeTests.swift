import CertificateCryptography
import CertificateEncoding
import Certificates
import Testing

/// What TLS makes of each scheme (RFC 8446 §4.2.3).
@Suite struct SignatureSchemeTests {
  private static let rsa = PublicKey.rsa(bitCount: 2048, exponent: 65537, .none)
  private static let pss = PublicKey.rsa(bitCount: 2048, exponent: 65537, .pss)

  private func scheme(_ name: String) throws -> SignatureScheme {
    try #require(SignatureScheme.known.first { $0.description == name })
  }

  @Test func namesAndCodePointsAreTheRegistrys() {
    let expected: [UInt16: String] = [
      0x0201: "rsa_pkcs1_sha1", 0x0203: "ecdsa_sha1", 0x0301: "rsa_pkcs1_sha224", 0x0303: "ecdsa_sha224",
      0x0401: "rsa_pkcs1_sha256", 0x0403: "ecdsa_secp256r1_sha256", 0x0501: "rsa_pkcs1_sha384",
      0x0503: "ecdsa_secp384r1_sha384", 0x0601: "rsa_pkcs1_sha512", 0x0603: "ecdsa_secp521r1_sha512",
      0x0804: "rsa_pss_rsae_sha256", 0x0805: "rsa_pss_rsae_sha384", 0x0806: "rsa_pss_rsae_sha512", 0x0807: "ed25519",
      0x0808: "ed448", 0x0809: "rsa_pss_pss_sha256", 0x080A: "rsa_pss_pss_sha384", 0x080B: "rsa_pss_pss_sha512",
      0x0904: "mldsa44", 0x0905: "mldsa65", 0x0906: "mldsa87",
    ]
    #expect(Dictionary(uniqueKeysWithValues: SignatureScheme.known.map { ($0.rawValue, $0.description) }) == expected)
    #expect(SignatureScheme(rawValue: 0x0A).description == "0x000a")
    #expect(SignatureScheme(rawValue: 0x0A).objection(to: Self.rsa, in: .certificate) == .unknownScheme)
  }

  @Test func theHandshakeOfTLS13HasNoPKCS1AndBindsCurves() throws {
    let curves: [(String, PublicKey.EllipticCurve)] = [
      ("ecdsa_secp256r1_sha256", .p256), ("ecdsa_secp384r1_sha384", .p384), ("ecdsa_secp521r1_sha512", .p521),
    ]
    for (name, curve) in curves {
      for (_, other) in curves {
        let scheme = try scheme(name)
        let objection = scheme.objection(to: .ellipticCurve(other), in: .handshake13)
        #expect(objection == (other == curve ? nil : .keyOnOtherCurve))
        // TLS 1.2 and certificates bind the digest alone.
        #expect(scheme.objection(to: .ellipticCurve(other), in: .handshake12) == nil)
        #expect(scheme.objection(to: .ellipticCurve(other), in: .certificate) == nil)
      }
    }
    let pkcs1 = try scheme("rsa_pkcs1_sha256")
    #expect(pkcs1.objection(to: Self.rsa, in: .handshake13) == .notInThisUse)
    #expect(pkcs1.objection(to: Self.rsa, in: .handshake12) == nil)
    #expect(pkcs1.objection(to: Self.rsa, in: .certificate) == nil)
    #expect(try scheme("ecdsa_sha1").objection(to: .ellipticCurve(.p256), in: .handshake13) == .notInThisUse)
    #expect(try scheme("mldsa65").objection(to: .mlDSA(65), in: .handshake12) == .notInThisUse)
    #expect(try scheme("mldsa65").objection(to: .mlDSA(65), in: .handshake13) == nil)
    #expect(try scheme("mldsa65").objection(to: .mlDSA(44), in: .handshake13) == .keyOfOtherKind)
  }

  @Test func keysForPSSAndKeysForRSAHaveSchemesOfTheirOwn() throws {
    let (rsae, pss) = (try scheme("rsa_pss_rsae_sha256"), try scheme("rsa_pss_pss_sha256"))
    for use in SignatureScheme.Use.allCases {
      #expect(rsae.objection(to: Self.rsa, in: use) == nil)
      #expect(pss.objection(to: Self.pss, in: use) == nil)
      #expect(rsae.objection(to: Self.pss, in: use) == .keyOfOtherKind)
      #expect(pss.objection(to: Self.rsa, in: use) == .keyOfOtherKind)
      #expect(try scheme("ed25519").objection(to: .edwards(.ed448), in: use) == .keyOfOtherKind)
      #expect(try scheme("ed25519").objection(to: .edwards(.ed25519), in: use) == nil)
      #expect(try scheme("ed448").objection(to: Self.rsa, in: use) == .keyOfOtherKind)
    }
    #expect(try scheme("rsa_pkcs1_sha256").objection(to: Self.pss, in: .certificate) == .keyOfOtherKind)
    // RFC 8446 §4.2.3: the parameters of a key are those of the signature, exactly.
    let bound = PublicKey.rsa(bitCount: 2048, exponent: 65537, .pssWith(PSSParameters(.sha256)))
    let loose = PSSParameters(hash: .sha256, maskHash: .sha256, saltByteCount: 20)
    let shake = PublicKey.rsa(bitCount: 2048, exponent: 65537, .pssWithExactly(PSSParameters(.shake256)))
    #expect(pss.objection(to: bound, in: .handshake13) == nil)
    #expect(rsae.objection(to: bound, in: .handshake13) == .keyOfOtherKind)
    #expect(try scheme("rsa_pss_pss_sha384").objection(to: bound, in: .handshake13) == .keyOfOtherKind)
    #expect(
      pss.objection(to: .rsa(bitCount: 2048, exponent: 65537, .pssWith(loose)), in: .handshake13) == .keyOfOtherKind)
    #expect(pss.objection(to: shake, in: .handshake13) == .keyOfOtherKind)
  }

  @Test func shortKeysHaveNoRoom() throws {
    func key(_ bitCount: Int) -> PublicKey { .rsa(bitCount: bitCount, exponent: 65537, .none) }
    // RFC 8017 §9.1.1: 64 bytes of digest, 64 of salt and 2, in one bit less than the modulus has.
    let pss = try scheme("rsa_pss_rsae_sha512")
    #expect(pss.objection(to: key(130 * 8 + 1), in: .handshake13) == nil)
    #expect(pss.objection(to: key(130 * 8), in: .handshake13) == nil)
    #expect(pss.objection(to: key(129 * 8 + 1), in: .handshake13) == .keyTooShort)
    // RFC 8017 §9.2: 19 bytes and 64 of DigestInfo and 11.
    let pkcs1 = try scheme("rsa_pkcs1_sha512")
    #expect(pkcs1.objection(to: key(94 * 8), in: .certificate) == nil)
    #expect(pkcs1.objection(to: key(93 * 8), in: .certificate) == .keyTooShort)
  }
}

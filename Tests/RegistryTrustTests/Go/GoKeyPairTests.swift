import Certificates
import RegistryTrust
import TestSupport
import Testing

/// L9 and L10: pairs, and Go's words for those that are none.
///
/// All texts are what Go 1.27.3 said to such files.
@Suite("Pairs as Go makes them")
struct GoKeyPairTests {
  static let asn1 =
    "{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 "
    + "set:false omitEmpty:false}"

  /// What Docker says to a pair; `nil` if it takes it.
  static func wording(_ certificate: String, _ key: String) throws -> String? {
    try resolve(certificate, key).wording
  }

  static func resolve(_ certificate: String, _ key: String) throws -> RegistryTrust {
    let situation = Situation { files in
      files.add("/etc/docker/certs.d/h/c.cert", certificate)
      files.add("/etc/docker/certs.d/h/c.key", key)
    }
    return try situation.resolve("h", .docker)
  }

  @Test("Files that hold something else")
  func content() throws {
    let (certificate, key) = (Material.certificate("c"), Material.key())
    let request = Material.pem("CERTIFICATE REQUEST", [0x30, 0])
    let publicKey = Material.pem("PUBLIC KEY", [0x30, 0])
    #expect(try Self.wording(certificate, key) == nil)
    #expect(try Self.wording("", key) == "tls: failed to find any PEM data in certificate input")
    #expect(try Self.wording(certificate, "") == "tls: failed to find any PEM data in key input")
    #expect(
      try Self.wording(key, certificate)
        == "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may "
        + "have been switched")
    #expect(
      try Self.wording(certificate, certificate)
        == "tls: found a certificate rather than a key in the PEM for the private key")
    #expect(
      try Self.wording(request + publicKey, key)
        == "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the "
        + "following types: [CERTIFICATE REQUEST PUBLIC KEY]")
    #expect(
      try Self.wording(certificate, certificate + publicKey)
        == "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of "
        + "the following types: [CERTIFICATE PUBLIC KEY]")
    #expect(try Self.wording(Material.pem("CERTIFICATE", [0x30, 0]), key) == "x509: malformed certificate")
    #expect(try Self.wording(certificate, Material.key(2)) == "tls: private key does not match public key")
    #expect(
      try Self.wording(certificate, Material.pem("PRIVATE KEY", Material.ed25519()))
        == "tls: private key type does not match public key type")
  }

  @Test(
    "Keys that Go can't read",
    arguments: [
      ([], "asn1: syntax error: sequence truncated"),
      ([0x30], "asn1: syntax error: truncated tag or length"),
      ([0x30, 0x05, 0x02], "asn1: syntax error: data truncated"),
      ([0x30, 0x80], "asn1: syntax error: indefinite length found (not DER)"),
      ([0x30, 0x81, 0x05], "asn1: structure error: non-minimal length"),
      (
        [0xB4, 0x73, 0x00],
        "asn1: structure error: tags don't match (16 vs {class:2 tag:20 length:115 isCompound:true}) \(asn1) pkcs8 @2"
      ),
      (
        DER.sequence(DER.sequence(DER.null), DER.octetString([])),
        "asn1: structure error: tags don't match (2 vs {class:0 tag:16 length:2 isCompound:true}) \(asn1) int @2"
      ),
      (
        Material.pkcs8("1.2.840.10040.4.1", []),
        "x509: PKCS#8 wrapping contained private key with unknown algorithm: 1.2.840.10040.4.1"
      ),
      (
        Material.pkcs8("1.3.101.113", []),
        "x509: PKCS#8 wrapping contained private key with unknown algorithm: 1.3.101.113"
      ),
      (
        Material.pkcs8("1.2.840.10045.2.1", parameters: DER.oid("1.3.132.0.10"), Material.sec1(1, curve: nil)),
        "x509: failed to parse EC private key embedded in PKCS#8: x509: unknown elliptic curve"
      ),
      (
        Material.pkcs8(
          "1.2.840.10045.2.1", parameters: DER.oid("1.2.840.10045.3.1.7"), Material.sec1(1, curve: nil, version: 2)),
        "x509: failed to parse EC private key embedded in PKCS#8: x509: unknown EC private key version 2"
      ),
      (
        Material.sec1(1, curve: "1.3.132.0.10"),
        "x509: failed to parse private key (use ParseECPrivateKey instead for this key format)"
      ),
      (
        Material.pkcs8("1.3.101.112", DER.raw(tag: 5, contents: [UInt8](repeating: 1, count: 32))),
        "x509: invalid Ed25519 private key: asn1: structure error: tags don't match (4 vs {class:0 tag:5 length:32 "
          + "isCompound:false}) \(asn1)  @2"
      ),
      (
        Material.pkcs8("1.3.101.112", DER.octetString([1, 2, 3])), "x509: invalid Ed25519 private key length: 3"
      ),
      (
        Material.pkcs8("1.3.101.112", parameters: DER.null, DER.octetString([])),
        "x509: invalid Ed25519 private key parameters"
      ),
      (
        Material.pkcs8("2.16.840.1.101.3.4.3.17", DER.octetString([])),
        "x509: semi-expanded ML-DSA private keys without seed are not supported"
      ),
      (
        Material.pkcs8("2.16.840.1.101.3.4.3.18", DER.raw(tag: 0x80, contents: [1])),
        "x509: invalid ML-DSA private key length: 3"
      ),
    ] as [([UInt8], String)])
  func keys(key: [UInt8], text: String) throws {
    #expect(
      try Self.wording(Material.certificate("c"), Material.pem("PRIVATE KEY", key))
        == "tls: failed to parse private key: " + text)
  }

  @Test("A key that Go reads and has no signatures of")
  func unusable() throws {
    let key = Material.pem(
      "PRIVATE KEY", Material.pkcs8("1.3.101.110", DER.octetString([UInt8](repeating: 1, count: 32))))
    #expect(
      try Self.wording(Material.certificate("c"), key) == "tls: found unknown private key type in PKCS#8 wrapping")
  }

  @Test("Encrypted keys end in an error of structure, whatever encrypts them (L10)")
  func encrypted() throws {
    let certificate = Material.certificate("c")
    for file in ["rsa-pkcs8-encrypted.pem", "rsa-pkcs1-encrypted.pem"] {
      let wording = try #require(try Self.wording(certificate, Vectors.text("keys/" + file)))
      #expect(wording.hasPrefix("tls: failed to parse private key: asn1: "), "\(file): \(wording)")
    }
  }

  @Test("Bytes behind the structure of PKCS #8 don't count, and PEM may say any kind of private key")
  func lenient() throws {
    let key = Material.pkcs8(
      "1.2.840.10045.2.1", parameters: DER.oid("1.2.840.10045.3.1.7"), Material.sec1(1, curve: nil))
    let certificate = Material.certificate("c")
    #expect(try Self.wording(certificate, Material.pem("PRIVATE KEY", key + [0, 0])) == nil)
    #expect(try Self.wording(certificate, Material.pem("ANY OLD PRIVATE KEY", key)) == nil)
    #expect(
      try Self.wording(certificate, Material.pem("MYPRIVATE KEY", key))
        == "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of "
        + "the following types: [MYPRIVATE KEY]")
  }

  @Test("A small RSA key is loaded, and kept apart, because nobody can sign with it")
  func smallModulus() throws {
    // Go 1.27.3 loads a pair of 512 bits; it refuses to sign with it only in the handshake.
    let registry = try Self.resolve(
      OddKeys.certificate(OddKeys.smallRSA), Material.pem("RSA PRIVATE KEY", Material.smallRSA))
    #expect(registry.failure == nil)
    #expect(registry.identities.isEmpty)
    #expect(registry.registryEndpoint.unusableIdentities.map { $0.error.reason } == [.modulusTooSmall(bitCount: 512)])
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

/// The words for what no folder of the test vectors shows, compared byte for byte with `Golden/cases`.
@Suite struct GoldenCaseTests {
  /// A case by the name of its golden file.
  struct Case: Sendable, CustomStringConvertible {
    let description: String
    let evaluate: @Sendable () throws -> Evaluation
  }

  static let cases: [Case] = [
    Case(description: "distrusted") {
      let fixture = try ChainFixture("good")
      let block = Data(fixture.chain[1].derEncoding + DER.sequence(DER.sequence())).base64EncodedString()
      let text = "-----BEGIN TRUSTED CERTIFICATE-----\n\(block)\n-----END TRUSTED CERTIFICATE-----\n"
      var trust = fixture.roots
      trust.insert(contentsOf: Array(text.utf8), source: "distrust.pem")
      return CertificateVerifier(trust: trust).evaluate(
        fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: ChainFixture.name,
        at: ChainFixture.moment)
    },
    Case(description: "extension-malformed") {
      try trusted { $0.extensions = [DER.extension("2.5.29.15", DER.octetString([1]))] }
    },
    Case(description: "key-malformed") {
      try trusted { $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048, exponent: 65536) }
    },
    Case(description: "key-on-a-short-curve") {
      try trusted {
        $0.publicKeyInfo = CertificateFields.key(
          "1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.1"), [4] + [UInt8](repeating: 1, count: 48))
      }
    },
    Case(description: "key-not-on-its-curve") {
      try trusted {
        $0.publicKeyInfo = CertificateFields.key(
          "1.2.840.10045.2.1", DER.oid("1.2.840.10045.3.1.7"), [4] + [UInt8](repeating: 1, count: 64))
      }
    },
    Case(description: "usage-not-of-key") {
      try trusted {
        $0.publicKeyInfo = CertificateFields.key("2.16.840.1.101.3.4.3.17", nil, [UInt8](repeating: 1, count: 1312))
        $0.extensions = [DER.extension("2.5.29.15", critical: true, DER.namedBits(0, 2))]
      }
    },
    // The first byte of Ecdsa-Sig-Value is no longer that of a SEQUENCE.
    Case(description: "signature-malformed") {
      try altered("ecdsa") { leaf, bytes in
        bytes[leaf.layout.signature.range.lowerBound - leaf.layout.whole.range.lowerBound] = 0x31
      }
    },
    // The mask generation function is that of another scheme, inside and outside of the signed part.
    Case(description: "signature-algorithm-malformed") {
      try altered("rsa-pss") { _, bytes in
        let function: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x08]
        for start in bytes.indices.dropLast(9) where Array(bytes[start..<start + 9]) == function {
          bytes[start + 8] = 0x07
        }
      }
    },
    // RSA of another size under the same name, as after a change of keys: a good signature of another key.
    Case(description: "signature-of-another-size") {
      try issued { _ in
      } by: {
        $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 4096)
      }
    },
    Case(description: "issuer-key-unsupported") {
      try issued {
        $0.signature = DER.algorithm("1.2.840.10045.4.3.2")
        $0.signatureAlgorithm = $0.signature
      } by: {
        $0.publicKeyInfo = CertificateFields.key(
          "1.2.840.10045.2.1", DER.oid("1.3.132.0.33"), [4] + [UInt8](repeating: 1, count: 56))
      }
    },
    Case(description: "issuer-key-malformed") {
      try issued { _ in
      } by: {
        $0.publicKeyInfo = CertificateFields.rsaKey(bitCount: 2048, exponent: 65536)
      }
    },
    Case(description: "key-restricted-to-other-parameters") {
      let sha384 = DER.algorithm("2.16.840.1.101.3.4.2.2", parameters: DER.null)
      let restriction = DER.sequence(
        DER.context(0, sha384), DER.context(1, DER.algorithm("1.2.840.113549.1.1.8", parameters: sha384)),
        DER.context(2, DER.integer(48)))
      return try issued {
        $0.signature = DER.algorithm("1.2.840.113549.1.1.10", parameters: DER.sequence())
        $0.signatureAlgorithm = $0.signature
      } by: {
        let modulus = [UInt8](repeating: 0xFF, count: 256)
        $0.publicKeyInfo = CertificateFields.key(
          "1.2.840.113549.1.1.10", restriction, DER.sequence(DER.integer(unsigned: modulus), DER.integer(65537)))
      }
    },
    Case(description: "modulus-not-whole-bytes") { try ChainFixture("rsa-2052").evaluate(policy: .webPKI) },
    Case(description: "authority-as-leaf") {
      try trusted(.webPKI) {
        $0.extensions = [
          DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true))),
          DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.1"))),
        ]
      }
    },
    Case(description: "purposes-missing") { try ChainFixture("leaf-without-eku").evaluate(policy: .webPKI) },
    Case(description: "timestamps-of-one-operator") {
      let fixture = try PromiseFixture([
        PromiseFixture.Promise(), PromiseFixture.Promise(PromiseFixture.secondKey),
        PromiseFixture.Promise(TestKey(4)), PromiseFixture.Promise(TestKey(5)),
        PromiseFixture.Promise(after: { $0.signature = [1] }),
        PromiseFixture.Promise(after: { $0.milliseconds = 1_798_761_600_000 }),
      ])
      return fixture.evaluate(
        [
          try PromiseFixture.log(PromiseFixture.firstKey), try PromiseFixture.log(PromiseFixture.secondKey),
          try PromiseFixture.log(TestKey(4), until: PromiseFixture.promised),
        ], required: 2)
    },
    Case(description: "timestamps-missing") { try PromiseFixture([]).evaluate([], required: 1) },
    Case(description: "purpose-other") { try ChainFixture("good").evaluate(purpose: .other(.codeSigning)) },
    Case(description: "reference-name-is-an-address") { try ChainFixture("good").evaluate(name: .dns("192.0.2.7")) },
    Case(description: "reference-name-invalid") { try ChainFixture("good").evaluate(name: .dns("a..example.com")) },
    Case(description: "address-mismatch") { try ChainFixture("good").evaluate(name: .ip("192.0.2.8")) },
    Case(description: "revoked") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.add {
        $0.entries = [
          RevocationListFields.entry(
            7,
            [RevocationListFields.reason(1), DER.extension("2.5.29.24", DER.generalizedTime("20251001000000Z"))])
        ]
      }
      return fixture.evaluate(.softFail)
    },
    Case(description: "revocation-on-hold") {
      var fixture = try RevocationFixture()
      fixture.addRootList { $0.entries = [RevocationListFields.entry(2, [RevocationListFields.reason(6)])] }
      return fixture.evaluate(.softFail)
    },
    Case(description: "revocation-unknown") {
      let point = RevocationFixture.point("http://ca.example.com/ca.crl")
      var fixture = try RevocationFixture(leafExtensions: [RevocationFixture.points(point)], usage: DER.namedBits(5))
      fixture.addRootList { $0.extensions = nil }
      fixture.add()
      return fixture.evaluate()
    },
    Case(description: "revocation-nothing-at-hand") {
      let point = RevocationFixture.point("http://ca.example.com/ca.crl")
      return try RevocationFixture(leafExtensions: [RevocationFixture.points(point)]).evaluate()
    },
    Case(description: "revocation-stale") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.add { $0.nextUpdate = DER.utcTime("251231235959Z") }
      return fixture.evaluate()
    },
    Case(description: "ocsp-good") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.addResponse()
      return fixture.evaluate()
    },
    Case(description: "ocsp-revoked") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.addResponse { $0.answers[0].status = OCSPAnswerFields.revoked("20250601000000Z", 1) }
      return fixture.evaluate(.softFail)
    },
    Case(description: "ocsp-unknown") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.addResponse { $0.answers[0].status = OCSPAnswerFields.unknown }
      return fixture.evaluate()
    },
    Case(description: "ocsp-stale") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.addResponse { $0.answers[0].nextUpdate = DER.context(0, DER.generalizedTime("20251231120000Z")) }
      return fixture.evaluate()
    },
    Case(description: "ocsp-not-authorized") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.addResponse {
        ($0.signer, $0.responder) = (TestKey(4), DER.context(1, DER.name(("CN", "Somebody"))))
      }
      return fixture.evaluate()
    },
    Case(description: "ocsp-delegate-unknown") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      fixture.addResponse {
        ($0.signer, $0.responder) = (TestKey(4), DER.context(1, OCSPFixture.delegateName))
        $0.certificates = [RevocationFixture.delegate()]
      }
      return fixture.evaluate()
    },
    // A file of DER with certificates one after the other, and a root that has its file to itself.
    Case(description: "files-of-several-objects") {
      let fixture = try ChainFixture("good")
      let chain = CertificateBundle(fixture.chain.flatMap { $0.derEncoding }, source: "chain.der").certificates
      var trust = TrustStore()
      trust.insert(contentsOf: fixture.roots.anchors[0].certificate.derEncoding, source: "root.der")
      return CertificateVerifier(trust: trust).evaluate(
        chain[0], intermediates: Array(chain.dropFirst()), for: ChainFixture.name, at: ChainFixture.moment)
    },
    Case(description: "revocation-soft") {
      var fixture = try RevocationFixture()
      fixture.addRootList()
      return fixture.evaluate(.softFail)
    },
    Case(description: "no-trusted-root") {
      let fixture = try ChainFixture("good")
      return CertificateVerifier(trust: TrustStore()).evaluate(
        fixture.chain[0], for: ChainFixture.name, at: ChainFixture.moment)
    },
    Case(description: "hostile-names") {
      try trusted {
        $0.subject = DER.name(("CN", "\u{1B}[2J\u{202E}moc.elpmaxe"), ("O", "a\nREFUSED: not really"))
        $0.extensions = [DER.extension("2.5.29.17", DER.sequence(DER.dnsName("\u{7}*.example.com\n")))]
      }
    },
  ]

  /// What comes of a chain of the test vectors whose leaf's bytes are changed.
  private static func altered(
    _ folder: String, _ change: (Certificate, inout [UInt8]) -> Void
  ) throws -> Evaluation {
    let fixture = try ChainFixture(folder)
    var bytes = fixture.chain[0].derEncoding
    change(fixture.chain[0], &bytes)
    return CertificateVerifier(trust: fixture.roots).evaluate(
      try Certificate(der: bytes, source: "altered.der"), intermediates: Array(fixture.chain.dropFirst()),
      for: ChainFixture.name, at: ChainFixture.moment)
  }

  /// What comes of a leaf and its trusted issuer, which are made of fields and have signatures of noise.
  private static func issued(
    _ changeLeaf: (inout CertificateFields) -> Void, by changeRoot: (inout CertificateFields) -> Void
  ) throws -> Evaluation {
    let leaf = CertificateFields.with {
      $0.extensions = [DER.extension("2.5.29.17", DER.sequence(DER.dnsName("www.example.com")))]
      changeLeaf(&$0)
    }
    let root = CertificateFields.with {
      $0.subject = $0.issuer
      $0.extensions = [DER.extension("2.5.29.19", critical: true, DER.sequence(DER.boolean(true)))]
      changeRoot(&$0)
    }
    var trust = TrustStore()
    trust.insert(try Certificate(der: root, source: "root.der"))
    return CertificateVerifier(trust: trust).evaluate(
      try Certificate(der: leaf, source: "leaf.der"), for: ChainFixture.name, at: ChainFixture.moment)
  }

  /// What comes of a certificate that is trusted itself, made of fields.
  private static func trusted(
    _ policy: VerificationPolicy = .rfc5280, _ change: (inout CertificateFields) -> Void
  ) throws -> Evaluation {
    let leaf = try Certificate(der: CertificateFields.with(change), source: "leaf.der")
    var trust = TrustStore()
    trust.insert(leaf)
    return CertificateVerifier(trust: trust, policy: policy).evaluate(
      leaf, for: policy == .webPKI ? nil : ChainFixture.name, at: ChainFixture.moment)
  }

  @Test(arguments: cases)
  func explanationIsTheGoldenOne(_ one: Case) throws {
    let text = try one.evaluate().explanation.text(allPaths: true) + "\n"
    #expect(!text.unicodeScalars.contains { $0 != "\n" && !DisplayText.isVisible($0) })
    try Golden.compare(text, with: "cases/\(one.description).txt")
  }

  @Test func everyRuleHasAGoldenFile() throws {
    let texts = try FileManager.default.subpathsOfDirectory(atPath: Golden.folder.path)
      .filter { $0.hasSuffix(".txt") }
      .map { try String(contentsOf: Golden.folder.appending(path: $0), encoding: .utf8) }
    for rule in Rule.allCases {
      #expect(texts.contains { $0.contains("\n  rule      \(rule.rawValue) (") }, "\(rule)")
    }
  }
}

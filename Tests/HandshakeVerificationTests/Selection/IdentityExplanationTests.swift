import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

@testable import HandshakeVerification

/// What a choice looks like, in golden files.
@Suite struct IdentityExplanationTests {
  typealias Fixture = IdentityFixture

  /// A file of `Golden`, beside the tests.
  static func golden(_ name: String) -> URL {
    Vectors.packageRoot.appending(path: "Tests/HandshakeVerificationTests/Golden/\(name)")
  }

  static func selection(_ name: String) throws -> IdentitySelection {
    let lookalike = DER.name(relativeNames: [
      [DER.attribute("2.5.4.10", DER.printable("Example"))], [DER.attribute("2.5.4.3", DER.printable("CA A"))],
    ])
    let filter = MessageFields.vector(DER.oid("2.5.29.15"), 1) + MessageFields.vector(DER.namedBits(1), 2)
    let identities = [
      try Fixture.a(Fixture.expired), try Fixture.b(), try Fixture.a(Fixture.rsa), try Fixture.selfSigned(),
    ]
    return switch name {
    case "second": Fixture.select(identities, try Fixture.request(authorities: [Fixture.nameB]), .go)
    case "expired": Fixture.select(identities, try Fixture.request(authorities: [Fixture.nameA]), .go)
    case "none": Fixture.select(identities, try Fixture.request(.tls12, authorities: [lookalike], types: [64]), .go)
    case "weak":
      Fixture.select(
        identities, CertificateRequest(version: .tls12, schemes: [SignatureScheme(rawValue: 0x0203)]), .strict)
    default:
      Fixture.select(
        [
          try Fixture.a(Fixture.expired), try Fixture.b(Fixture.rsa),
          try Fixture.a {
            $0.extensions?[1] = DER.extension("2.5.29.15", critical: true, DER.namedBits(2))
            $0.extensions?[2] = DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.1")))
            $0.validity = DER.sequence(DER.utcTime("300101000000Z"), DER.utcTime("400101000000Z"))
          },
          try Fixture.a { $0.publicKeyInfo = CertificateFields.key("1.2.840.10040.4.1", nil, DER.integer(5)) },
        ],
        try Fixture.request(
          authorities: [Fixture.nameA, [0x30, 2, 4, 0]], schemes: [0x0403],
          more: [
            MessageFields.extension(50, MessageFields.vector(MessageFields.numbers(0x0804), 2)),
            MessageFields.extension(48, MessageFields.vector(filter, 2)),
          ]), .strict)
    }
  }

  @Test(arguments: ["second", "expired", "none", "weak", "strict"])
  func textAndJSON(_ name: String) throws {
    let selection = try Self.selection(name)
    let text = selection.explanation + "\n"
    #expect(try GoldenFile.text(Self.golden("identity-\(name).txt"), insteadOf: text) == text)
    let json = selection.jsonValue.text + "\n"
    #expect(try GoldenFile.text(Self.golden("identity-\(name).json"), insteadOf: json) == json)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
  }

  /// The words for the one identity of a key, none of whose schemes the server has.
  private static func words(
    _ version: ProtocolVersion, _ schemes: [UInt16], _ rules: IdentitySelector.Rules = .go,
    key: (inout CertificateFields) -> Void
  ) throws -> IdentityObjection.Words {
    let request = try Fixture.request(version, schemes: schemes)
    let selection = Fixture.select([try Fixture.a(key)], request, rules)
    let objection = try #require(selection.candidates[0].objections.first)
    #expect(objection.code == "schemes")
    return objection.words(selection.candidates[0].certificates, selection)
  }

  @Test func schemesThatLookRightAreToldApart() throws {
    let pkcs1 = try Self.words(.tls13, [0x0403, 0x0401], key: Fixture.rsa)
    #expect(pkcs1.facts.contains("rsa_pkcs1_sha256, which TLS 1.3 has for certificates and not for handshakes."))
    #expect(
      pkcs1.remedy == "Let the server take rsa_pss_rsae_sha256 as well, or issue a certificate for a key on P-256.")
    let curve = try Self.words(.tls13, [0x0503, 0x0809, 0x0401]) { _ in }
    #expect(curve.facts.contains("ecdsa_secp384r1_sha384, which TLS 1.3 binds to another curve."))
    #expect(
      curve.remedy == "Let the server take ecdsa_secp256r1_sha256 as well, or issue a certificate for a key on P-384.")
    let sha1 = try Self.words(.tls12, [0x0201], key: Fixture.rsa)
    #expect(sha1.facts.contains("rsa_pkcs1_sha1, with which Go does not sign."))
    #expect(sha1.remedy == "Let the server take rsa_pss_rsae_sha256 as well.")
    let several = try Self.words(.tls13, [0x0401, 0x0601, 0x0809], .strict, key: Fixture.rsa)
    #expect(
      several.facts.contains(
        "it has rsa_pkcs1_sha256, rsa_pkcs1_sha512, which TLS 1.3 has for certificates and not for handshakes; and "
          + "rsa_pss_pss_sha256, which is for keys that are marked otherwise."))
    let none = try Self.words(.tls13, [0x0807], key: Fixture.rsa)
    #expect(!none.facts.contains("such a key") && none.remedy.hasSuffix("issue a certificate for a key for Ed25519."))
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

@testable import HandshakeVerification

/// Signatures that OpenSSL makes while the test runs, one of each kind.
@Suite(.enabled(if: Command.openSSL != nil)) struct OpenSSLSignatureTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let scheme: UInt16
    let key: [String]
    let sign: [String]

    var testDescription: String { SignatureScheme(rawValue: scheme).description }
  }

  static let pss = ["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:digest"]
  static let rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
  static func curve(_ name: String) -> [String] { ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:\(name)"] }

  @Test(arguments: [
    Kind(scheme: 0x0804, key: rsa, sign: ["dgst", "-sha256"] + pss),
    Kind(scheme: 0x0806, key: rsa, sign: ["dgst", "-sha512"] + pss),
    Kind(
      scheme: 0x0809, key: ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
      sign: ["dgst", "-sha256"] + pss),
    Kind(scheme: 0x0401, key: rsa, sign: ["dgst", "-sha256"]),
    Kind(scheme: 0x0503, key: curve("P-384"), sign: ["dgst", "-sha384"]),
    Kind(scheme: 0x0603, key: curve("P-521"), sign: ["dgst", "-sha512"]),
    Kind(scheme: 0x0807, key: ["-algorithm", "ED25519"], sign: []),
    Kind(scheme: 0x0808, key: ["-algorithm", "ED448"], sign: []),
  ])
  func aSignatureOfEachKindIsRight(_ kind: Kind) throws {
    let tool = try #require(Command.openSSL)
    try withTemporaryFolder { folder in
      _ = try #require(try tool.run(["genpkey"] + kind.key + ["-out", "key.pem"], in: folder))
      let subject = ["req", "-x509", "-new", "-key", "key.pem", "-subj", "/CN=www.example.com", "-days", "2"]
      _ = try #require(try tool.run(subject + ["-outform", "DER", "-out", "leaf.der"], in: folder))
      let leaf = try Certificate(der: Array(Data(contentsOf: folder.appending(path: "leaf.der"))))
      func signature(_ content: [UInt8]) throws -> [UInt8] {
        try Data(content).write(to: folder.appending(path: "content"))
        let arguments =
          kind.sign.isEmpty
          ? ["pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "content"]
          : kind.sign + ["-sign", "key.pem", "-binary", "content"]
        return try #require(try tool.run(arguments, in: folder))
      }
      let scheme = SignatureScheme(rawValue: kind.scheme)
      let signature13 = try signature(PeerFixture.content("server"))
      let proof13 = PeerProof.server13(
        scheme: scheme, signature: signature13, transcript: PeerFixture.transcript, cipherSuite: 0x1301)
      let objection = proof13.objection(of: leaf, offered: [scheme], policy: .rfc5280)
      // RSASSA-PKCS1-v1_5 has no place in a handshake of TLS 1.3, however right the signature is.
      #expect(objection?.code == (kind.scheme == 0x0401 ? "schemeNotAllowed: notInThisUse" : nil))
      let messages: [UInt8] = [1, 2, 3]
      let signature12 = try signature(messages)
      func proof12(_ messages: [UInt8], _ signature: [UInt8]) -> PeerProof {
        .client12(scheme: scheme, signature: signature, messages: messages)
      }
      #expect(proof12(messages, signature12).objection(of: leaf, offered: nil, policy: .rfc5280) == nil)
      #expect(
        proof12([1, 2, 4], signature12).objection(of: leaf, offered: nil, policy: .rfc5280)?.code == "signatureInvalid")
      var damaged = signature12
      damaged[damaged.count / 2] ^= 1
      #expect(proof12(messages, damaged).objection(of: leaf, offered: nil, policy: .rfc5280) != nil)
    }
  }
}

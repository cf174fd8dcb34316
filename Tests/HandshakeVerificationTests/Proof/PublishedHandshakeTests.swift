import CertificateCryptography
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

@testable import HandshakeVerification

/// The simple handshake that RFC 8448 §3 publishes, read out of the RFC's own text: `../shared/conformance/rfc8448.txt`,
/// where it is there.
@Suite(.enabled(if: PublishedHandshakeTests.text != nil)) struct PublishedHandshakeTests {
  static let text = try? String(
    contentsOf: Vectors.packageRoot.appending(path: "../shared/conformance/rfc8448.txt"), encoding: .utf8)

  /// The bytes behind the first `NAME (N octets):` of a name, over page breaks.
  static func bytes(_ name: String) throws -> [UInt8] {
    let text = try #require(text)
    let start = try #require(text.range(of: "\(name) ("))
    let rest = text[start.upperBound...]
    let colon = try #require(rest.range(of: "octets):"))
    let count = try #require(Int(rest[..<colon.lowerBound].filter(\.isNumber)))
    var bytes: [UInt8] = []
    for line in rest[colon.upperBound...].split(separator: "\n") where bytes.count < count {
      let words = line.split(separator: " ")
      guard words.allSatisfy({ $0.count == 2 && UInt8($0, radix: 16) != nil }) else { continue }
      bytes += words.compactMap { UInt8($0, radix: 16) }
    }
    try #require(bytes.count == count)
    return bytes
  }

  @Test func theServerProvesItself() throws {
    let names = ["ClientHello", "ServerHello", "EncryptedExtensions", "Certificate", "CertificateVerify"]
    let messages = try names.map(Self.bytes)
    var transcript = Transcript(.sha256)
    for message in messages.dropLast() { transcript.append(message.span) }
    let hello = try ClientHello(messages[0].span, 4..<messages[0].count)
    #expect(hello.serverName.map { String(decoding: messages[0][$0], as: UTF8.self) } == "server")
    #expect(try ServerHello(messages[1].span, 4..<messages[1].count).version == .tls13)
    _ = try EncryptedExtensions(messages[2].span, 4..<messages[2].count)
    let chain = try PresentedChain(message: Array(messages[3].dropFirst(4)), version: .tls13)
    let verify = try CertificateVerify(messages[4].span, 4..<messages[4].count)
    let leaf = try #require(chain.certificates.first)
    var proof = PeerProof.server13(
      scheme: verify.scheme, signature: Array(messages[4][verify.signature]), transcript: transcript.digest())
    #expect(proof.objection(of: leaf, offered: hello.schemes, policy: .rfc5280) == nil)
    transcript.append(messages[4].span)
    proof = .server13(scheme: proof.scheme, signature: proof.signature, transcript: transcript.digest())
    #expect(proof.objection(of: leaf, offered: hello.schemes, policy: .rfc5280)?.code == "signatureInvalid")
  }
}

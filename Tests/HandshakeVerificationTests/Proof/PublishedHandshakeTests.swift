import CertificateCryptography
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

@testable import HandshakeVerification

/// The simple handshake that RFC 8448 §3 publishes, read out of the RFC's own text: the file that `ROOTWARD_RFC8448`
/// names, else `../shared/conformance/rfc8448.txt`, where it is there.
@Suite(.enabled(if: PublishedText.rfc8448 != nil)) struct PublishedHandshakeTests {
  /// The bytes behind the first `NAME (N octets):` of a name, over page breaks.
  static func bytes(_ name: String) throws -> [UInt8] {
    let text = try #require(PublishedText.rfc8448)
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
    let (clientHello, serverHello) = (try Self.bytes("ClientHello"), try Self.bytes("ServerHello"))
    let (extensions, certificate) = (try Self.bytes("EncryptedExtensions"), try Self.bytes("Certificate"))
    let certificateVerify = try Self.bytes("CertificateVerify")
    var transcript = Transcript(.sha256)
    for message in [clientHello, serverHello, extensions, certificate] { transcript.append(message.span) }
    let hello = try ClientHello(clientHello.span, 4..<clientHello.count)
    #expect(hello.serverName.map { String(decoding: clientHello[$0], as: UTF8.self) } == "server")
    let answer = try ServerHello(serverHello.span, 4..<serverHello.count)
    #expect(answer.version == .tls13 && answer.cipherSuite.description == "TLS_AES_128_GCM_SHA256")
    _ = try EncryptedExtensions(extensions.span, 4..<extensions.count)
    let chain = try PresentedChain(message: Array(certificate.dropFirst(4)), version: .tls13)
    let verify = try CertificateVerify(certificateVerify.span, 4..<certificateVerify.count)
    let leaf = try #require(chain.certificates.first)
    var proof = PeerProof.server13(
      scheme: verify.scheme, signature: Array(certificateVerify[verify.signature]), transcript: transcript.digest(),
      cipherSuite: answer.cipherSuite.rawValue)
    #expect(proof.objection(of: leaf, offered: hello.schemes, policy: .rfc5280) == nil)
    transcript.append(certificateVerify.span)
    proof = .server13(
      scheme: proof.scheme, signature: proof.signature, transcript: transcript.digest(), cipherSuite: 0x1301)
    #expect(proof.objection(of: leaf, offered: hello.schemes, policy: .rfc5280)?.code == "signatureInvalid")
  }
}

/// Texts of standards that lie beside the package, where they do.
private enum PublishedText {
  static let rfc8448: String? = {
    let named = ProcessInfo.processInfo.environment["ROOTWARD_RFC8448"].map { URL(filePath: $0) }
    let file = named ?? Vectors.packageRoot.appending(path: "../shared/conformance/rfc8448.txt")
    return try? String(contentsOf: file, encoding: .utf8)
  }()
}

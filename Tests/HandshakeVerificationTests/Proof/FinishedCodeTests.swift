import CertificateCryptography
import Foundation
import TestSupport
import Testing

@testable import HandshakeVerification

/// The codes of Finished, computed by OpenSSL as well while the test runs.
@Suite(.enabled(if: Command.openSSL != nil)) struct FinishedCodeTests {
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  static func transcript(_ algorithm: HashAlgorithm) -> Digest {
    let messages = Array("messages".utf8)
    return algorithm.digest(of: messages.span)
  }

  @Test(arguments: [HashAlgorithm.sha256, .sha384])
  func thatOf12IsRight(_ algorithm: HashAlgorithm) throws {
    let tool = try #require(Command.openSSL)
    let secret = (0..<48).map { UInt8($0) }
    let transcript = Self.transcript(algorithm)
    try withTemporaryFolder { folder in
      for role in [PeerRole.client, .server] {
        let seed = Array("\(role) finished".utf8) + transcript.bytes
        let expected = try tool.run(
          [
            "kdf", "-binary", "-keylen", "12", "-kdfopt", "digest:\(algorithm == .sha256 ? "SHA256" : "SHA384")",
            "-kdfopt", "hexsecret:\(Self.hexadecimal(secret))", "-kdfopt", "hexseed:\(Self.hexadecimal(seed))",
            "TLS1-PRF",
          ], in: folder)
        #expect(FinishedCode.tls12(role, masterSecret: secret.span, transcript: transcript) == expected)
      }
    }
  }

  @Test(arguments: [HashAlgorithm.sha256, .sha384])
  func thatOf13IsRight(_ algorithm: HashAlgorithm) throws {
    let tool = try #require(Command.openSSL)
    let name = algorithm == .sha256 ? "SHA256" : "SHA384"
    let count = algorithm.digestByteCount
    let baseKey = (0..<count).map { UInt8($0) }
    let transcript = Self.transcript(algorithm)
    try withTemporaryFolder { folder in
      // RFC 8446 §7.1: struct { uint16 length; opaque label<7..255>; opaque context<0..255>; } HkdfLabel.
      let info = [0, UInt8(count), 14] + Array("tls13 finished".utf8) + [0]
      let key = try #require(
        try tool.run(
          [
            "kdf", "-binary", "-keylen", "\(count)", "-kdfopt", "digest:\(name)", "-kdfopt", "mode:EXPAND_ONLY",
            "-kdfopt", "hexkey:\(Self.hexadecimal(baseKey))", "-kdfopt", "hexinfo:\(Self.hexadecimal(info))", "HKDF",
          ], in: folder))
      try Data(transcript.bytes).write(to: folder.appending(path: "transcript"))
      let expected = try tool.run(
        [
          "mac", "-binary", "-digest", name, "-macopt", "hexkey:\(Self.hexadecimal(key))", "-in", "transcript", "HMAC",
        ], in: folder)
      #expect(expected?.count == count)
      #expect(FinishedCode.tls13(baseKey: baseKey.span, transcript: transcript) == expected)
    }
    #expect(FinishedCode.tls13(baseKey: Array(baseKey.dropLast()).span, transcript: transcript) == nil)
  }
}

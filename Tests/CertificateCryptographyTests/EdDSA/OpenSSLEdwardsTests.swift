@testable import CertificateCryptography
import Foundation
import TestSupport
import Testing

/// Signatures that OpenSSL makes while the test runs, and its verdict on those that were changed.
@Suite(
  "Edwards signatures made by OpenSSL", .enabled(if: Command.openSSL != nil, "there is no openssl on this machine"))
struct OpenSSLEdwardsTests {
  @Test("Verified as made, refused by both when changed", arguments: EdwardsScheme.allCases)
  func signatures(_ scheme: EdwardsScheme) throws {
    let openSSL = try #require(Command.openSSL)
    var generator = RepeatableGenerator(seed: 60)
    try withTemporaryFolder { folder in
      func run(_ arguments: String) throws -> [UInt8]? {
        try openSSL.run(arguments.split(separator: " ").map(String.init), in: folder)
      }
      func isVerifiedByOpenSSL(_ signature: [UInt8]) throws -> Bool {
        try Data(signature).write(to: folder.appending(path: "signature"))
        return try run("pkeyutl -verify -rawin -inkey key.pem -in message -sigfile signature") != nil
      }
      _ = try #require(try run("genpkey -algorithm \(scheme.rawValue) -out key.pem"), "openssl makes the key")
      let info = try #require(try run("pkey -in key.pem -pubout -outform DER"))
      let plain = try scheme.key(Array(info.suffix(scheme.keyByteCount)))
      let prepared = plain.prepared()
      for count in [1, 64, 127, 1200, 5000] {
        let message = generator.bytes(count)
        try Data(message).write(to: folder.appending(path: "message"))
        let signature = try #require(try run("pkeyutl -sign -rawin -inkey key.pem -in message"))
        #expect(try signature.count == scheme.signatureByteCount && isVerifiedByOpenSSL(signature))
        #expect(plain.accepts(signature, of: message) && prepared.accepts(signature, of: message))
        for _ in 0..<3 {
          let bit = Int(generator.next() % UInt64(8 * signature.count))
          var changed = signature
          changed[bit / 8] ^= 1 << UInt8(bit % 8)
          #expect(try !isVerifiedByOpenSSL(changed))
          #expect(!plain.accepts(changed, of: message) && !prepared.accepts(changed, of: message), "bit \(bit)")
        }
        var other = message
        other[count / 2] ^= 0x10
        #expect(!plain.accepts(signature, of: other) && !prepared.accepts(signature, of: other))
      }
    }
  }
}

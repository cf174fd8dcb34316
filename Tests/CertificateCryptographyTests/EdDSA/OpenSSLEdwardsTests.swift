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

  @Test("Verdicts on signatures with small-order parts")
  func torsion() throws {
    // OpenSSL leaves the cofactor out for Ed25519, as this module does; for Ed448 it takes it in, and accepts more.
    let small = try verdicts(Edwards25519Point.self, .ed25519, prefix: "302a300506032b6570032100")
    #expect(small.allSatisfy { $0.ours == $0.openSSL } && Set(small.map { $0.ours }).count == 2)
    let large = try verdicts(Edwards448Point.self, .ed448, prefix: "3043300506032b6571033a00")
    #expect(large.allSatisfy { $0.openSSL || !$0.ours } && Set(large.map { $0.ours }).count == 2)
  }

  /// The verdicts of both on A = [a]B + T(i) and R = [r]B + T(j), for some i and j.
  private func verdicts<Point: TestedPoint>(
    _ type: Point.Type, _ scheme: EdwardsScheme, prefix: String
  ) throws -> [(ours: Bool, openSSL: Bool)] {
    let openSSL = try #require(Command.openSSL)
    let torsion = try Point.torsion()
    let (a, r) = (Natural(0xFEDC_BA98_7654_3211), Natural(0x0123_4567_89AB_CDEF))
    var verdicts: [(ours: Bool, openSSL: Bool)] = []
    try withTemporaryFolder { folder in
      for (i, j) in [(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (3, 2)] {
        let key = (Point.base.multiple(a) + torsion[i]).encoding
        let commitment = (Point.base.multiple(r) + torsion[j]).encoding
        let message: [UInt8] = [UInt8(i), UInt8(j)]
        let k = scheme.challenge(commitment: commitment, key: key, message: message)
        let s = (r + k * a) % Point.order
        let signature = commitment + s.bigEndian(Point.encodingByteCount).reversed()
        let files = [("key.der", bytes(hexadecimal: prefix) + key), ("message", message), ("signature", signature)]
        for (name, bytes) in files { try Data(bytes).write(to: folder.appending(path: name)) }
        let arguments = "pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in message -sigfile signature"
        let output = try openSSL.run(arguments.split(separator: " ").map(String.init), in: folder)
        verdicts.append((try scheme.key(key).accepts(signature, of: message), output != nil))
      }
    }
    return verdicts
  }
}

import CertificateCryptography
import Foundation
import Testing

/// Batches of signatures that OpenSSL makes while the test runs.
@Suite("Batches of RSA signatures", .enabled(if: Command.openSSL != nil, "there is no openssl on this machine"))
struct RSASignatureBatchTests {
  private struct Signed {
    let key: RSAPublicKey
    let signature: [UInt8]
  }

  private static let message = Array("From the peer rootward".utf8)

  private func signed(bits: Int, exponent: UInt64 = 65537) throws -> Signed {
    let openSSL = try #require(Command.openSSL)
    return try withTemporaryFolder { folder in
      let made = try openSSL.run(
        [
          "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)", "-pkeyopt",
          "rsa_keygen_pubexp:\(exponent)", "-out", "key.pem",
        ], in: folder)
      _ = try #require(made, "openssl makes the key")
      let printed = try #require(try openSSL.run(["rsa", "-in", "key.pem", "-noout", "-modulus"], in: folder))
      let modulus = bytes(hexadecimal: String(String(decoding: printed, as: UTF8.self).drop { $0 != "=" }))
      let magnitude = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> UInt64(56 - 8 * $0)) }
      let signature = try #require(
        try openSSL.run(["dgst", "-sha256", "-sign", "key.pem"], input: Self.message, in: folder))
      return Signed(key: try RSAPublicKey(modulus: modulus.span, exponent: magnitude.span), signature: signature)
    }
  }

  @Test("Every signature has its own result")
  func results() throws {
    let digest = HashAlgorithm.sha256.digest(of: Self.message.span)
    let otherDigest = HashAlgorithm.sha256.digest(of: [UInt8]().span)
    let all = try [
      signed(bits: 2048), signed(bits: 2048), signed(bits: 1024), signed(bits: 2048), signed(bits: 2048, exponent: 3),
      signed(bits: 2047), signed(bits: 2048), signed(bits: 2049),
    ]
    for count in 0...8 {
      // Each signature spoiled in turn, and none.
      for spoiled in 0...count {
        for kind in 0..<4 {
          var batch = RSASignatureBatch()
          for (index, one) in all.prefix(count).enumerated() {
            var signature = one.signature
            var itsDigest = digest
            if index == spoiled {
              switch kind {
              case 0: signature[100] ^= 1
              case 1: itsDigest = otherDigest
              case 2: signature.removeLast()
              default: signature = signature.map { _ in 0xFF }
              }
            }
            batch.append(signature.span, of: itsDigest, key: kind % 2 == 0 ? one.key : one.key.prepared())
          }
          let batchCount = batch.count
          #expect(batchCount == count)
          let expected = UInt8(truncatingIfNeeded: (1 << count) - 1) & ~(spoiled < count ? 1 << UInt8(spoiled) : 0)
          let results = batch.verify()
          #expect(results == expected, "\(count) signatures, number \(spoiled) spoiled as \(kind)")
        }
      }
    }
  }
}

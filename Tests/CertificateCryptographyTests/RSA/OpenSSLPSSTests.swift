import CertificateCryptography
import TestSupport
import Testing

/// Signatures with a salt that OpenSSL makes while the test runs.
@Suite("RSA signatures with a salt, made by OpenSSL", .enabled(if: Command.openSSL != nil, "openssl is not there"))
struct OpenSSLPSSTests {
  private static let message = Array("From the peer rootward".utf8)
  private static let hashes: [HashAlgorithm] = [.sha1, .sha224, .sha256, .sha384, .sha512]

  @Test(
    "Verified as made, refused when changed",
    arguments: [(1024, 3), (1025, 65537), (2047, 65537), (2048, 65537), (2049, 3), (3072, 65537), (4096, 65537)]
      as [(Int, UInt64)])
  func signature(_ bits: Int, _ exponent: UInt64) throws {
    try withTemporaryFolder { folder in
      let made = try OpenSSLRSAKey(bits: bits, exponent: exponent, in: folder)
      let key = made.publicKey
      let prepared = key.prepared()
      for (index, hash) in Self.hashes.enumerated() {
        // Each hash function with another for the mask, and another length of the salt.
        let maskHash = Self.hashes[(index + bits) % 5]
        let saltByteCount = [0, 1, 20, 32, 48][(index + 2 * bits) % 5]
        let signature = try made.signature(
          Self.message, hash,
          options: [
            "rsa_padding_mode:pss", "rsa_pss_saltlen:\(saltByteCount)",
            "rsa_mgf1_md:\(maskHash.openSSLName)",
          ])
        let right = try #require(signature, "openssl signs")
        let digest = hash.digest(of: Self.message.span)
        func isValid(_ signature: [UInt8], _ saltByteCount: Int, _ maskHash: HashAlgorithm, _ digest: Digest) -> Bool {
          let isValid = key.isValidPSSSignature(
            signature.span, of: digest, maskHash: maskHash, saltByteCount: saltByteCount)
          let isValidPrepared = prepared.isValidPSSSignature(
            signature.span, of: digest, maskHash: maskHash, saltByteCount: saltByteCount)
          #expect(isValid == isValidPrepared)
          return isValid
        }
        #expect(isValid(right, saltByteCount, maskHash, digest), "\(hash), \(maskHash), \(saltByteCount)")
        #expect(!isValid(right, saltByteCount + 1, maskHash, digest))
        #expect(!isValid(right, saltByteCount - 1, maskHash, digest))
        #expect(!isValid(right, saltByteCount, Self.hashes[(index + bits + 1) % 5], digest))
        #expect(!isValid(right, saltByteCount, maskHash, hash.digest(of: right.span)))
        let isPKCS1 = key.isValidPKCS1Signature(right.span, of: digest)
        #expect(!isPKCS1)
        guard index == 0 else { continue }
        let bitCount = 8 * right.count
        for bit in [0, 63, bitCount / 2, bitCount - 9] {
          var changed = right
          changed[right.count - 1 - bit / 8] ^= 1 << UInt8(bit % 8)
          #expect(!isValid(changed, saltByteCount, maskHash, digest), "bit \(bit)")
        }
        for changed in [[0] + right, right + [0], Array(right.dropFirst()), Array(right.dropLast()), []] {
          #expect(!isValid(changed, saltByteCount, maskHash, digest), "\(changed.count) bytes")
        }
      }
    }
  }
}

import CertificateCryptography
import Foundation
import TestSupport
import Testing

/// Batches of signatures that OpenSSL makes while the test runs.
@Suite("Batches of RSA signatures", .enabled(if: Command.openSSL != nil, "there is no openssl on this machine"))
struct RSASignatureBatchTests {
  private struct Signed {
    let key: RSAPublicKey
    let digest: Digest
    let signature: [UInt8]
    /// Whether it is a candidate for a lane: a modulus of 32 limbs and the exponent 65,537.
    let fitsLane: Bool
  }

  /// Signatures of one new key, each of another message.
  private func signed(_ count: Int, bits: Int, exponent: UInt64 = 65537) throws -> [Signed] {
    try withTemporaryFolder { folder in
      let key = try OpenSSLRSAKey(bits: bits, exponent: exponent, in: folder)
      return try (0..<count).map { index in
        let message = Array("From the peer rootward, \(index)".utf8)
        let signature = try #require(try key.signature(message, .sha256))
        return Signed(
          key: key.publicKey, digest: HashAlgorithm.sha256.digest(of: message.span), signature: signature,
          fitsLane: (1985...2048).contains(bits) && exponent == 65537)
      }
    }
  }

  /// Each signature of a list spoiled in turn, in several ways, and none.
  private func check(_ list: some Collection<Signed>, _ comment: String) {
    let count = list.count
    let otherDigest = HashAlgorithm.sha256.digest(of: [UInt8]().span)
    for spoiled in 0...count {
      for kind in 0..<4 {
        var batch = RSASignatureBatch()
        for (index, one) in list.enumerated() {
          var signature = one.signature
          var digest = one.digest
          if index == spoiled {
            switch kind {
            case 0: signature[100] ^= 1
            case 1: digest = otherDigest
            case 2: signature.removeLast()
            default: signature = signature.map { _ in 0xFF }
            }
          }
          batch.append(signature.span, of: digest, key: kind % 2 == 0 ? one.key : one.key.prepared())
        }
        let batchCount = batch.count
        #expect(batchCount == count)
        let expected = UInt8(truncatingIfNeeded: (1 << count) - 1) & ~(spoiled < count ? 1 << UInt8(spoiled) : 0)
        let results = batch.verify()
        #expect(results == expected, "\(comment): \(count) signatures, number \(spoiled) spoiled as \(kind)")
      }
    }
  }

  @Test("Every signature has its own result")
  func results() throws {
    let (long, short) = (try signed(4, bits: 2048), try signed(2, bits: 2047))
    let (other, third) = (try signed(2, bits: 2048), try signed(1, bits: 2048, exponent: 3))
    let (small, large) = (try signed(1, bits: 1024), try signed(1, bits: 2049))
    let mixed = [long[0], other[0], small[0], long[1], third[0], short[0], other[1], large[0]]
    for count in 0...mixed.count { check(mixed.prefix(count), "mixed") }

    // So many that fit lanes are computed side by side, in full lanes or not, with others in between or not.
    let fitting = [long[0], short[0], other[0], long[1], long[2], short[1], other[1], long[3]]
    let between = [long[0], small[0], short[0], other[0], third[0], long[1], other[1], short[1]]
    for list in [Array(fitting.prefix(6)), Array(fitting.prefix(7)), fitting, between] {
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        #expect(list.count(where: \.fitsLane) >= RSALanes.sideBySideCount)
      #endif
      check(list, list.count(where: \.fitsLane) < list.count ? "others in between" : "side by side")
    }
  }
}

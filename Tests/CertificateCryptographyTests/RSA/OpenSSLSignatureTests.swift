import CertificateCryptography
import Foundation
import TestSupport
import Testing

/// Signatures that OpenSSL makes while the test runs.
@Suite("RSA signatures made by OpenSSL", .enabled(if: Command.openSSL != nil, "there is no openssl on this machine"))
struct OpenSSLSignatureTests {
  struct Shape: Sendable, CustomTestStringConvertible {
    let bits: Int
    let exponent: UInt64

    var testDescription: String { "\(bits) bits, e = \(exponent)" }
  }

  static let shapes: [Shape] = [
    Shape(bits: 512, exponent: 3), Shape(bits: 512, exponent: 65537), Shape(bits: 768, exponent: 0x1_0000_000F),
    Shape(bits: 1023, exponent: 17), Shape(bits: 1024, exponent: 0xFFFF_FFFF_FFFF_FFC5),
    Shape(bits: 1025, exponent: 3), Shape(bits: 2047, exponent: 65537), Shape(bits: 2048, exponent: 3),
    Shape(bits: 2048, exponent: 65537), Shape(bits: 2049, exponent: 17), Shape(bits: 2052, exponent: 65537),
    Shape(bits: 2052, exponent: 0x1_0000_000F), Shape(bits: 3072, exponent: 65537), Shape(bits: 4096, exponent: 65537),
  ]

  private static let message = Array("From the peer rootward".utf8)
  /// A SHAKE has no DigestInfo.
  private static let algorithms = HashAlgorithm.allCases.filter { !$0.isExtendable }

  /// A key of `shape` and its signatures of the message, as far as the digests fit.
  private func signatures(_ shape: Shape) throws -> (key: RSAPublicKey, signatures: [HashAlgorithm: [UInt8]]) {
    try withTemporaryFolder { folder in
      let made = try OpenSSLRSAKey(bits: shape.bits, exponent: shape.exponent, in: folder)
      var signatures: [HashAlgorithm: [UInt8]] = [:]
      for algorithm in Self.algorithms { signatures[algorithm] = try made.signature(Self.message, algorithm) }
      return (made.publicKey, signatures)
    }
  }

  @Test("Verified as made, refused when changed", arguments: shapes)
  func signature(_ shape: Shape) throws {
    let (key, signatures) = try signatures(shape)
    let prepared = key.prepared()
    #expect(prepared == key)
    #expect(key.modulusBitCount == shape.bits)
    // 48 bytes of digest don't fit 512 bits; everything fits 768.
    #expect(
      signatures.count
        == (shape.bits == 512 ? Self.algorithms.count { $0.digestByteCount <= 32 } : Self.algorithms.count))
    for (algorithm, signature) in signatures {
      let digest = algorithm.digest(of: Self.message.span)
      let isValid = key.isValidPKCS1Signature(signature.span, of: digest)
      #expect(isValid, "\(algorithm)")
      let isValidPrepared = prepared.isValidPKCS1Signature(signature.span, of: digest)
      #expect(isValidPrepared, "\(algorithm), key prepared")
      for other in Self.algorithms where other != algorithm {
        let digest = other.digest(of: Self.message.span)
        let isValid = key.isValidPKCS1Signature(signature.span, of: digest)
        #expect(!isValid, "\(algorithm) as \(other)")
      }
    }
    let signature = try #require(signatures[.sha256])
    let digest = HashAlgorithm.sha256.digest(of: Self.message.span)
    let bitCount = 8 * signature.count
    for bit in [0, 1, 7, 8, 63, 64, 65, bitCount / 2, bitCount - 9, bitCount - 1] {
      var changed = signature
      changed[signature.count - 1 - bit / 8] ^= 1 << UInt8(bit % 8)
      let isValid = key.isValidPKCS1Signature(changed.span, of: digest)
      #expect(!isValid, "bit \(bit)")
      let isValidPrepared = prepared.isValidPKCS1Signature(changed.span, of: digest)
      #expect(!isValidPrepared, "bit \(bit), key prepared")
    }
    for changed in [[0] + signature, signature + [0], Array(signature.dropFirst()), Array(signature.dropLast()), []] {
      let isValid = key.isValidPKCS1Signature(changed.span, of: digest)
      #expect(!isValid, "\(changed.count) bytes")
    }
    let otherMessage = Self.message + [0]
    let otherDigest = HashAlgorithm.sha256.digest(of: otherMessage.span)
    let isValid = key.isValidPKCS1Signature(signature.span, of: otherDigest)
    #expect(!isValid)
  }
}

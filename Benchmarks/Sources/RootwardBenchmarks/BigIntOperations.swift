import BigInt
import CertificateEncoding
import Certificates
import Crypto
import Foundation

/// What the pure-Swift big number library BigInt does for the rows of RSA: the power, and a look at the digest in it.
enum BigIntOperations {
  static func make(_ work: Row.Work, _ signatures: [Fixtures.Signature]) throws -> Operation? {
    guard case .verifyPrepared(let algorithm) = work, algorithm.isRSA, algorithm != .pss2048,
      let fixture = signatures.first
    else { return nil }
    let der = [UInt8](fixture.key)
    let numbers = try PublicKeyParts(der.span, 0..<der.count).rsaNumbers(der.span)
    let modulus = BigUInt(Data(der[numbers.modulus]))
    let exponent = BigUInt(Data(der[numbers.exponent]))
    let signature = BigUInt(fixture.signature)
    // The encoded message ends in the digest (RFC 8017 §9.2).
    let digest = BigUInt(Data(SHA256.hash(data: fixture.message)))
    let limit = BigUInt(1) << 256
    return Operation { count in
      (0..<count).allSatisfy { _ in signature.power(exponent, modulus: modulus) % limit == digest }
    }
  }
}

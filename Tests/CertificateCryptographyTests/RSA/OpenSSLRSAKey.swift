import CertificateCryptography
import Foundation
import TestSupport
import Testing

/// A private key that OpenSSL made, in a folder of its own.
struct OpenSSLRSAKey {
  private let openSSL: Command
  private let folder: URL
  let publicKey: RSAPublicKey

  /// Has OpenSSL make a key in `folder`.
  init(bits: Int, exponent: UInt64, in folder: URL) throws {
    let openSSL = try #require(Command.openSSL)
    let made = try openSSL.run(
      [
        "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:\(bits)", "-pkeyopt",
        "rsa_keygen_pubexp:\(exponent)", "-out", "key.pem",
      ], in: folder)
    _ = try #require(made, "openssl makes the key")
    let printed = try #require(try openSSL.run(["rsa", "-in", "key.pem", "-noout", "-modulus"], in: folder))
    let text = String(decoding: printed, as: UTF8.self).drop { $0 != "=" }
    let modulus = bytes(hexadecimal: String(text))
    let exponent = (0..<8).map { UInt8(truncatingIfNeeded: exponent >> UInt64(56 - 8 * $0)) }
    publicKey = try RSAPublicKey(modulus: modulus.span, exponent: exponent.span)
    (self.openSSL, self.folder) = (openSSL, folder)
  }

  /// The signature of `message`, with further options; `nil` if OpenSSL makes none.
  func signature(_ message: [UInt8], _ algorithm: HashAlgorithm, options: [String] = []) throws -> [UInt8]? {
    try openSSL.run(
      ["dgst", "-" + algorithm.openSSLName, "-sign", "key.pem"] + options.flatMap { ["-sigopt", $0] }, input: message,
      in: folder)
  }
}

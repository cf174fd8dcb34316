import CertificateCryptography
import FuzzSupport

/// Opens any input as a record: its first byte chooses the cipher, and the second the rest of what was agreed on.
///
/// What is not sealed with the key is never authentic, and what is comes out again.
@main
enum FuzzRecordCiphers {
  private static let algorithms: [AEADAlgorithm] = [
    .aes128GCM, .aes256GCM, .aes128CCM, .aes256CCM, .aes128CCM8, .aes256CCM8, .chaCha20Poly1305,
  ]
  private static let hashes: [HashAlgorithm] = [.sha1, .sha256, .sha384]

  static func main() {
    fuzz { input in
      guard input.count >= 2 else { return }
      let rest = Array(input.dropFirst(2))
      let choice = Int(input[0]) % (algorithms.count + hashes.count)
      if choice < algorithms.count {
        authenticated(algorithms[choice], rest)
      } else {
        blocks(hashes[choice - algorithms.count], options: input[1], rest)
      }
    }
  }

  private static func authenticated(_ algorithm: AEADAlgorithm, _ bytes: [UInt8]) {
    let key = [UInt8](repeating: 0x4B, count: algorithm.keyByteCount)
    let nonce = [UInt8](repeating: 0x4E, count: algorithm.nonceByteCount)
    guard let cipher = AEAD(algorithm, key: key.span) else { preconditionFailure("a key of the algorithm") }
    // Tags of eight bytes can be guessed in 2^64 attempts, and no sooner.
    precondition(cipher.open(bytes.span, nonce: nonce.span, authenticating: nonce.span) == nil)
    let sealed = cipher.seal(bytes.span, nonce: nonce.span, authenticating: nonce.span)
    precondition(cipher.open(sealed.span, nonce: nonce.span, authenticating: nonce.span) == bytes)
    precondition(cipher.open(sealed.span, nonce: nonce.span, authenticating: bytes.span) == nil || bytes == nonce)
  }

  private static func blocks(_ hash: HashAlgorithm, options: UInt8, _ bytes: [UInt8]) {
    let key = [UInt8](repeating: 0x4B, count: options & 1 == 0 ? 16 : 32)
    let code = [UInt8](repeating: 0x4D, count: hash.digestByteCount)
    let cipher = CBCRecordCipher(
      encryptionKey: key.span, authenticationKey: code.span, hash: hash, encryptsThenAuthenticates: options & 2 != 0)
    guard let cipher else { preconditionFailure("keys of the cipher") }
    precondition(cipher.open(bytes.span, sequenceNumber: 7, contentType: 22, version: 0x0303) == nil)
  }
}

import CertificateCryptography
import HandshakeVerification

/// How the keys of records are derived.
enum KeySchedule {
  /// The keys of one side's records in TLS 1.3 (RFC 8446 §7.3); `nil` for a suite whose records aren't opened here.
  static func protection13(_ parts: CipherSuite.Parts, _ secret: SecretBytes) -> RecordProtection? {
    guard let algorithm = parts.protection.aead, secret.count == parts.hash.digestByteCount else { return nil }
    var key = expand(parts.hash, secret, "key", byteCount: algorithm.keyByteCount)
    defer { key?.wipe() }
    let iv = expand(parts.hash, secret, "iv", byteCount: algorithm.nonceByteCount)
    guard let key, let iv, let aead = AEAD(algorithm, key: key.span) else { return nil }
    return RecordProtection(version13: aead, iv: iv)
  }

  /// The secret that follows a key update (RFC 8446 §7.2).
  static func updated(_ parts: CipherSuite.Parts, _ secret: SecretBytes) -> SecretBytes? {
    var bytes = expand(parts.hash, secret, "traffic upd", byteCount: parts.hash.digestByteCount)
    defer { bytes?.wipe() }
    return bytes.map { SecretBytes($0.span) }
  }

  private static func expand(
    _ hash: HashAlgorithm, _ secret: SecretBytes, _ label: String, byteCount: Int
  ) -> [UInt8]? {
    let none: [UInt8] = []
    return secret.withBytes {
      HKDF.expandLabel(hash, secret: $0, label: label, context: none.span, byteCount: byteCount)
    }
  }

  /// The keys of both sides' records in TLS 1.2 (RFC 5246 §6.3); `nil` for a suite whose records aren't opened here.
  static func protection12(
    _ parts: CipherSuite.Parts, master: SecretBytes, clientRandom: [UInt8], serverRandom: [UInt8],
    encryptsThenAuthenticates: Bool
  ) -> (client: RecordProtection, server: RecordProtection)? {
    guard let sizes = parts.protection.sizes12 else { return nil }
    let seed = serverRandom + clientRandom
    let count = 2 * (sizes.mac + sizes.key + sizes.iv)
    var block = master.withBytes {
      TLSPRF.expand(parts.hash, secret: $0, label: "key expansion", seed: seed.span, byteCount: count)
    }
    defer { block.wipe() }
    // client_write_MAC_key, server_write_MAC_key, client_write_key, server_write_key, client_write_IV, server_write_IV.
    var position = 0
    func take(_ count: Int) -> [UInt8] {
      defer { position += count }
      return Array(block[position..<position + count])
    }
    var (clientMAC, serverMAC) = (take(sizes.mac), take(sizes.mac))
    var (clientKey, serverKey) = (take(sizes.key), take(sizes.key))
    // What the ciphers keep is theirs to clear; IVs are no secret without the keys.
    defer {
      clientMAC.wipe()
      serverMAC.wipe()
      clientKey.wipe()
      serverKey.wipe()
    }
    let (clientIV, serverIV) = (take(sizes.iv), take(sizes.iv))
    func protection(_ mac: [UInt8], _ key: [UInt8], _ iv: [UInt8]) -> RecordProtection? {
      if let algorithm = parts.protection.aead {
        guard let aead = AEAD(algorithm, key: key.span) else { return nil }
        return RecordProtection(version12: aead, iv: iv, tagByteCount: algorithm.tagByteCount)
      }
      guard case .aesCBC(_, let hash) = parts.protection,
        let cipher = CBCRecordCipher(
          encryptionKey: key.span, authenticationKey: mac.span, hash: hash,
          encryptsThenAuthenticates: encryptsThenAuthenticates)
      else { return nil }
      return RecordProtection(blocks: cipher)
    }
    guard let client = protection(clientMAC, clientKey, clientIV),
      let server = protection(serverMAC, serverKey, serverIV)
    else { return nil }
    return (client, server)
  }
}

extension CipherSuite.Protection {
  /// The algorithm, if it is one that authenticates what it encrypts.
  fileprivate var aead: AEADAlgorithm? {
    switch self {
    case .aesGCM(128): .aes128GCM
    case .aesGCM(256): .aes256GCM
    case .aesCCM(128, 16): .aes128CCM
    case .aesCCM(256, 16): .aes256CCM
    case .aesCCM(128, 8): .aes128CCM8
    case .aesCCM(256, 8): .aes256CCM8
    case .chaCha20Poly1305: .chaCha20Poly1305
    default: nil
    }
  }

  /// How many bytes each side's keys have in TLS 1.2; `nil` if such records aren't opened here.
  fileprivate var sizes12: (mac: Int, key: Int, iv: Int)? {
    switch self {
    // RFC 5288 §3, RFC 6655 §3: four bytes of salt. RFC 7905 §2: all of the nonce.
    case .aesGCM(let bits), .aesCCM(let bits, _): (0, bits / 8, 4)
    case .chaCha20Poly1305: (0, 32, 12)
    // RFC 5246 §6.2.3.2: each record brings its own IV.
    case .aesCBC(let bits, let mac): (mac.digestByteCount, bits / 8, 0)
    case .tripleDES: nil
    }
  }
}

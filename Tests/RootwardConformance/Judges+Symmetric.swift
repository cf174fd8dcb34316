import CertificateCryptography

/// What has one key for both sides: ciphers with authentication, codes, and the derivation of keys.
extension Judges {
  /// The verdict on a case of AEAD, HMAC or HKDF, and `nil` for any other.
  static func symmetric(_ input: WycheproofCase) -> Verdict? {
    switch input.algorithm {
    case "AES-GCM":
      // Beyond what TLS has, there are keys of 24 bytes and nonces of other lengths.
      return sealing(input) { key, sealed, nonce, data in
        let cipher = GCM(key: key.span)
        guard let cipher else { return nil }
        return cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span)
      } _: { key, plain, nonce, data in
        let cipher = GCM(key: key.span)
        guard let cipher, !nonce.isEmpty else { return nil }
        return cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
      }
    case "CHACHA20-POLY1305":
      let algorithm = AEADAlgorithm.chaCha20Poly1305
      return sealing(input) { key, sealed, nonce, data in
        let cipher = AEAD(algorithm, key: key.span)
        guard let cipher else { return nil }
        return cipher.open(sealed.span, nonce: nonce.span, authenticating: data.span)
      } _: { key, plain, nonce, data in
        let cipher = AEAD(algorithm, key: key.span)
        guard let cipher, nonce.count == algorithm.nonceByteCount else { return nil }
        return cipher.seal(plain.span, nonce: nonce.span, authenticating: data.span)
      }
    case let name where name.hasPrefix("HMACSHA"):
      return hash(named: "SHA-\(name.dropFirst(7))").map { code(input, $0) }
    case let name where name.hasPrefix("HKDF-"):
      return hash(named: String(name.dropFirst(5))).map { derivation(input, $0) }
    default: return nil
    }
  }

  /// What opens must be what was sealed, and what is sealed must be what opens.
  private static func sealing(
    _ input: WycheproofCase,
    _ open: (_ key: [UInt8], _ sealed: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> [UInt8]?,
    _ seal: (_ key: [UInt8], _ plain: [UInt8], _ nonce: [UInt8], _ data: [UInt8]) -> [UInt8]?
  ) -> Verdict {
    guard let key = input.bytes("key"), let nonce = input.bytes("iv"), let data = input.bytes("aad"),
      let message = input.bytes("msg"), let text = input.bytes("ct"), let tag = input.bytes("tag")
    else { return .unsupported("a test without its fields") }
    let opened = open(key, text + tag, nonce, data)
    let isSealed = seal(key, message, nonce, data) == text + tag
    guard (opened == message) == isSealed else {
      return .contradiction("\(opened == nil ? "not opened" : "opened"), and \(isSealed ? "" : "not ")sealed like that")
    }
    return isSealed ? .accepted : .refused(because: "the ciphertext is not authentic")
  }

  private static func code(_ input: WycheproofCase, _ hash: HashAlgorithm) -> Verdict {
    guard let key = input.bytes("key"), let message = input.bytes("msg"), let tag = input.bytes("tag"),
      tag.count <= hash.digestByteCount
    else { return .unsupported("a test without its fields") }
    let code = HMAC.authenticate(hash, key: key.span, message.span)
    let isSame = HMAC.isEqual(tag.span, to: code.span.extracting(0..<tag.count))
    return isSame ? .accepted : .refused(because: "the code is another")
  }

  private static func derivation(_ input: WycheproofCase, _ hash: HashAlgorithm) -> Verdict {
    guard let secret = input.bytes("ikm"), let salt = input.bytes("salt"), let info = input.bytes("info"),
      let expected = input.bytes("okm"), let count = input.test.integer("size")
    else { return .unsupported("a test without its fields") }
    let key = HKDF.extract(hash, salt: salt.span, secret: secret.span)
    guard let made = key.withBytes({ HKDF.expand(hash, $0, info: info.span, byteCount: count) }) else {
      return .refused(because: "there are no \(count) bytes")
    }
    return made.isEqual(to: expected.span) ? .accepted : .refused(because: "the key is another")
  }
}

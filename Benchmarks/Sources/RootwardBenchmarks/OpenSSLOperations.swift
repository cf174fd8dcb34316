#if canImport(LibCrypto)
  import Foundation
  import LibCrypto

  /// What the system's OpenSSL does for each row, through the EVP functions that its documentation recommends.
  enum OpenSSL {
    static func make(_ work: Row.Work, _ signatures: [Fixtures.Signature]) throws -> Operation? {
      switch work {
      case .verify(let algorithm), .verifyPrepared(let algorithm): return verify(algorithm, signatures)
      case .verifyCold(let algorithm): return cold(algorithm, signatures)
      case .verifyEight:
        let operations = signatures.compactMap { verify(.rsa2048, [$0]) }
        return { count in (0..<(count + 7) / 8).allSatisfy { _ in operations.allSatisfy { $0(1) } } }
      case .digest(let name, let byteCount): return digest(name, Array(Material.bytes.prefix(byteCount)))
      case .base64: return base64()
      }
    }

    /// The key of a SubjectPublicKeyInfo.
    private static func key(_ der: Data) -> OpaquePointer? {
      let bytes = [UInt8](der)
      return unsafe bytes.withUnsafeBufferPointer { der in
        var position = der.baseAddress
        return unsafe d2i_PUBKEY(nil, &position, der.count)
      }
    }

    private static func hash(_ algorithm: Row.Algorithm) -> OpaquePointer? {
      switch algorithm {
      case .p384: unsafe EVP_sha384()
      case .p521: unsafe EVP_sha512()
      case .ed25519, .ed448, .mlDSA65: nil
      default: unsafe EVP_sha256()
      }
    }

    private static func verify(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) -> Operation? {
      guard let fixture = signatures.first, algorithm != .mlDSA65, let key = unsafe key(fixture.key) else {
        return nil
      }
      let (message, signature) = ([UInt8](fixture.message), [UInt8](fixture.signature))
      guard let hash = unsafe hash(algorithm) else {
        // EdDSA takes the message, and a context for each signature.
        return { count in
          (0..<count).allSatisfy { _ in unsafe digestVerify(key, nil, message, signature, isPSS: false) }
        }
      }
      let context = unsafe EVP_PKEY_CTX_new(key, nil)
      unsafe EVP_PKEY_verify_init(context)
      if algorithm.isRSA {
        unsafe EVP_PKEY_CTX_set_rsa_padding(context, algorithm == .pss2048 ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING)
      }
      unsafe EVP_PKEY_CTX_set_signature_md(context, hash)
      if algorithm == .pss2048 { unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) }
      var digest = [UInt8](repeating: 0, count: 64)
      var digestByteCount: UInt32 = 0
      unsafe EVP_Digest(message, message.count, &digest, &digestByteCount, hash, nil)
      let tbs = Array(digest.prefix(Int(digestByteCount)))
      return { count in
        (0..<count).allSatisfy { _ in
          unsafe EVP_PKEY_verify(context, signature, signature.count, tbs, tbs.count) == 1
        }
      }
    }

    private static func cold(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) -> Operation? {
      guard let fixture = signatures.first, algorithm != .mlDSA65 else { return nil }
      let (message, signature) = ([UInt8](fixture.message), [UInt8](fixture.signature))
      let hash = unsafe hash(algorithm)
      return { count in
        (0..<count).allSatisfy { _ in
          let key = unsafe key(fixture.key)
          defer { unsafe EVP_PKEY_free(key) }
          return unsafe digestVerify(key, hash, message, signature, isPSS: algorithm == .pss2048)
        }
      }
    }

    private static func digestVerify(
      _ key: OpaquePointer?, _ hash: OpaquePointer?, _ message: [UInt8], _ signature: [UInt8], isPSS: Bool
    ) -> Bool {
      let context = unsafe EVP_MD_CTX_new()
      defer { unsafe EVP_MD_CTX_free(context) }
      var keyContext: OpaquePointer?
      guard unsafe EVP_DigestVerifyInit(context, &keyContext, hash, nil, key) == 1 else { return false }
      if isPSS { unsafe EVP_PKEY_CTX_set_rsa_padding(keyContext, RSA_PKCS1_PSS_PADDING) }
      return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private static func digest(_ name: Row.DigestName, _ bytes: [UInt8]) -> Operation? {
      let hash =
        switch name {
        case .sha1: unsafe EVP_sha1()
        case .sha256: unsafe EVP_sha256()
        case .sha384: unsafe EVP_sha384()
        case .sha512: unsafe EVP_sha512()
        case .sha3: unsafe EVP_sha3_256()
        }
      let context = unsafe EVP_MD_CTX_new()
      return { count in
        var digest = [UInt8](repeating: 0, count: 64)
        for _ in 0..<count {
          unsafe EVP_DigestInit_ex(context, hash, nil)
          unsafe EVP_DigestUpdate(context, bytes, bytes.count)
          unsafe EVP_DigestFinal_ex(context, &digest, nil)
        }
        return true
      }
    }

    private static func base64() -> Operation {
      let text = Material.base64
      var output = [UInt8](repeating: 0, count: text.count)
      return { count in
        (0..<count).allSatisfy { _ in
          let context = unsafe EVP_ENCODE_CTX_new()
          defer { unsafe EVP_ENCODE_CTX_free(context) }
          var (decoded, rest): (Int32, Int32) = (0, 0)
          unsafe EVP_DecodeInit(context)
          guard unsafe EVP_DecodeUpdate(context, &output, &decoded, text, Int32(text.count)) >= 0 else { return false }
          return unsafe EVP_DecodeFinal(context, &output, &rest) >= 0
        }
      }
    }

    /// An Ed448 key and its signature of a message.
    static func signEd448(_ message: Data) -> Fixtures.Signature? {
      var made: OpaquePointer?
      let generator = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_ED448, nil)
      defer { unsafe EVP_PKEY_CTX_free(generator) }
      guard unsafe EVP_PKEY_keygen_init(generator) == 1, unsafe EVP_PKEY_keygen(generator, &made) == 1 else {
        return nil
      }
      defer { unsafe EVP_PKEY_free(made) }
      var der: UnsafeMutablePointer<UInt8>?
      let byteCount = unsafe i2d_PUBKEY(made, &der)
      guard byteCount > 0, let start = unsafe der else { return nil }
      defer { unsafe CRYPTO_free(der, "", 0) }
      let key = unsafe Data(bytes: start, count: Int(byteCount))
      let context = unsafe EVP_MD_CTX_new()
      defer { unsafe EVP_MD_CTX_free(context) }
      var signature = [UInt8](repeating: 0, count: 114)
      var signatureByteCount = signature.count
      let bytes = [UInt8](message)
      guard unsafe EVP_DigestSignInit(context, nil, nil, nil, made) == 1,
        unsafe EVP_DigestSign(context, &signature, &signatureByteCount, bytes, bytes.count) == 1
      else { return nil }
      return Fixtures.Signature(key: key, message: message, signature: Data(signature))
    }
  }
#endif

#if canImport(LibCrypto)
  import Foundation
  import LibCrypto

  /// What the system's OpenSSL does for each row, through the EVP functions that its documentation recommends.
  ///
  /// Digests are fetched once and contexts made once wherever more than one run may use them: OpenSSL looks up anew, at a
  /// price, what a caller does not keep. All of them are kept until the program ends.
  enum OpenSSL {
    /// Which release the library is of that was found when the program was started.
    static var version: String? {
      guard let text = unsafe OpenSSL_version(OPENSSL_VERSION) else { return nil }
      return unsafe String(cString: text)
    }

    static func make(_ work: Row.Work, _ signatures: [Fixtures.Signature]) throws -> Operation? {
      switch work {
      case .verify(let algorithm), .verifyPrepared(let algorithm): return verify(algorithm, signatures)
      case .verifyCold(let algorithm): return cold(algorithm, signatures)
      case .verifyEight:
        let operations = signatures.compactMap { verify(.rsa2048, [$0]) }
        return Operation { count in (0..<(count + 7) / 8).allSatisfy { _ in operations.allSatisfy { $0(1) } } }
      case .digest(let name, let byteCount): return digest(name, Array(Material.bytes.prefix(byteCount)))
      case .base64: return base64()
      }
    }

    /// Reads keys out of a SubjectPublicKeyInfo of any kind.
    ///
    /// It does what d2i_PUBKEY does with a decoder that is made once: OpenSSL 3.0 takes longer to make one than to use it.
    @safe
    private final class KeyReader {
      /// Where the decoder puts a key.
      private let made: UnsafeMutablePointer<OpaquePointer?>
      private let decoder: OpaquePointer?

      init() {
        unsafe made = .allocate(capacity: 1)
        unsafe made.initialize(to: nil)
        // What the macro EVP_PKEY_PUBLIC_KEY stands for, which Swift does not import.
        let selection =
          OSSL_KEYMGMT_SELECT_DOMAIN_PARAMETERS | OSSL_KEYMGMT_SELECT_OTHER_PARAMETERS | OSSL_KEYMGMT_SELECT_PUBLIC_KEY
        unsafe decoder = OSSL_DECODER_CTX_new_for_pkey(
          made, "DER", "SubjectPublicKeyInfo", nil, selection, nil, nil)
      }

      deinit {
        unsafe OSSL_DECODER_CTX_free(decoder)
        unsafe made.deallocate()
      }

      /// The key, which the caller frees.
      func key(_ der: [UInt8]) -> OpaquePointer? {
        unsafe made.pointee = nil
        let isRead = unsafe der.withUnsafeBufferPointer { der in
          var (position, count) = (der.baseAddress, der.count)
          return unsafe OSSL_DECODER_from_data(decoder, &position, &count) == 1
        }
        return isRead ? unsafe made.pointee : nil
      }
    }

    /// The digest that a row signs; `nil` for algorithms that take the message.
    private static func hash(_ algorithm: Row.Algorithm) -> OpaquePointer? {
      switch algorithm {
      case .p384: unsafe EVP_MD_fetch(nil, "SHA384", nil)
      case .p521: unsafe EVP_MD_fetch(nil, "SHA512", nil)
      case .ed25519, .ed448, .mlDSA65: nil
      default: unsafe EVP_MD_fetch(nil, "SHA256", nil)
      }
    }

    private static func verify(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) -> Operation? {
      guard let fixture = signatures.first, let key = unsafe KeyReader().key([UInt8](fixture.key)) else { return nil }
      let (message, signature) = ([UInt8](fixture.message), [UInt8](fixture.signature))
      guard let hash = unsafe hash(algorithm) else {
        // EdDSA and ML-DSA take the message. Their contexts are good for one signature, and may then be initialized anew.
        let context = unsafe EVP_MD_CTX_new()
        return Operation { count in
          (0..<count).allSatisfy { _ in
            unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
              && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
          }
        }
      }
      // EVP_PKEY_verify may be called again and again on a context that was initialized once.
      let context = unsafe verification(key, algorithm, hash)
      let digest = unsafe digest(hash, EVP_MD_CTX_new(), message)
      return Operation { count in
        (0..<count).allSatisfy { _ in
          unsafe EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
        }
      }
    }

    /// A context to verify signatures of digests with.
    private static func verification(
      _ key: OpaquePointer?, _ algorithm: Row.Algorithm, _ hash: OpaquePointer
    ) -> OpaquePointer? {
      let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil)
      unsafe EVP_PKEY_verify_init(context)
      if algorithm.isRSA {
        unsafe EVP_PKEY_CTX_set_rsa_padding(context, algorithm == .pss2048 ? RSA_PKCS1_PSS_PADDING : RSA_PKCS1_PADDING)
      }
      unsafe EVP_PKEY_CTX_set_signature_md(context, hash)
      if algorithm == .pss2048 { unsafe EVP_PKEY_CTX_set_rsa_pss_saltlen(context, 32) }
      return unsafe context
    }

    private static func cold(_ algorithm: Row.Algorithm, _ signatures: [Fixtures.Signature]) -> Operation? {
      guard let fixture = signatures.first, let hash = unsafe hash(algorithm) else { return nil }
      let (der, message, signature) = ([UInt8](fixture.key), [UInt8](fixture.message), [UInt8](fixture.signature))
      let reader = KeyReader()
      let digestContext = unsafe EVP_MD_CTX_new()
      return Operation { count in
        (0..<count).allSatisfy { _ in
          guard let key = unsafe reader.key(der) else { return false }
          defer { unsafe EVP_PKEY_free(key) }
          let digest = unsafe digest(hash, digestContext, message)
          let context = unsafe verification(key, algorithm, hash)
          defer { unsafe EVP_PKEY_CTX_free(context) }
          return unsafe EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
        }
      }
    }

    /// The digest of `bytes`, made in a context that is used again and again.
    private static func digest(_ hash: OpaquePointer, _ context: OpaquePointer?, _ bytes: [UInt8]) -> [UInt8] {
      // EVP_DigestFinal_ex writes no more than EVP_MAX_MD_SIZE, which is 64.
      var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
      var count: UInt32 = 0
      unsafe EVP_DigestInit_ex2(context, hash, nil)
      unsafe EVP_DigestUpdate(context, bytes, bytes.count)
      unsafe EVP_DigestFinal_ex(context, &digest, &count)
      digest.removeLast(digest.count - Int(count))
      return digest
    }

    private static func digest(_ name: Row.DigestName, _ bytes: [UInt8]) -> Operation? {
      let openSSLName =
        switch name {
        case .sha1: "SHA1"
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        case .sha3: "SHA3-256"
        }
      guard let hash = unsafe EVP_MD_fetch(nil, openSSLName, nil) else { return nil }
      let context = unsafe EVP_MD_CTX_new()
      return Operation {
        unsafe digest(hash, context, bytes)
      } run: { count in
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        return (0..<count).allSatisfy { _ in
          unsafe EVP_DigestInit_ex2(context, hash, nil) == 1 && EVP_DigestUpdate(context, bytes, bytes.count) == 1
            && EVP_DigestFinal_ex(context, &digest, nil) == 1
        }
      }
    }

    private static func base64() -> Operation {
      let text = Material.base64
      let context = unsafe EVP_ENCODE_CTX_new()
      /// Decodes into `output`, which is longer than what comes out; the count is `nil` for what is no Base64.
      func decode(_ output: inout [UInt8]) -> Int? {
        var (decoded, rest): (Int32, Int32) = (0, 0)
        unsafe EVP_DecodeInit(context)
        let result = unsafe EVP_DecodeUpdate(context, &output, &decoded, text, Int32(text.count))
        // Once the last line has been decoded nothing is left for this call, which then writes nothing.
        guard result >= 0, unsafe EVP_DecodeFinal(context, &output, &rest) >= 0, rest == 0 else { return nil }
        return Int(decoded)
      }
      var output = [UInt8](repeating: 0, count: text.count)
      return Operation {
        decode(&output).map { Array(output.prefix($0)) } ?? []
      } run: { count in
        (0..<count).allSatisfy { _ in decode(&output) != nil }
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

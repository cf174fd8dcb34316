#if canImport(LibCrypto)
  import LibCrypto

  /// A certificate that OpenSSL has parsed.
  @safe
  final class OpenSSLCertificate {
    let pointer: OpaquePointer

    /// Parses DER.
    convenience init(_ bytes: [UInt8]) throws {
      try unsafe self.init(pointer: Self.parse(bytes))
    }

    init(pointer: OpaquePointer) {
      unsafe self.pointer = unsafe pointer
    }

    deinit {
      unsafe X509_free(pointer)
    }

    /// What d2i_X509 makes of DER, which the caller frees.
    static func parse(_ bytes: [UInt8]) throws -> OpaquePointer {
      let made = unsafe bytes.withUnsafeBufferPointer { bytes in
        // OpenSSL moves the start to behind what it has read, and reads nothing beyond the length that it is given.
        var start = bytes.baseAddress
        return unsafe d2i_X509(nil, &start, bytes.count)
      }
      guard let made = unsafe made else { throw Refusal.wrong("a certificate that OpenSSL does not read") }
      return unsafe made
    }
  }

  /// A store of OpenSSL's.
  @safe
  final class OpenSSLStore {
    let pointer: OpaquePointer?

    init() {
      unsafe pointer = X509_STORE_new()
    }

    deinit {
      unsafe X509_STORE_free(pointer)
    }

    /// How many certificates it holds; one that was added twice is there once.
    var count: Int { Int(max(0, unsafe OPENSSL_sk_num(X509_STORE_get0_objects(pointer)))) }

    /// Trusts certificates in DER, as far as OpenSSL reads them.
    func insert(_ encoded: [[UInt8]]) throws {
      for bytes in encoded {
        guard let certificate = try? OpenSSLCertificate(bytes) else { continue }
        unsafe X509_STORE_add_cert(pointer, certificate.pointer)
      }
      ERR_clear_error()
    }
  }
#endif

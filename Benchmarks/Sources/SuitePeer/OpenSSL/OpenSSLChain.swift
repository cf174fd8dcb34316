#if canImport(LibCrypto)
  import CertificateVerification
  import LibCrypto

  /// OpenSSL's way to verify a chain.
  ///
  /// Name, moment and purpose stand in the store's parameters, from which each verification has them. The context is
  /// made once and initialized for each verification, unless the order wants it anew; so is the stack of the others'
  /// certificates.
  @safe
  final class OpenSSLChain {
    private let order: ChainOrder
    private let store = OpenSSLStore()
    private let context = unsafe X509_STORE_CTX_new()
    private let chain: [OpenSSLCertificate]
    private let pool: [OpenSSLCertificate]
    /// What was presented beside the leaf, and then what is at hand; the latter alone for chains that are parsed anew.
    private let untrusted = unsafe OPENSSL_sk_new_null()

    init(_ order: ChainOrder) throws {
      self.order = order
      chain = try order.chain.map { try OpenSSLCertificate($0) }
      pool = try order.pool.map { try OpenSSLCertificate($0) }
      try store.insert(order.roots())
      let kept = order.parses ? pool : chain.dropFirst() + pool
      for certificate in kept { unsafe OPENSSL_sk_push(untrusted, UnsafeRawPointer(certificate.pointer)) }
      try setParameters()
    }

    deinit {
      unsafe X509_STORE_CTX_free(context)
      unsafe OPENSSL_sk_free(untrusted)
    }

    private func setParameters() throws {
      let parameters = unsafe X509_STORE_get0_param(store.pointer)
      let isNamed =
        switch PeerName(host: order.name) {
        case .ip(let text): unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, text)
        default: unsafe X509_VERIFY_PARAM_set1_host(parameters, order.name, order.name.utf8.count)
        }
      unsafe X509_VERIFY_PARAM_set_time(parameters, order.moment)
      guard isNamed == 1, unsafe X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_SSL_SERVER) == 1 else {
        throw Refusal.wrong("OpenSSL does not take the name \(order.name)")
      }
    }

    var work: Work {
      Work { [self] in
        if !order.parses { return try unsafe verify(chain[0].pointer) }
        // The others stand first in the stack, as it is searched from there, and are taken out again.
        let parsed = try order.chain.map { try OpenSSLCertificate($0) }
        for certificate in parsed.dropFirst().reversed() {
          unsafe OPENSSL_sk_insert(untrusted, UnsafeRawPointer(certificate.pointer), 0)
        }
        defer { for _ in parsed.dropFirst() { unsafe OPENSSL_sk_shift(untrusted) } }
        return try withExtendedLifetime(parsed) { try unsafe verify(parsed[0].pointer) }
      }
    }

    private func verify(_ leaf: OpaquePointer) throws -> Outcome {
      let context = unsafe order.isFresh ? X509_STORE_CTX_new() : self.context
      defer {
        // What was refused leaves errors behind, which the next verification has nothing to do with.
        ERR_clear_error()
        if order.isFresh { unsafe X509_STORE_CTX_free(context) } else { unsafe X509_STORE_CTX_cleanup(context) }
      }
      guard unsafe X509_STORE_CTX_init(context, store.pointer, leaf, untrusted) == 1 else {
        throw Refusal.wrong("OpenSSL's X509_STORE_CTX_init failed")
      }
      return unsafe X509_verify_cert(context) == 1 ? .valid : .invalid
    }
  }
#endif

#if canImport(LibCrypto)
  import LibCrypto

  /// OpenSSL's way to do the work: its store, its parser and its verification, with whatever it lets a program keep.
  struct OpenSSLPeer: Peer {
    var version: String { unsafe String(cString: OpenSSL_version(OPENSSL_VERSION)) }

    func work(_ order: WorkOrder) throws -> Work {
      switch order.name {
      case "load": try OpenSSLLoad.work(order)
      case "lookup": try lookup(order)
      case "identify": throw Refusal.none("a store finds nothing by a key's identifier")
      case "union": throw Refusal.none("a store can't be copied")
      case "change": try change(order)
      case "parse": try parse(order)
      case "verify": try OpenSSLChain(ChainOrder(order)).work
      case "crl": try revocationList(order)
      case "certsd": throw Refusal.none("it reads no configuration of registries")
      case "handshake": throw Refusal.none("it verifies no recordings")
      default: throw Refusal.wrong("there is no task \(order.name)")
      }
    }

    private func lookup(_ order: WorkOrder) throws -> Work {
      let store = OpenSSLStore()
      try store.insert(ChainOrder.certificates(at: order.demand("roots")))
      let children = try ChainOrder.certificates(at: order.demand("children")).map { try OpenSSLCertificate($0) }
      // A lookup asks through a context, which is made once.
      let context = unsafe X509_STORE_CTX_new()
      guard unsafe X509_STORE_CTX_init(context, store.pointer, nil, nil) == 1 else {
        throw Refusal.wrong("OpenSSL's X509_STORE_CTX_init failed")
      }
      return Work {
        try withExtendedLifetime((store, children)) {
          var count = 0
          for child in children {
            let found = unsafe X509_STORE_CTX_get1_certs(context, X509_get_issuer_name(child.pointer))
            guard unsafe found != nil else { throw Refusal.wrong("OpenSSL's X509_STORE_CTX_get1_certs failed") }
            let number = unsafe OPENSSL_sk_num(found)
            for index in 0..<max(0, number) { unsafe X509_free(OpaquePointer(OPENSSL_sk_value(found, index))) }
            unsafe OPENSSL_sk_free(found)
            count += Int(max(0, number))
          }
          return .found(count)
        }
      }
    }

    /// OpenSSL takes nothing out of a store: the suite takes what was added last from the end of its list, which costs
    /// nothing beside adding it.
    private func change(_ order: WorkOrder) throws -> Work {
      let store = OpenSSLStore()
      try store.insert(ChainOrder.certificates(at: order.demand("roots")))
      let path = try order.demand("certificate")
      guard let first = try ChainOrder.certificates(at: path).first else {
        throw Refusal.wrong("there is no certificate in \(path)")
      }
      let certificate = try OpenSSLCertificate(first)
      let before = store.count
      var work = Work {
        guard unsafe X509_STORE_add_cert(store.pointer, certificate.pointer) == 1, store.count == before + 1 else {
          throw Refusal.wrong("OpenSSL's X509_STORE_add_cert failed")
        }
        let last = unsafe OpaquePointer(OPENSSL_sk_pop(X509_STORE_get0_objects(store.pointer)))
        guard unsafe X509_OBJECT_get0_X509(last) == certificate.pointer else {
          throw Refusal.wrong("what OpenSSL added is not at the end of its list")
        }
        unsafe X509_OBJECT_free(last)
        return .roots(before + 1)
      }
      work.remark = "list-cut"
      return work
    }

    private func parse(_ order: WorkOrder) throws -> Work {
      let encoded = try ChainOrder.certificates(at: order.demand("path"))
      return Work {
        var count = 0
        for bytes in encoded {
          _ = try OpenSSLCertificate(bytes)
          count += 1
        }
        return .certificates(count)
      }
    }

    private func revocationList(_ order: WorkOrder) throws -> Work {
      let bytes = try order.bytes("path")
      let list = unsafe bytes.withUnsafeBufferPointer { bytes in
        var start = bytes.baseAddress
        return unsafe d2i_X509_CRL(nil, &start, bytes.count)
      }
      guard unsafe list != nil else { throw Refusal.wrong("a list that OpenSSL does not read") }
      // The driver's contents of an INTEGER, with their header, are what OpenSSL reads; a serial number is short.
      let numbers = unsafe try order.serialNumbers.map { contents in
        let der = [0x02, UInt8(clamping: contents.count)] + contents
        let number = unsafe der.withUnsafeBufferPointer { der in
          var start = der.baseAddress
          return unsafe d2i_ASN1_INTEGER(nil, &start, der.count)
        }
        guard unsafe number != nil else { throw Refusal.wrong("a serial number that OpenSSL does not read") }
        return unsafe number
      }
      return Work {
        var count = 0
        for place in unsafe numbers.indices {
          var entry: OpaquePointer?
          if unsafe X509_CRL_get0_by_serial(list, &entry, numbers[place]) == 1 { count += 1 }
        }
        return .revoked(count)
      }
    }
  }
#endif

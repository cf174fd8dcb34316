#if canImport(LibCrypto)
  import LibCrypto

  /// OpenSSL's ways to load a store: certificate by certificate, or with `variant=load_file` by X509_STORE_load_file.
  enum OpenSSLLoad {
    static func work(_ order: WorkOrder) throws -> Work {
      let (form, path) = try (order.demand("form"), order.demand("path"))
      let kept = Kept<OpenSSLStore>()
      switch (form, order["variant"]) {
      case ("pem", "load_file"): return Work { .roots(try kept.replace { try loadFile(path) }.count) }
      case ("pem", nil): return Work { .roots(try kept.replace { try load([path], readPEM) }.count) }
      case ("der", nil): return Work { .roots(try kept.replace { try load([path], readDER) }.count) }
      case ("directory", nil):
        return Work { .roots(try kept.replace { try load(WorkOrder.files(of: path), readPEM) }.count) }
      case ("pem", _), ("der", _), ("directory", _): throw Refusal.none("there is no such variant")
      default: throw Refusal.wrong("form is pem, der or directory")
      }
    }

    private static func loadFile(_ path: String) throws -> OpenSSLStore {
      let store = OpenSSLStore()
      defer { ERR_clear_error() }
      guard unsafe X509_STORE_load_file(store.pointer, path) == 1 else {
        throw Refusal.wrong("OpenSSL's X509_STORE_load_file does not read \(path)")
      }
      return store
    }

    private static func load(_ paths: [String], _ read: (String, OpenSSLStore) throws -> Void) throws -> OpenSSLStore {
      let store = OpenSSLStore()
      // The end of a file is an error to OpenSSL, which it would keep.
      defer { ERR_clear_error() }
      for path in paths { try read(path, store) }
      return store
    }

    private static func readPEM(_ path: String, _ store: OpenSSLStore) throws {
      guard let file = unsafe BIO_new_file(path, "r") else { throw Refusal.wrong("\(path) can't be read") }
      defer { unsafe BIO_free(file) }
      while let certificate = unsafe PEM_read_bio_X509(file, nil, nil, nil) {
        unsafe X509_STORE_add_cert(store.pointer, certificate)
        unsafe X509_free(certificate)
      }
    }

    /// Reads certificates that follow one another.
    private static func readDER(_ path: String, _ store: OpenSSLStore) throws {
      let bytes = try WorkOrder.bytes(at: path)
      unsafe bytes.withUnsafeBufferPointer { bytes in
        // OpenSSL moves the start to behind what it has read, never beyond the length that it is given.
        var start = bytes.baseAddress
        while let place = unsafe start, let first = bytes.baseAddress {
          let rest = unsafe bytes.count - (place - first)
          guard rest > 0, let certificate = unsafe d2i_X509(nil, &start, rest) else { return }
          unsafe X509_STORE_add_cert(store.pointer, certificate)
          unsafe X509_free(certificate)
        }
      }
    }
  }
#endif

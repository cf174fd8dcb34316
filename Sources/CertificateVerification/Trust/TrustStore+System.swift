#if !hasFeature(Embedded)
  import Platform

  extension TrustStore {
    /// Loads the roots that this system trusts.
    ///
    /// The rule, by which one can tell what will be read:
    ///
    /// 1. If the environment variable `SSL_CERT_FILE` or `SSL_CERT_DIR` is set and not empty, exactly what they name is
    ///    read and nothing else: the file of the one, and the directories of the other, which colons separate. So does
    ///    rustls-native-certs; OpenSSL and Go let each variable replace only its own half of the defaults, which
    ///    leaves a person who names one file trusting more than that file.
    /// 2. Otherwise the first of ``systemFiles`` that gives a root is read, and all of ``systemDirectories`` that
    ///    exist, as Go and rustls-native-certs do. A root that is there twice counts once.
    ///
    /// - Returns: the store. Its ``summary`` says what was read, ignored and unreadable. It is empty if the system has
    ///   no roots where they are looked for, as in a container made from scratch.
    /// - Throws: ``TrustLoadSummary/Unreadable`` if there are no roots because something could not be read.
    public static func system() throws(TrustLoadSummary.Unreadable) -> TrustStore {
      try system(
        file: Environment.value(of: "SSL_CERT_FILE"), directories: Environment.value(of: "SSL_CERT_DIR"))
    }

    /// Loads roots as ``system()`` does, with the values of the two variables given.
    package static func system(
      file: String?, directories: String?
    ) throws(TrustLoadSummary.Unreadable) -> TrustStore {
      var store = TrustStore()
      if file != nil || directories != nil {
        if let file { _ = try? store.insert(contentsOfPath: file) }
        for directory in directories?.split(separator: ":") ?? [] {
          _ = try? store.insert(contentsOfPath: String(directory))
        }
        if store.isEmpty, let first = store.summary.unreadable.first { throw first }
        return store
      }
      var bundle: String?
      for file in systemFiles where (try? FileSystem.kind(of: file)) == .file {
        _ = try? store.insert(contentsOfPath: file)
        bundle = file
        if !store.isEmpty { break }
      }
      for directory in systemDirectories where (try? FileSystem.kind(of: directory)) == .directory {
        do {
          _ = try store.insert(contentsOfDirectory: directory, besides: bundle)
        } catch {
          store.note(TrustLoadSummary.Unreadable(error))
        }
      }
      if store.isEmpty, let first = store.summary.unreadable.first { throw first }
      return store
    }

    /// Where the distributions keep their roots in one file, in the order in which they are tried.
    ///
    /// The lists of Go's crypto/x509, OpenSSL's defaults and rustls-native-certs together. On Fedora the extracted
    /// bundle for TLS comes before the older name, as rustls-native-certs has it: distrust has been applied to it.
    public static let systemFiles = [
      "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Alpine, Arch, Gentoo, NixOS
      "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora, RHEL, CentOS
      "/etc/pki/tls/certs/ca-bundle.crt",  // older Fedora and RHEL
      "/etc/ssl/ca-bundle.pem",  // SUSE
      "/etc/pki/tls/cacert.pem",  // OpenELEC
      "/etc/ssl/cert.pem",  // Alpine, OpenBSD, macOS
      "/etc/ssl/certs/ca-bundle.crt",  // NixOS
      "/usr/local/etc/ssl/cert.pem",  // FreeBSD
      "/usr/local/share/certs/ca-root-nss.crt",  // DragonFly
      "/etc/openssl/certs/ca-certificates.crt",  // NetBSD
      "/opt/etc/ssl/certs/ca-certificates.crt",  // Entware
      "/usr/lib/ssl/cert.pem",  // OpenSSL's own default, where a distribution does not move it
      "/usr/local/ssl/cert.pem",
    ]

    /// Where the distributions keep their roots in files of their own; all that exist are read.
    public static let systemDirectories = [
      "/etc/ssl/certs",  // Debian, SUSE, FreeBSD
      "/etc/pki/tls/certs",  // Fedora, RHEL
      "/usr/local/share/certs",  // FreeBSD
      "/etc/openssl/certs",  // NetBSD
      "/opt/etc/ssl/certs",  // Entware
      "/system/etc/security/cacerts",  // Android
    ]
  }
#endif

import CertificateVerification
import Platform

// Go 1.27's crypto/x509: root.go (`loadSystemRoots`, `loadOnDiskRoots`) and root_linux.go, whose order and rules these are.

extension SystemRoots {
  /// The files that distributions keep their roots in; the first that can be read counts.
  static let files = [
    "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Alpine, Arch, Gentoo, NixOS
    "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora and RHEL
    "/etc/ssl/ca-bundle.pem",  // SUSE
    "/etc/pki/tls/cacert.pem",  // OpenELEC
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Fedora and RHEL, with distrust applied
    "/etc/ssl/cert.pem",  // Alpine
  ]

  /// The directories that distributions keep their roots in; all of them count besides the file.
  static let directories = ["/etc/ssl/certs", "/etc/pki/tls/certs"]

  /// Loads the roots that a client in Go takes for the system's.
  ///
  /// `SSL_CERT_FILE` replaces the files alone, and `SSL_CERT_DIR` the directories alone. macOS and Windows have a verifier
  /// of their own, which is used unless one of the variables is set.
  ///
  /// - Parameters:
  ///   - environment: The machine.
  ///   - files: Its files, where somebody has them already and knows some of their links; `nil` for those that it gives.
  package init(_ environment: RegistryEnvironment, files known: (any RegistryFiles)? = nil) {
    let (file, list) = (environment.variable("SSL_CERT_FILE"), environment.variable("SSL_CERT_DIR"))
    guard environment.platform == .linux || file != nil || list != nil else {
      isPlatformVerifier = true
      return
    }
    let separator = environment.platform.listSeparator
    let directories =
      list.map { $0.split(separator: separator, omittingEmptySubsequences: false).map { String($0) } }
      ?? (environment.platform == .linux ? Self.directories : [])
    let files = file.map { [$0] } ?? (environment.platform == .linux ? Self.files : [])
    var loader = SystemRootsLoader(environment, known ?? environment.files)
    loader.read(files: files, directories: directories, into: &self)
    if store.isEmpty { failure = loader.firstError }
  }

  mutating func add(_ bytes: [UInt8], path: FilePath) {
    let before = store.count
    for certificate in GoCertificates(bytes, source: path.text).certificates { store.insert(certificate) }
    if store.count > before || sources.isEmpty { sources.append(path.text) }
  }
}

private struct SystemRootsLoader {
  private let environment: RegistryEnvironment
  private let files: any RegistryFiles
  private var bounded: BoundedFiles
  /// The first error that is not about a path that is missing.
  private(set) var firstError: RegistryFileError?

  init(_ environment: RegistryEnvironment, _ files: any RegistryFiles) {
    self.environment = environment
    self.files = files
    bounded = BoundedFiles(
      files, fileLimit: LoadingLimits.systemFileByteCount, totalLimit: LoadingLimits.systemByteCount)
  }

  mutating func read(files paths: [String], directories: [String], into roots: inout SystemRoots) {
    for path in paths.map({ FilePath($0) }) {
      do throws(RegistryFileError) {
        roots.add(try bounded.read(path), path: path)
        break
      } catch {
        note(error, &roots)
      }
    }
    for directory in directories.map({ FilePath($0) }) { read(directory, into: &roots) }
  }

  private mutating func read(_ directory: FilePath, into roots: inout SystemRoots) {
    do throws(RegistryFileError) {
      for entry in try files.entries(of: directory, limit: LoadingLimits.systemEntryCount) {
        let path = directory.appending(entry.name, environment.platform)
        // Links to a neighbor are OpenSSL's names by hash; Go passes over them.
        if entry.node == .link, files.linkTarget(of: path)?.bytes.contains(environment.platform.separator) == false {
          continue
        }
        guard entry.node != .directory else { continue }
        do throws(RegistryFileError) {
          roots.add(try bounded.read(path), path: path)
        } catch {
          // Go says nothing of a file that it can't read, and so goes on.
          if error.reason != .notFound, error.reason != .isDirectory { roots.unreadable.append(error) }
        }
      }
    } catch {
      note(error, &roots)
    }
  }

  private mutating func note(_ error: RegistryFileError, _ roots: inout SystemRoots) {
    guard error.reason != .notFound else { return }
    roots.unreadable.append(error)
    if firstError == nil { firstError = error }
  }
}

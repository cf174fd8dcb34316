import CertificateVerification
import Certificates

extension RegistryRoots {
  /// Starts a pool of the client's own, if there is none yet, with the system's roots in it or without.
  mutating func configure(replacing: Bool = false) {
    guard !isConfigured else { return }
    isConfigured = true
    guard replacing else { return }
    includesSystem = false
    store = TrustStore()
  }

  /// Adds the certificates of a file to the pool, each of them an anchor whatever it says of itself.
  ///
  /// - Returns: Whether there was a certificate at all, were it one that was there already.
  @discardableResult
  mutating func add(_ file: GoCertificates, path: FilePath) -> Bool {
    var added: [Certificate] = []
    for certificate in file.certificates where store.insert(certificate) { added.append(certificate) }
    files.append(
      File(
        path: path.text, certificates: added, duplicateCount: file.certificates.count - added.count,
        ignored: file.ignored, problem: nil))
    return !file.certificates.isEmpty
  }

  /// Notes a file that was not read, although the client would have.
  mutating func add(unread error: RegistryFileError) {
    files.append(File(path: error.path, certificates: [], duplicateCount: 0, ignored: [], problem: error))
  }
}

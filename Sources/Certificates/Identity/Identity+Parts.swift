extension Identity {
  /// An identity of parts that were read by another program's rules; `nil` unless the key is the first certificate's.
  package init?(certificates: [Certificate], privateKey: PrivateKey, skipped: [CertificateBundle.Skipped] = []) {
    guard let leaf = certificates.first, privateKey.publicKeyMatches(leaf) else { return nil }
    self.certificates = certificates
    self.privateKey = privateKey
    self.skipped = skipped
  }
}

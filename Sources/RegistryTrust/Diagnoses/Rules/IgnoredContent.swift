import Certificates

/// What a file holds that nobody reads.
enum IgnoredContent: Sendable, Hashable {
  /// Certificates of authorities, and perhaps a private key with them.
  case authorities(holdsKey: Bool)
  /// A certificate that is no authority's, and the file of its key, which nobody reads either; without one, whether it
  /// may serve as a root.
  case certificate(key: FilePath?, isTrusted: Bool)
  /// A private key, and the file of the certificate that misses it.
  case key(missedBy: FilePath?)
  /// The private key of a client's certificate that stands among the roots.
  case keyOfRoot(FilePath)
  /// A certificate and its key.
  case pair
  /// Certificates that another file holds as well, of which this is told.
  case copy(of: FilePath)
  /// A certificate in DER.
  case der
  /// A container of PKCS #7.
  case pkcs7
  /// A container of PKCS #12; whether a pair has its name, which may be from it.
  case pkcs12(isUsed: Bool)
}

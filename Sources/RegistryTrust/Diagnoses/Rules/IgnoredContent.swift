import Certificates

/// What a file holds that nobody reads.
enum IgnoredContent: Sendable, Hashable {
  /// Certificates of authorities.
  case authorities
  /// A client's certificate, and the file of its key, which nobody reads either.
  case certificate(key: FilePath?)
  /// A private key, and the file of the certificate that misses it.
  case key(missedBy: FilePath?)
  /// A certificate and its key.
  case pair
  /// A certificate in DER.
  case der
  /// A container of PKCS #7, or of PKCS #12.
  case pkcs7, pkcs12
}

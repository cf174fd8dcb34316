import Certificates

/// Which issuer is missing.
enum Missing: Sendable, Hashable {
  /// An intermediate certificate that the server should send.
  case intermediate
  /// A root that isn't trusted.
  case root
  /// One of the two: nothing tells which.
  case unclear
  /// A root of the same name and another key than a trusted one.
  case rotated(Certificate)
  /// A root of a product that replaces certificates.
  case interceptor(String)
}

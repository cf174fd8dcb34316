import Certificates

/// An issuer that isn't at hand.
struct AbsentIssuer: Sendable, Hashable {
  /// Its name.
  let name: DistinguishedName
  /// The identifier of its key, if the certificate tells it.
  var keyIdentifier: [UInt8]?
  /// Where the certificate says that it can be fetched over HTTP.
  var url: String?
  /// The anchor that comes nearest.
  var nearest: Certificate?
  /// Whether the certificate is its own issuer.
  var isSelfIssued = false
  /// A file that holds it, and that doesn't count.
  var found: FoundIssuer?
}

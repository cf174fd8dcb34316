public import Certificates

/// A certificate that is trusted for its own sake, and what is said of its use beside it.
public struct TrustAnchor: Sendable, Hashable {
  /// The certificate, of which a verification takes the name, the key and the constraints (RFC 5280 §6.1.1 (d)).
  public let certificate: Certificate
  /// What the trust store demands beyond that; `nil` if nothing.
  public let constraints: AnchorConstraints?
  /// The lists of a TRUSTED CERTIFICATE; `nil` if every purpose is trusted.
  package let attributes: TrustAttributes?

  /// Whether the anchor may vouch for a purpose.
  package func isTrusted(for purpose: Purpose) -> Bool {
    if let constraints, !constraints.isTrusted(for: purpose) { return false }
    guard let attributes, let identifier = purpose.identifier else { return true }
    return attributes.permits(identifier)
  }
}

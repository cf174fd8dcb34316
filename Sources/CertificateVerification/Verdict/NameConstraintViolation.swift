public import Certificates

/// A name that an authority above does not let a certificate have (RFC 5280 §4.2.1.10).
public struct NameConstraintViolation: Sendable, Hashable {
  /// The name, fit to be shown, such as `DNS:www.example.com`.
  public let name: String
  /// What is wrong with it.
  public let kind: Kind
  /// The certificate that says so.
  public let authority: Certificate
  /// Whether the trust store says so of that authority, and not its certificate.
  public let isOfTrustStore: Bool

  /// How a name offends against constraints.
  public enum Kind: Sendable, Hashable {
    /// It is in none of the subtrees that are permitted to names of its form; the first of them, and how many there are.
    case notPermitted(subtrees: [String], count: Int)
    /// It is in a subtree that is excluded.
    case excluded(subtree: String)
    /// It is a wildcard, and some of what it stands for is in a subtree that is excluded.
    case reachesExcluded(subtree: String)
    /// Names of its form are constrained, and it is no such name.
    case malformed
    /// Names of its form are constrained, and whether it is one of these can't be told: it is a directory name that is too
    /// long, or has characters that other readers take for nothing or for others.
    case notComparable
    /// Names of its form are constrained, and Rootward does not know how to compare them.
    case formNotProcessed
  }
}

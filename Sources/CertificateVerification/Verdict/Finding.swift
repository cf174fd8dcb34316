/// One thing that a rule objects to in one certificate of a path.
public struct Finding: Sendable, Hashable {
  /// What is objected to, with the facts that decided it.
  public let problem: Problem
  /// Which certificate of the path it is about, counted from the leaf, which is 0.
  public let certificate: Int

  package init(_ problem: Problem, certificate: Int) {
    self.problem = problem
    self.certificate = certificate
  }

  /// The rule that objects.
  public var rule: Rule { problem.rule }
}

/// A rule of path validation; the raw value is its stable name in JSON.
///
/// The order of the cases is the order in which findings are told: what leaves no trust at all comes before what is
/// wrong with a chain that is otherwise sound.
public enum Rule: String, Sendable, Hashable, CaseIterable {
  /// The search stays within its budget.
  case budget
  /// The issuer's key made the signature (RFC 5280 §6.1.3 (a)(1)).
  case signature
  /// No certificate of the path is distrusted by the trust store.
  case distrust
  /// No certificate of the path is revoked (RFC 5280 §6.1.3 (a)(3)).
  case revocation
  /// Each certificate's issuer is known, up to an anchor (RFC 5280 §6.1).
  case issuer
  /// Signature and key algorithms are ones that Rootward can check.
  case algorithm
  /// Keys and digests are strong enough.
  case strength
  /// Whoever signs is a certificate authority (RFC 5280 §6.1.4 (k)).
  case basicConstraints
  /// No more intermediates follow than an authority allows (RFC 5280 §6.1.4 (l), (m)).
  case pathLength
  /// Whoever signs may sign certificates (RFC 5280 §6.1.4 (n)).
  case keyUsage
  /// No certificate has a name that an authority above it does not allow (RFC 5280 §6.1.3 (b), (c)).
  case nameConstraints
  /// The path is valid for a policy where it must have one (RFC 9618 §5).
  case policies
  /// Extensions are critical where they must be, and only where they may be (RFC 5280 §4.2).
  case criticality
  /// Every critical extension is understood (RFC 5280 §6.1.4 (o), §6.1.5 (f)).
  case criticalExtension
  /// Every extension has the form of its standard (RFC 5280 §4.2).
  case extensionForm
  /// Version, serial number and times are as the profile demands (RFC 5280 §4.1.2).
  case fields
  /// Subjects and issuers are named as the profile demands (RFC 5280 §4.1.2.6, §4.2.1.6).
  case subjectNames
  /// Key identifiers go together (RFC 5280 §4.2.1.1, §4.2.1.2).
  case keyIdentifiers
  /// Every certificate of the path allows the purpose (RFC 5280 §4.2.1.12).
  case extendedKeyUsage
  /// Logs have promised to publish the leaf (RFC 6962 §3.3).
  case transparency
  /// The moment is within every validity period (RFC 5280 §6.1.3 (a)(2)).
  case validity
  /// Each certificate of the path is known not to be revoked, where the policy demands that (RFC 5280 §6.3).
  case revocationStatus
  /// The leaf is for the peer that was asked for (RFC 9525 §6).
  case peerName
  /// The caller's own check does not object (``CertificateVerifier/additionalCheck``).
  case additionalCheck
}

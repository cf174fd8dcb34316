/// What a verification demands beyond a valid signature at every step: each switch is one deliberate choice.
///
/// Start from a profile and change what your case needs:
///
/// ```swift
/// var policy = VerificationPolicy.rfc5280
/// policy.minimumRSABitCount = 3072
/// ```
public struct VerificationPolicy: Sendable, Hashable {
  /// The smallest RSA modulus that may sign or be certified, in bits.
  ///
  /// 2,048 is what NIST SP 800-131A revision 2 §3 and the CA/Browser Forum's baseline §6.1.5 demand.
  public var minimumRSABitCount = 2048

  /// Whether a signature over a SHA-1 digest counts.
  ///
  /// Chosen-prefix collisions cost some tens of thousands of dollars (Leurent and Peyrin, "SHA-1 is a Shambles",
  /// 2020), so that it is off; signatures of anchors are not looked at in any case.
  public var allowsSHA1Signatures = false

  /// Whether name constraints that are not marked as critical, as RFC 5280 §4.2.1.10 demands, are taken nonetheless.
  ///
  /// They bind in any case. The CA/Browser Forum baseline (§7.1.2.5.2) allows it, for readers of long ago.
  public var allowsNonCriticalNameConstraints = false

  /// Whether an anchor must be within its own validity period.
  ///
  /// RFC 5280 §6.1.1 (d) takes an anchor as a name and a key, without dates. It is on all the same: an authority that
  /// lets a root expire has stopped answering for it, and the other implementations that people compare with refuse it.
  public var checksAnchorValidity = true

  /// Whether a leaf that names its purposes may do so with `anyExtendedKeyUsage` (RFC 5280 §4.2.1.12).
  public var allowsAnyExtendedKeyUsage = true

  /// Whether a leaf must name its purposes.
  public var requiresExtendedKeyUsage = false

  /// Whether a leaf may itself be a certificate authority.
  public var allowsAuthorityAsLeaf = true

  /// Whether an RSA modulus must be a whole number of bytes.
  public var requiresWholeByteModulus = false

  /// Of how many operators of logs there must be a promise to publish the leaf (RFC 6962); 0 asks for none.
  ///
  /// Browsers want two or three of public certificates; private authorities use no logs.
  public var requiredTimestampCount = 0

  /// The logs whose promises count for ``requiredTimestampCount``.
  public var certificateLogs = CertificateLogList()

  /// What is demanded of certificate policies.
  public var policies = PolicyInputs()

  /// How much work a search may do before it gives up.
  public var budget = SearchBudget()

  private init() {}

  /// RFC 5280 with the web's lessons: for private authorities, registries and everything that says nothing else.
  public static let rfc5280 = VerificationPolicy()

  /// The stricter rules of the CA/Browser Forum's baseline requirements for TLS servers, as far as they are switches
  /// of this type: purposes named and not `anyExtendedKeyUsage` (§7.1.2.7.10), no authority as a leaf
  /// (§7.1.2.7.11), whole-byte moduli (§6.1.5).
  public static let webPKI: VerificationPolicy = {
    var policy = VerificationPolicy()
    policy.allowsAnyExtendedKeyUsage = false
    policy.requiresExtendedKeyUsage = true
    policy.allowsAuthorityAsLeaf = false
    policy.requiresWholeByteModulus = true
    policy.allowsNonCriticalNameConstraints = true
    return policy
  }()
}

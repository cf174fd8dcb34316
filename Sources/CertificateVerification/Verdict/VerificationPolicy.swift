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

  /// Whether name constraints may have DNS names with a leading dot, such as `.example.com`, which RFC 5280 §4.2.1.10 has
  /// of URIs and mailboxes only.
  ///
  /// Authorities write it because OpenSSL takes it. What is permitted is then all that lies below the domain; what is
  /// excluded is the domain as well. Without this switch, whatever such an authority issues is refused.
  public var allowsLeadingDotInDNSConstraints = false

  /// Whether basic constraints that are not marked as critical, as RFC 5280 §4.2.1.9 demands of authorities, are taken
  /// nonetheless.
  ///
  /// They bind in any case. Older tools (OpenSSL's default configuration before 1.1, easy-rsa until 2026) make such
  /// authorities.
  public var allowsNonCriticalBasicConstraints = false

  /// Whether policy constraints and inhibitions of anyPolicy that are not marked as critical, as RFC 5280 §4.2.1.11 and
  /// §4.2.1.14 demand, are taken nonetheless.
  ///
  /// They bind in any case. RFC 3280, which RFC 5280 replaced in 2008, left the first to the authority.
  public var allowsNonCriticalPolicyConstraints = false

  /// How much is wanted of key identifiers (RFC 5280 §4.2.1.1, §4.2.1.2; CA/Browser Forum baseline §7.1.2.11).
  public var keyIdentifiers = KeyIdentifierDemand.consistent

  /// Whether the name of a peer and a name of its certificate may match although they have an underscore.
  ///
  /// RFC 5280 §4.2.1.6 wants the preferred syntax of RFC 1034 §3.5, which has none. Names of containers and of Windows
  /// machines often do.
  public var allowsUnderscores = false

  /// Whether an anchor must be within its own validity period.
  ///
  /// RFC 5280 §6.1.1 (d) takes an anchor as a name and a key, without dates. It is on all the same: an authority that
  /// lets a root expire has stopped answering for it, and the other implementations that people compare with refuse it.
  public var checksAnchorValidity = true

  /// Whether a leaf that names its purposes may do so with `anyExtendedKeyUsage` (RFC 5280 §4.2.1.12).
  public var allowsAnyExtendedKeyUsage = true

  /// Whether a leaf must name its purposes (CA/Browser Forum baseline §7.1.2.7.6).
  public var requiresExtendedKeyUsage = false

  /// Whether a leaf may name its purposes in a critical extension, as RFC 5280 §4.2.1.12 lets it and the CA/Browser
  /// Forum's baseline §7.1.2.7.6 does not.
  public var allowsCriticalExtendedKeyUsage = true

  /// Whether a server's certificate may also be for signing code, mail, times, OCSP responses or precertificates, or for
  /// anything, which the CA/Browser Forum's baseline §7.1.2.7.10 forbids.
  public var allowsMixedPurposes = true

  /// Whether a leaf may itself be a certificate authority, or have a path length as only authorities do (CA/Browser
  /// Forum baseline §7.1.2.7.8).
  public var allowsAuthorityAsLeaf = true

  /// Whether authorities, anchors included, must have a key usage (RFC 5280 §4.2.1.3; CA/Browser Forum baseline
  /// §7.1.2.1.2, §7.1.2.10.2).
  public var requiresKeyUsageOfAuthorities = false

  /// Whether a root may name purposes, which then bind (CA/Browser Forum baseline §7.1.2.1.2).
  public var allowsPurposesOfRoots = true

  /// Whether an RSA modulus must be a whole number of bytes (CA/Browser Forum baseline §6.1.5).
  public var requiresWholeByteModulus = false

  /// Whether keys must be of the kinds that the CA/Browser Forum's baseline §6.1.5 has: RSA, and ECDSA on P-256, P-384
  /// and P-521.
  public var requiresBaselineKeys = false

  /// Whether every certificate must be of version 3 and without unique identifiers (CA/Browser Forum baseline §7.1.1).
  public var requiresVersion3 = false

  /// Whether serial numbers must be positive and have at most 20 bytes (RFC 5280 §4.1.2.2), those of anchors excepted.
  public var requiresProperSerialNumbers = false

  /// Whether times before 2050 must be written as UTCTime (RFC 5280 §4.1.2.5), those of anchors excepted.
  public var requiresStandardTimes = false

  /// Whether a server's certificate must have a subject alternative name, with well-formed DNS names and addresses only,
  /// and critical only if there is no subject (CA/Browser Forum baseline §7.1.2.7.12).
  public var requiresProperAlternativeNames = false

  /// Whether a server's common name must repeat one of its alternative names (CA/Browser Forum baseline §7.1.4.3).
  public var requiresCommonNameAmongAlternativeNames = false

  /// Whether a wildcard may stand for all names of a public suffix, such as `*.com` or `*.co.uk` (CA/Browser Forum baseline
  /// §3.2.2.6).
  public var allowsPublicSuffixWildcards = true

  /// Whether a wildcard may stand for all names of a suffix that its owner lets others use, such as `*.github.io`.
  ///
  /// Off, it is stricter than the CA/Browser Forum's baseline, which (§3.2.2.6) would have authorities look at the Public
  /// Suffix List's section of ICANN's domains only, and not at this one: the owners have such certificates for their own
  /// platforms. x509-limbo, by which ``webPKI`` is measured, wants them refused.
  public var allowsPrivateSuffixWildcards = true

  /// Of how many operators of logs there must be a promise to publish the leaf (RFC 6962); 0 asks for none.
  ///
  /// Browsers want two or three of public certificates; private authorities use no logs.
  public var requiredTimestampCount = 0

  /// The logs whose promises count for ``requiredTimestampCount``.
  public var certificateLogs = CertificateLogList()

  /// What is demanded of certificate policies.
  public var policies = PolicyInputs()

  /// What is made of revocation; without evidence in ``CertificateVerifier/revocation`` nothing is known of any
  /// certificate, and hard failure refuses them all.
  public var revocation = RevocationMode.off

  /// How much work a search may do before it gives up.
  public var budget = SearchBudget()

  private init() {}

  /// RFC 5280 with the web's lessons: for private authorities, registries and everything that says nothing else.
  public static let rfc5280 = VerificationPolicy()

  /// The stricter rules of the CA/Browser Forum's baseline requirements for TLS servers, anchors included.
  ///
  /// Each is a switch of this type, and these are all that differ from ``rfc5280``: purposes named, of servers and clients
  /// only, and in an extension that is not critical; no authority as a leaf; keys that the baseline has, of whole bytes;
  /// version 3; proper serial numbers and times; complete key identifiers; key usage in authorities and no purposes in
  /// roots; proper alternative names, repeated by the common name; no wildcard for a public suffix, nor, beyond the
  /// baseline, for one of a company. Name constraints need not be critical.
  ///
  /// Of the baseline it leaves out what says nothing of a path's soundness (mandatory policies, access descriptions and
  /// transparency timestamps), how long certificates may be valid, and which names are internal.
  public static let webPKI: VerificationPolicy = {
    var policy = VerificationPolicy()
    policy.allowsNonCriticalNameConstraints = true
    policy.keyIdentifiers = .complete
    policy.allowsAnyExtendedKeyUsage = false
    policy.requiresExtendedKeyUsage = true
    policy.allowsCriticalExtendedKeyUsage = false
    policy.allowsMixedPurposes = false
    policy.allowsAuthorityAsLeaf = false
    policy.requiresKeyUsageOfAuthorities = true
    policy.allowsPurposesOfRoots = false
    policy.requiresWholeByteModulus = true
    policy.requiresBaselineKeys = true
    policy.requiresVersion3 = true
    policy.requiresProperSerialNumbers = true
    policy.requiresStandardTimes = true
    policy.requiresProperAlternativeNames = true
    policy.requiresCommonNameAmongAlternativeNames = true
    policy.allowsPublicSuffixWildcards = false
    policy.allowsPrivateSuffixWildcards = false
    return policy
  }()
}

public import CertificateEncoding
public import Certificates

/// What a rule objects to, with the facts that decided it.
///
/// It lies apart from whoever has it, so that the many rules that object to nothing move no room for it about.
public indirect enum Problem: Sendable, Hashable {
  /// The search reached a limit of its ``SearchBudget``.
  case budgetExhausted(SearchEffort.Limit, limit: Int)
  /// More intermediates than ``SearchBudget/intermediates`` would be needed.
  case tooManyIntermediates(limit: Int)

  /// The certificate's signature was not made by its issuer's key, although the issuer is beyond doubt.
  case signatureInvalid
  /// The certificate's signature is no signature of its algorithm, whoever may have made it.
  case signatureMalformed(SignatureFlaw)
  /// The trust store distrusts this certificate, as the place named says.
  case distrusted(source: String?)
  /// The certificate is revoked, as the evidence says.
  case revoked(RevocationStatus.Revocation, RevocationEvidence)
  /// No certificate with the issuer's name and key is at hand.
  case issuerMissing(MissingIssuer)

  /// The signature's algorithm is not one that can be checked.
  case signatureAlgorithmUnsupported(SignatureAlgorithm)
  /// The signature's algorithm has parameters that its standard does not allow.
  case signatureAlgorithmMalformed(SignatureAlgorithm)
  /// The issuer's key is of the signature's kind, and not one that is computed with.
  case issuerKeyUnsupported(PublicKey)
  /// The issuer's key is of another kind than the signature's algorithm.
  case keyDoesNotFitSignature(SignatureAlgorithm, issuerKey: PublicKey)
  /// The signature's digest or algorithm is broken.
  case signatureAlgorithmWeak(SignatureAlgorithm)
  /// The key is shorter than the policy's minimum.
  case keyTooShort(PublicKey, minimum: Int)
  /// The key is of a kind that the policy does not allow.
  case keyNotAllowed(PublicKey)
  /// The modulus is not a whole number of bytes, which the policy demands.
  case modulusNotWholeBytes(PublicKey)
  /// The key breaks a rule of its own algorithm.
  case keyMalformed(PublicKey)

  /// The certificate signs others and is not marked as an authority.
  case notAnAuthority(AuthorityFlaw)
  /// More intermediates stand below the certificate than it allows.
  case pathTooLong(allowed: Int, found: Int)
  /// The certificate signs others and its key usage does not include that.
  case signingNotAllowed
  /// The key usage names a use that no key of this kind has, or none of those that it has.
  case usageNotOfKey(PublicKey)
  /// The leaf is an authority, which the policy does not allow.
  case authorityAsLeaf
  /// The leaf is no authority and has a path length, which the policy does not allow.
  case pathLengthOfNoAuthority
  /// The leaf's key usage includes the signing of certificates, and it is no authority.
  case signingByNoAuthority
  /// The leaf's key usage names no use at all.
  case usageEmpty
  /// The authority has no key usage, which the policy demands.
  case usageMissing

  /// A field has a value that the certificate must not have.
  case fieldNotAllowed(FieldFlaw)
  /// The subject's or the issuer's name is not as it must be.
  case subjectName(SubjectNameFlaw)
  /// A key identifier is not as it must be.
  case keyIdentifier(KeyIdentifierFlaw)

  /// An extension that is critical and must not be, or that is not critical and must be.
  case extensionCriticality(OID, isCritical: Bool)
  /// A critical extension that nobody here understands.
  case criticalExtensionUnknown(OID)
  /// A critical extension whose rules are not applied yet.
  case criticalExtensionUnsupported(OID)
  /// An extension that is not encoded as its standard says.
  case extensionMalformed(OID, DERError.Reason)

  /// An authority above does not let the certificate have one of its names.
  case nameNotAllowed(NameConstraintViolation)
  /// The name constraints have a subtree that is no name of its form.
  case nameConstraintMalformed(String)
  /// The certificate is no authority's and has name constraints, or has ones that are not critical.
  case nameConstraintsMisplaced(isCritical: Bool)

  /// The path must be valid for a policy, as a certificate or the caller demands, and is for none.
  case policyNotValid(PolicyInputs)
  /// The certificate's policies are not listed as they must be.
  case policyMalformed(PolicyFlaw)

  /// The leaf was issued after the moment from which on the trust store no longer trusts what the anchor issues.
  case issuedAfterDistrust(notBefore: Timestamp, distrustAfter: Timestamp)

  /// The certificate is for other purposes.
  case purposeNotAllowed(Purpose, allowed: [OID])
  /// The certificate does not name the purposes that it is for, which the policy demands.
  case purposesMissing
  /// The certificate is for the purpose, and for others that must not go with it.
  case purposesMixed(Purpose, with: [OID])
  /// A root names purposes, which the policy does not allow.
  case purposesOfRoot
  /// The trust store does not trust this anchor for the purpose.
  case anchorNotTrusted(for: Purpose)

  /// Logs of fewer operators have promised to publish the leaf than the policy demands.
  case tooFewTimestamps(TimestampShortage)

  /// The moment is after the end of validity.
  case expired(notAfter: Timestamp, at: Timestamp)
  /// The moment is before the start of validity.
  case notYetValid(notBefore: Timestamp, at: Timestamp)

  /// The policy demands to know that the certificate is not revoked, and nobody at hand can say.
  case revocationUnknown(RevocationStatus.Uncertainty, RevocationEvidence?)
  /// The policy demands to know that the certificate is not revoked, and what says so should have been renewed.
  case revocationStale(since: Timestamp, RevocationEvidence)

  /// The certificate is for other names.
  case nameMismatch(PeerName, presented: PresentedNames)
  /// The certificate has the name, which has an underscore, so that it is no host name.
  case nameWithUnderscore(PeerName)
  /// The name that was asked for is not one.
  case referenceNameInvalid(PeerName, PeerNameError)

  /// The caller's own check objects.
  case objection(Objection)
}

extension Problem {
  /// Why a certificate is not an authority.
  public enum AuthorityFlaw: Sendable, Hashable {
    /// It has no basic constraints extension.
    case noBasicConstraints
    /// Its basic constraints say that it is none.
    case notMarked
    /// It is of version 1 or 2, which can't say so.
    case oldVersion(Int)
  }

  /// An issuer that is not at hand, and what comes near to it.
  public struct MissingIssuer: Sendable, Hashable {
    /// The name of the issuer.
    public let name: DistinguishedName
    /// The identifier of its key, if the certificate tells it.
    public let keyIdentifier: [UInt8]?
    /// Whether the certificate is its own issuer: then it is a root that is not trusted.
    public let isSelfIssued: Bool
    /// Where the certificate says that its issuer can be fetched.
    public let issuerURL: String?
    /// The anchor that comes nearest, and how near.
    public let nearest: Nearest?
    /// How many anchors there were to choose from.
    public let anchorCount: Int
    /// Whether all of them were looked at for ``nearest``; for the first few paths and stores of a common size they are.
    public let comparedAllAnchors: Bool
  }

  /// An anchor that is not the issuer, and what it has in common with it.
  public struct Nearest: Sendable, Hashable {
    /// The anchor.
    public let anchor: Certificate
    /// What it shares with the issuer that is missing.
    public let likeness: Likeness
  }

  /// What an anchor shares with an issuer.
  public enum Likeness: Sendable, Hashable {
    /// The same name, and another key.
    case sameName
    /// The same key identifier, and another name.
    case sameKeyIdentifier
    /// The same organization.
    case sameOrganization
  }

  /// The names that a leaf offers.
  public struct PresentedNames: Sendable, Hashable {
    /// The first DNS names and IP addresses of the subject alternative name extension, or the first mailboxes if one was
    /// asked for, fit to be shown.
    public let alternatives: [String]
    /// How many it has in all.
    public let count: Int
    /// The subject's common name, which is not looked at for matching.
    public let commonName: String?
  }

  /// The rule that objects.
  public var rule: Rule {
    switch self {
    case .budgetExhausted, .tooManyIntermediates: .budget
    case .signatureInvalid, .signatureMalformed: .signature
    case .distrusted, .issuedAfterDistrust: .distrust
    case .revoked: .revocation
    case .revocationUnknown, .revocationStale: .revocationStatus
    case .issuerMissing: .issuer
    case .signatureAlgorithmUnsupported, .signatureAlgorithmMalformed, .issuerKeyUnsupported, .keyDoesNotFitSignature:
      .algorithm
    case .signatureAlgorithmWeak, .keyTooShort, .keyNotAllowed, .modulusNotWholeBytes, .keyMalformed: .strength
    case .notAnAuthority, .authorityAsLeaf, .pathLengthOfNoAuthority: .basicConstraints
    case .pathTooLong: .pathLength
    case .signingNotAllowed, .usageNotOfKey, .signingByNoAuthority, .usageEmpty, .usageMissing: .keyUsage
    case .fieldNotAllowed: .fields
    case .subjectName: .subjectNames
    case .keyIdentifier: .keyIdentifiers
    case .extensionCriticality: .criticality
    case .nameNotAllowed, .nameConstraintMalformed, .nameConstraintsMisplaced: .nameConstraints
    case .policyNotValid, .policyMalformed: .policies
    case .criticalExtensionUnknown, .criticalExtensionUnsupported: .criticalExtension
    case .extensionMalformed: .extensionForm
    case .purposeNotAllowed, .purposesMissing, .purposesMixed, .purposesOfRoot, .anchorNotTrusted: .extendedKeyUsage
    case .tooFewTimestamps: .transparency
    case .expired, .notYetValid: .validity
    case .nameMismatch, .nameWithUnderscore, .referenceNameInvalid: .peerName
    case .objection: .additionalCheck
    }
  }
}

import CertificateEncoding
import Certificates

extension Problem {
  /// A short stable name, by which programs tell problems apart.
  public var code: String {
    switch self {
    case .budgetExhausted: "budget-exhausted"
    case .tooManyIntermediates: "too-many-intermediates"
    case .signatureInvalid: "signature-invalid"
    case .signatureMalformed: "signature-malformed"
    case .distrusted: "distrusted"
    case .revoked: "revoked"
    case .revocationUnknown: "revocation-unknown"
    case .revocationStale: "revocation-stale"
    case .issuerMissing(let missing):
      missing.isSelfIssued ? "root-not-trusted" : "issuer-missing"
    case .signatureAlgorithmUnsupported: "signature-algorithm-unsupported"
    case .signatureAlgorithmMalformed: "signature-algorithm-malformed"
    case .issuerKeyUnsupported: "issuer-key-unsupported"
    case .keyDoesNotFitSignature: "key-does-not-fit-signature"
    case .signatureAlgorithmWeak: "signature-algorithm-weak"
    case .keyTooShort: "key-too-short"
    case .keyNotAllowed: "key-not-allowed"
    case .modulusNotWholeBytes: "modulus-not-whole-bytes"
    case .keyMalformed: "key-malformed"
    case .notAnAuthority: "not-an-authority"
    case .pathTooLong: "path-too-long"
    case .signingNotAllowed: "signing-not-allowed"
    case .usageNotOfKey: "usage-not-of-key"
    case .authorityAsLeaf: "authority-as-leaf"
    case .pathLengthOfNoAuthority: "path-length-of-no-authority"
    case .signingByNoAuthority: "signing-by-no-authority"
    case .usageEmpty: "key-usage-empty"
    case .usageMissing: "key-usage-missing"
    case .fieldNotAllowed(let flaw): flaw.code
    case .subjectName(let flaw): flaw.code
    case .keyIdentifier(let flaw): flaw.code
    case .extensionCriticality(_, let isCritical):
      isCritical ? "extension-must-not-be-critical" : "extension-must-be-critical"
    case .issuedAfterDistrust: "issued-after-distrust"
    case .nameNotAllowed: "name-not-allowed"
    case .nameConstraintMalformed: "name-constraint-malformed"
    case .nameConstraintsMisplaced: "name-constraints-misplaced"
    case .policyNotValid: "policy-not-valid"
    case .policyMalformed: "policy-malformed"
    case .criticalExtensionUnknown: "critical-extension-unknown"
    case .criticalExtensionUnsupported: "critical-extension-unsupported"
    case .extensionMalformed: "extension-malformed"
    case .purposeNotAllowed: "purpose-not-allowed"
    case .purposesMissing: "purposes-missing"
    case .purposesMixed: "purposes-mixed"
    case .purposesOfRoot: "purposes-of-root"
    case .anchorNotTrusted: "anchor-not-trusted-for-purpose"
    case .tooFewTimestamps: "too-few-timestamps"
    case .expired: "expired"
    case .notYetValid: "not-yet-valid"
    case .nameMismatch: "name-mismatch"
    case .nameWithUnderscore: "name-with-underscore"
    case .referenceNameInvalid: "reference-name-invalid"
    case .objection: "objection"
    }
  }

  /// The standard and section that the objection rests on.
  var reference: String {
    switch self {
    case .budgetExhausted, .tooManyIntermediates: "the verification's budget"
    case .signatureInvalid, .signatureMalformed: "RFC 5280 §6.1.3 (a)(1)"
    case .distrusted, .anchorNotTrusted: "the trust store's lists of trusted and rejected purposes"
    case .issuedAfterDistrust: "the trust store's date for the anchor"
    case .objection: "the caller's own check"
    case .revoked: "RFC 5280 §6.1.3 (a)(3)"
    case .revocationUnknown, .revocationStale: "RFC 5280 §6.3.3"
    case .issuerMissing: "RFC 5280 §6.1"
    case .signatureAlgorithmUnsupported, .signatureAlgorithmMalformed, .issuerKeyUnsupported,
      .keyDoesNotFitSignature:
      "RFC 5280 §4.1.1.2"
    case .signatureAlgorithmWeak: "NIST SP 800-131A §9"
    case .keyTooShort: "NIST SP 800-131A §3"
    case .modulusNotWholeBytes, .keyNotAllowed: "CA/Browser Forum baseline §6.1.5"
    case .keyMalformed: "RFC 5280 §4.1.2.7"
    case .notAnAuthority: "RFC 5280 §6.1.4 (k)"
    case .pathTooLong: "RFC 5280 §6.1.4 (l), (m)"
    case .signingNotAllowed: "RFC 5280 §6.1.4 (n)"
    case .usageNotOfKey: "RFC 9881 §5"
    case .authorityAsLeaf, .pathLengthOfNoAuthority: "CA/Browser Forum baseline §7.1.2.7.8"
    case .signingByNoAuthority, .usageEmpty, .usageMissing: "RFC 5280 §4.2.1.3"
    case .fieldNotAllowed(let flaw): flaw.reference
    case .subjectName(let flaw): flaw.reference
    case .keyIdentifier(let flaw): flaw.reference
    case .extensionCriticality(.extendedKeyUsage, isCritical: true): "CA/Browser Forum baseline §7.1.2.7.6"
    case .extensionCriticality(.extendedKeyUsage, isCritical: false): "RFC 3161 §2.3"
    case .extensionCriticality(.subjectAltName, isCritical: true): "CA/Browser Forum baseline §7.1.2.7.12"
    case .extensionCriticality(let identifier, _):
      "RFC 5280 §\(ExtensionKind(identifier)?.section ?? "4.2")"
    case .nameNotAllowed: "RFC 5280 §6.1.3 (b), (c)"
    case .nameConstraintMalformed, .nameConstraintsMisplaced: "RFC 5280 §4.2.1.10"
    case .policyNotValid: "RFC 9618 §5.5"
    case .policyMalformed(.repeatedPolicy): "RFC 5280 §4.2.1.4"
    case .policyMalformed(.mapsAnyPolicy): "RFC 5280 §6.1.4 (a)"
    case .criticalExtensionUnknown, .criticalExtensionUnsupported: "RFC 5280 §6.1.4 (o), §6.1.5 (f)"
    case .extensionMalformed: "RFC 5280 §4.2"
    case .purposeNotAllowed: "RFC 5280 §4.2.1.12"
    case .purposesMissing: "CA/Browser Forum baseline §7.1.2.7.10"
    case .purposesMixed(.timeStamping, _): "RFC 3161 §2.3"
    case .purposesMixed: "CA/Browser Forum baseline §7.1.2.7.10"
    case .purposesOfRoot: "CA/Browser Forum baseline §7.1.2.1.2"
    case .nameWithUnderscore: "RFC 5280 §4.2.1.6"
    case .tooFewTimestamps: "RFC 6962 §3.3"
    case .expired, .notYetValid: "RFC 5280 §6.1.3 (a)(2)"
    case .nameMismatch, .referenceNameInvalid: "RFC 9525 §6"
    }
  }
}

package import CertificateEncoding

extension ExtensionKind {
  /// Checks that a value has the form that the extension's standard gives it.
  package func validate(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    switch self {
    case .authorityKeyIdentifier: _ = try AuthorityKeyIdentifier(bytes, value)
    case .subjectKeyIdentifier: _ = try SubjectKeyIdentifier(bytes, value)
    case .keyUsage: _ = try KeyUsage(bytes, value)
    case .certificatePolicies: _ = try CertificatePolicies(bytes, value)
    case .policyMappings: _ = try PolicyMappings(bytes, value)
    case .subjectAltName: _ = try SubjectAltName(bytes, value)
    case .issuerAltName: _ = try IssuerAltName(bytes, value)
    case .subjectDirectoryAttributes: _ = try SubjectDirectoryAttributes(bytes, value)
    case .basicConstraints: _ = try BasicConstraints(bytes, value)
    case .nameConstraints: _ = try NameConstraints(bytes, value)
    case .policyConstraints: _ = try PolicyConstraints(bytes, value)
    case .extendedKeyUsage: _ = try ExtendedKeyUsage(bytes, value)
    case .crlDistributionPoints: _ = try CRLDistributionPoints(bytes, value)
    case .inhibitAnyPolicy: _ = try InhibitAnyPolicy(bytes, value)
    case .freshestCRL: _ = try FreshestCRL(bytes, value)
    case .authorityInfoAccess: _ = try AuthorityInfoAccess(bytes, value)
    case .subjectInfoAccess: _ = try SubjectInfoAccess(bytes, value)
    }
  }
}

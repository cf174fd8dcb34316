package import CertificateEncoding

/// The extensions of RFC 5280 §4.2, each of which can be decoded.
package enum ExtensionKind: Sendable, Hashable, CaseIterable {
  case authorityKeyIdentifier
  case subjectKeyIdentifier
  case keyUsage
  case certificatePolicies
  case policyMappings
  case subjectAltName
  case issuerAltName
  case subjectDirectoryAttributes
  case basicConstraints
  case nameConstraints
  case policyConstraints
  case extendedKeyUsage
  case crlDistributionPoints
  case inhibitAnyPolicy
  case freshestCRL
  case authorityInfoAccess
  case subjectInfoAccess

  /// The kind that an extension's identifier stands for; `nil` for an extension of another standard.
  package init?(_ identifier: OID) {
    switch identifier {
    case .keyUsage: self = .keyUsage
    case .basicConstraints: self = .basicConstraints
    case .extendedKeyUsage: self = .extendedKeyUsage
    case .subjectAltName: self = .subjectAltName
    case .authorityKeyIdentifier: self = .authorityKeyIdentifier
    case .subjectKeyIdentifier: self = .subjectKeyIdentifier
    case .certificatePolicies: self = .certificatePolicies
    case .authorityInfoAccess: self = .authorityInfoAccess
    case .crlDistributionPoints: self = .crlDistributionPoints
    case .nameConstraints: self = .nameConstraints
    case .policyConstraints: self = .policyConstraints
    case .policyMappings: self = .policyMappings
    case .inhibitAnyPolicy: self = .inhibitAnyPolicy
    case .issuerAltName: self = .issuerAltName
    case .subjectDirectoryAttributes: self = .subjectDirectoryAttributes
    case .freshestCRL: self = .freshestCRL
    case .subjectInfoAccess: self = .subjectInfoAccess
    default: return nil
    }
  }

  /// The extension's identifier.
  package var identifier: OID {
    switch self {
    case .authorityKeyIdentifier: .authorityKeyIdentifier
    case .subjectKeyIdentifier: .subjectKeyIdentifier
    case .keyUsage: .keyUsage
    case .certificatePolicies: .certificatePolicies
    case .policyMappings: .policyMappings
    case .subjectAltName: .subjectAltName
    case .issuerAltName: .issuerAltName
    case .subjectDirectoryAttributes: .subjectDirectoryAttributes
    case .basicConstraints: .basicConstraints
    case .nameConstraints: .nameConstraints
    case .policyConstraints: .policyConstraints
    case .extendedKeyUsage: .extendedKeyUsage
    case .crlDistributionPoints: .crlDistributionPoints
    case .inhibitAnyPolicy: .inhibitAnyPolicy
    case .freshestCRL: .freshestCRL
    case .authorityInfoAccess: .authorityInfoAccess
    case .subjectInfoAccess: .subjectInfoAccess
    }
  }

  /// What RFC 5280 calls the extension, such as `basicConstraints`.
  package var name: String { identifier.label }

  /// The section of RFC 5280 that defines the extension, such as `4.2.1.9`.
  package var section: String {
    switch self {
    case .authorityKeyIdentifier: "4.2.1.1"
    case .subjectKeyIdentifier: "4.2.1.2"
    case .keyUsage: "4.2.1.3"
    case .certificatePolicies: "4.2.1.4"
    case .policyMappings: "4.2.1.5"
    case .subjectAltName: "4.2.1.6"
    case .issuerAltName: "4.2.1.7"
    case .subjectDirectoryAttributes: "4.2.1.8"
    case .basicConstraints: "4.2.1.9"
    case .nameConstraints: "4.2.1.10"
    case .policyConstraints: "4.2.1.11"
    case .extendedKeyUsage: "4.2.1.12"
    case .crlDistributionPoints: "4.2.1.13"
    case .inhibitAnyPolicy: "4.2.1.14"
    case .freshestCRL: "4.2.1.15"
    case .authorityInfoAccess: "4.2.2.1"
    case .subjectInfoAccess: "4.2.2.2"
    }
  }

  /// Decodes an extension of this kind and puts it into words, a line for each thing that it says.
  ///
  /// `value` is where the contents of the extension's OCTET STRING lie. Whatever comes from the certificate is escaped.
  package func describe(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) -> [String] {
    switch self {
    case .authorityKeyIdentifier: try AuthorityKeyIdentifier(bytes, value).describe(bytes)
    case .subjectKeyIdentifier: try SubjectKeyIdentifier(bytes, value).describe(bytes)
    case .keyUsage: try KeyUsage(bytes, value).describe()
    case .certificatePolicies: try CertificatePolicies(bytes, value).describe(bytes)
    case .policyMappings: try PolicyMappings(bytes, value).describe(bytes)
    case .subjectAltName: try SubjectAltName(bytes, value).describe(bytes)
    case .issuerAltName: try IssuerAltName(bytes, value).describe(bytes)
    case .subjectDirectoryAttributes: try SubjectDirectoryAttributes(bytes, value).describe(bytes)
    case .basicConstraints: try BasicConstraints(bytes, value).describe()
    case .nameConstraints: try NameConstraints(bytes, value).describe(bytes)
    case .policyConstraints: try PolicyConstraints(bytes, value).describe()
    case .extendedKeyUsage: try ExtendedKeyUsage(bytes, value).describe(bytes)
    case .crlDistributionPoints: try CRLDistributionPoints(bytes, value).describe(bytes)
    case .inhibitAnyPolicy: try InhibitAnyPolicy(bytes, value).describe()
    case .freshestCRL: try FreshestCRL(bytes, value).describe(bytes)
    case .authorityInfoAccess: try AuthorityInfoAccess(bytes, value).describe(bytes)
    case .subjectInfoAccess: try SubjectInfoAccess(bytes, value).describe(bytes)
    }
  }
}

extension ExtensionKind {
  /// Whether RFC 5280 wants the extension to be critical in every certificate, or in none; `nil` where that depends.
  ///
  /// Where it says SHOULD, it depends: issuer alternative names, policy mappings, distribution points, key usage. Basic
  /// constraints depend on who has them, and name constraints have a rule of their own.
  package var mustBeCritical: Bool? {
    switch self {
    case .policyConstraints, .inhibitAnyPolicy: true
    case .authorityKeyIdentifier, .subjectKeyIdentifier, .subjectDirectoryAttributes, .freshestCRL,
      .authorityInfoAccess, .subjectInfoAccess:
      false
    case .keyUsage, .certificatePolicies, .policyMappings, .subjectAltName, .issuerAltName, .basicConstraints,
      .nameConstraints, .extendedKeyUsage, .crlDistributionPoints:
      nil
    }
  }
}

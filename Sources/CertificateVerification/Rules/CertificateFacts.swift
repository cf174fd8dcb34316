import CertificateEncoding
import Certificates

/// What the rules ask of a certificate's extensions, decoded once in one pass over their list.
struct CertificateFacts: Sendable {
  /// Nil where the certificate does not have the extension, or has it malformed.
  private(set) var basicConstraints: BasicConstraints?
  private(set) var keyUsage: KeyUsage?
  private(set) var extendedKeyUsage: ExtendedKeyUsage?
  private(set) var subjectAltName: GeneralNames?
  /// The forms of ``subjectAltName`` as which constraints hold for them.
  private(set) var alternativeNameForms: NameForms = []
  private(set) var subjectKeyIdentifier: Range<Int>?
  private(set) var authorityKeyIdentifier: Range<Int>?
  /// Whether there is an authority key identifier extension, with the key's identifier or without.
  private(set) var hasAuthorityKeyIdentifier = false
  /// Whether that extension names the issuer's certificate by its issuer and serial number.
  private(set) var namesIssuersCertificate = false
  /// Whether these stand in critical extensions.
  private(set) var hasCriticalBasicConstraints = false
  private(set) var hasCriticalSubjectAltName = false
  private(set) var hasCriticalExtendedKeyUsage = false
  private(set) var nameConstraints: NameConstraints?
  /// Whether ``nameConstraints`` stand in a critical extension.
  private(set) var hasCriticalNameConstraints = false
  /// A subtree of the DNS with a leading dot in ``nameConstraints``; the first one.
  private(set) var leadingDotConstraint: GeneralName?
  private(set) var distributionPoints: CRLDistributionPoints?
  /// Whether ``distributionPoints`` stand in a critical extension.
  private(set) var hasCriticalDistributionPoints = false

  private(set) var policies = PolicyFacts()

  /// A critical extension that is not known, or whose rules are not applied; the first one.
  private(set) var unprocessed: Problem?
  /// An extension that is critical and must not be, and one that is not and must be; the first ones.
  private(set) var wronglyCritical: OID?
  private(set) var wronglyUncritical: OID?
  /// The extensions that do not have the form of their standards.
  private(set) var malformed: [Problem] = []

  /// Decodes what the rules ask of a certificate.
  ///
  /// RFC 5280 §4.2: an extension that is not critical is processed if it is recognized, so that a known one which is
  /// malformed is a fault whether it is critical or not.
  ///
  /// - Parameters:
  ///   - certificate: the certificate.
  ///   - known: an extension that whoever asks acts upon, beside those that the rules do.
  init(_ certificate: Certificate, alsoProcessing known: OID? = nil) {
    certificate.forEachExtension { bytes, slot in
      let identifier = slot.identifier(bytes)
      if let must = ExtensionKind(identifier)?.mustBeCritical, must != slot.isCritical {
        if must {
          wronglyUncritical = wronglyUncritical ?? identifier
        } else {
          wronglyCritical = wronglyCritical ?? identifier
        }
      }
      do throws(DERError) {
        let isProcessed = try decode(bytes, identifier, slot)
        if !isProcessed, identifier != known, unprocessed == nil {
          unprocessed =
            ExtensionKind(identifier) == nil
            ? .criticalExtensionUnknown(identifier) : .criticalExtensionUnsupported(identifier)
        }
      } catch {
        malformed.append(.extensionMalformed(identifier, error.reason))
      }
      return true
    }
  }

  /// Whether the certificate has the extension, and not in the form of its standard.
  func isMalformed(_ identifier: OID) -> Bool {
    malformed.contains {
      if case .extensionMalformed(identifier, _) = $0 { true } else { false }
    }
  }

  /// Decodes one extension; false if it is one that must be acted upon and is not.
  private mutating func decode(
    _ bytes: Span<UInt8>, _ identifier: OID, _ slot: CertificateExtension
  ) throws(DERError) -> Bool {
    let value = slot.value
    switch ExtensionKind(identifier) {
    case .basicConstraints:
      basicConstraints = try BasicConstraints(bytes, value)
      hasCriticalBasicConstraints = slot.isCritical
    case .keyUsage: keyUsage = try KeyUsage(bytes, value)
    case .extendedKeyUsage:
      extendedKeyUsage = try ExtendedKeyUsage(bytes, value)
      hasCriticalExtendedKeyUsage = slot.isCritical
    case .subjectAltName:
      let names = try SubjectAltName(bytes, value).names
      names.forEach(bytes) { alternativeNameForms.formUnion(.constrained($0)) }
      subjectAltName = names
      hasCriticalSubjectAltName = slot.isCritical
    case .subjectKeyIdentifier: subjectKeyIdentifier = try SubjectKeyIdentifier(bytes, value).keyIdentifier
    case .authorityKeyIdentifier:
      let found = try AuthorityKeyIdentifier(bytes, value)
      authorityKeyIdentifier = found.keyIdentifier
      hasAuthorityKeyIdentifier = true
      namesIssuersCertificate = found.serialNumber != nil
    case .certificatePolicies:
      let found = try CertificatePolicies(bytes, value)
      policies.add(bytes, found)
      // RFC 5280 §4.2.1.4: the qualifiers of a critical extension must all be understood.
      return !slot.isCritical || !found.hasUnknownQualifier(bytes)
    case .policyMappings: policies.add(bytes, try PolicyMappings(bytes, value))
    case .policyConstraints: policies.add(try PolicyConstraints(bytes, value))
    case .inhibitAnyPolicy: policies.add(try InhibitAnyPolicy(bytes, value))
    case .nameConstraints:
      let found = try NameConstraints(bytes, value)
      nameConstraints = found
      leadingDotConstraint = found.leadingDot(bytes)
      hasCriticalNameConstraints = slot.isCritical
    case .crlDistributionPoints:
      distributionPoints = try CRLDistributionPoints(bytes, value)
      hasCriticalDistributionPoints = slot.isCritical
    // The form of the others is checked, and their rules are not applied. One that is critical and must not be is
    // refused for that.
    case .some(let kind):
      try kind.validate(bytes, value)
      return !slot.isCritical || kind.mustBeCritical == false
    case nil: return !slot.isCritical
    }
    return true
  }
}

extension NameConstraints {
  /// The first subtree of the DNS with a leading dot.
  fileprivate func leadingDot(_ bytes: Span<UInt8>) -> GeneralName? {
    for list in [permitted, excluded] {
      var reader = list?.makeReader()
      while let subtree = reader?.next(bytes) {
        if case .dnsName(let range) = subtree.base, let first = range.first, bytes[first] == UInt8(ascii: ".") {
          return subtree.base
        }
      }
    }
    return nil
  }
}

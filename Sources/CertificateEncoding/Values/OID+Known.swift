// Each value is the contents of the DER encoding, written as one number: computed, so that a use of it folds into a
// constant instead of reading a global that has to be initialized first.

// MARK: Attribute types of names

extension OID {
  /// The name that the subject is commonly known by (X.520).
  package static var commonName: OID { OID(0x550403, count: 3) }
  /// A person's family name (X.520).
  package static var surname: OID { OID(0x550404, count: 3) }
  /// A number that tells subjects of one name apart, not that of a certificate (X.520).
  package static var serialNumber: OID { OID(0x550405, count: 3) }
  /// A country as ISO 3166 codes it, in two letters (X.520).
  package static var countryName: OID { OID(0x550406, count: 3) }
  /// A city or another locality (X.520).
  package static var localityName: OID { OID(0x550407, count: 3) }
  /// A state or province (X.520).
  package static var stateOrProvinceName: OID { OID(0x550408, count: 3) }
  /// A street and house number (X.520).
  package static var streetAddress: OID { OID(0x550409, count: 3) }
  /// An organization (X.520).
  package static var organizationName: OID { OID(0x55040A, count: 3) }
  /// A unit of an organization (X.520).
  package static var organizationalUnitName: OID { OID(0x55040B, count: 3) }
  /// A person's function in an organization (X.520).
  package static var title: OID { OID(0x55040C, count: 3) }
  /// A description in words (X.520).
  package static var descriptiveText: OID { OID(0x55040D, count: 3) }
  /// What kind of organization it is (X.520).
  package static var businessCategory: OID { OID(0x55040F, count: 3) }
  /// A postal code (X.520).
  package static var postalCode: OID { OID(0x550411, count: 3) }
  /// A telephone number (X.520).
  package static var telephoneNumber: OID { OID(0x550414, count: 3) }
  /// Any name at all; others are kinds of it (X.520).
  package static var nameAttribute: OID { OID(0x550429, count: 3) }
  /// A person's given name (X.520).
  package static var givenName: OID { OID(0x55042A, count: 3) }
  /// A person's initials (X.520).
  package static var initials: OID { OID(0x55042B, count: 3) }
  /// What tells generations of one name apart, such as `Jr.` (X.520).
  package static var generationQualifier: OID { OID(0x55042C, count: 3) }
  /// What tells equal names of several directories apart (X.520).
  package static var distinguishedNameQualifier: OID { OID(0x55042E, count: 3) }
  /// A name that is not the legal one (X.520).
  package static var pseudonym: OID { OID(0x550441, count: 3) }
  /// An organization's number in a register (X.520).
  package static var organizationIdentifier: OID { OID(0x550461, count: 3) }
  /// One label of a domain name (RFC 4519 §2.4).
  package static var domainComponent: OID { OID(0x0992268993F22C640119, count: 10) }
  /// A name to log in with (RFC 4519 §2.39).
  package static var userID: OID { OID(0x0992268993F22C640101, count: 10) }
  /// A mailbox, in older certificates (RFC 5280 §4.1.2.6).
  package static var emailAddress: OID { OID(0x2A864886F70D010901, count: 9) }
  /// A name without structure (RFC 2985 §5.4.2).
  package static var unstructuredName: OID { OID(0x2A864886F70D010902, count: 9) }
  /// An address without structure (RFC 2985 §5.4.3).
  package static var unstructuredAddress: OID { OID(0x2A864886F70D010908, count: 9) }
  /// The locality of incorporation (CA/Browser Forum EV Guidelines).
  package static var jurisdictionLocality: OID { OID(0x2B0601040182373C020101, count: 11) }
  /// The state or province of incorporation (CA/Browser Forum EV Guidelines).
  package static var jurisdictionStateOrProvince: OID { OID(0x2B0601040182373C020102, count: 11) }
  /// The country of incorporation (CA/Browser Forum EV Guidelines).
  package static var jurisdictionCountry: OID { OID(0x2B0601040182373C020103, count: 11) }
  /// A person's date of birth (RFC 3739 §3.2.2).
  package static var dateOfBirth: OID { OID(0x2B06010505070901, count: 8) }
  /// A person's place of birth (RFC 3739 §3.2.2).
  package static var placeOfBirth: OID { OID(0x2B06010505070902, count: 8) }
  /// A person's gender (RFC 3739 §3.2.2).
  package static var gender: OID { OID(0x2B06010505070903, count: 8) }
  /// A country that a person is a citizen of (RFC 3739 §3.2.2).
  package static var countryOfCitizenship: OID { OID(0x2B06010505070904, count: 8) }
  /// The country that a person lives in (RFC 3739 §3.2.2).
  package static var countryOfResidence: OID { OID(0x2B06010505070905, count: 8) }
}

// MARK: Extensions

extension OID {
  /// The extension subjectDirectoryAttributes (RFC 5280 §4.2.1.8).
  package static var subjectDirectoryAttributes: OID { OID(0x551D09, count: 3) }
  /// The extension subjectKeyIdentifier (RFC 5280 §4.2.1.2).
  package static var subjectKeyIdentifier: OID { OID(0x551D0E, count: 3) }
  /// The extension keyUsage (RFC 5280 §4.2.1.3).
  package static var keyUsage: OID { OID(0x551D0F, count: 3) }
  /// The extension privateKeyUsagePeriod (RFC 3280 §4.2.1.4, since abandoned).
  package static var privateKeyUsagePeriod: OID { OID(0x551D10, count: 3) }
  /// The extension subjectAltName (RFC 5280 §4.2.1.6).
  package static var subjectAltName: OID { OID(0x551D11, count: 3) }
  /// The extension issuerAltName (RFC 5280 §4.2.1.7).
  package static var issuerAltName: OID { OID(0x551D12, count: 3) }
  /// The extension basicConstraints (RFC 5280 §4.2.1.9).
  package static var basicConstraints: OID { OID(0x551D13, count: 3) }
  /// The extension cRLNumber (RFC 5280 §5.2.3).
  package static var crlNumber: OID { OID(0x551D14, count: 3) }
  /// The extension reasonCode (RFC 5280 §5.3.1).
  package static var crlReason: OID { OID(0x551D15, count: 3) }
  /// The extension invalidityDate (RFC 5280 §5.3.2).
  package static var invalidityDate: OID { OID(0x551D18, count: 3) }
  /// The extension deltaCRLIndicator (RFC 5280 §5.2.4).
  package static var deltaCRLIndicator: OID { OID(0x551D1B, count: 3) }
  /// The extension issuingDistributionPoint (RFC 5280 §5.2.5).
  package static var issuingDistributionPoint: OID { OID(0x551D1C, count: 3) }
  /// The extension certificateIssuer (RFC 5280 §5.3.3).
  package static var certificateIssuer: OID { OID(0x551D1D, count: 3) }
  /// The extension nameConstraints (RFC 5280 §4.2.1.10).
  package static var nameConstraints: OID { OID(0x551D1E, count: 3) }
  /// The extension cRLDistributionPoints (RFC 5280 §4.2.1.13).
  package static var crlDistributionPoints: OID { OID(0x551D1F, count: 3) }
  /// The extension certificatePolicies (RFC 5280 §4.2.1.4).
  package static var certificatePolicies: OID { OID(0x551D20, count: 3) }
  /// The extension policyMappings (RFC 5280 §4.2.1.5).
  package static var policyMappings: OID { OID(0x551D21, count: 3) }
  /// The extension authorityKeyIdentifier (RFC 5280 §4.2.1.1).
  package static var authorityKeyIdentifier: OID { OID(0x551D23, count: 3) }
  /// The extension policyConstraints (RFC 5280 §4.2.1.11).
  package static var policyConstraints: OID { OID(0x551D24, count: 3) }
  /// The extension extKeyUsage (RFC 5280 §4.2.1.12).
  package static var extendedKeyUsage: OID { OID(0x551D25, count: 3) }
  /// The extension freshestCRL (RFC 5280 §4.2.1.15).
  package static var freshestCRL: OID { OID(0x551D2E, count: 3) }
  /// The extension inhibitAnyPolicy (RFC 5280 §4.2.1.14).
  package static var inhibitAnyPolicy: OID { OID(0x551D36, count: 3) }
  /// The extension authorityInfoAccess (RFC 5280 §4.2.2.1).
  package static var authorityInfoAccess: OID { OID(0x2B06010505070101, count: 8) }
  /// The extension qcStatements (RFC 3739 §3.2.6).
  package static var qcStatements: OID { OID(0x2B06010505070103, count: 8) }
  /// The extension subjectInfoAccess (RFC 5280 §4.2.2.2).
  package static var subjectInfoAccess: OID { OID(0x2B0601050507010B, count: 8) }
  /// The extension tlsFeature (RFC 7633 §6).
  package static var tlsFeature: OID { OID(0x2B06010505070118, count: 8) }
  /// The response type id-pkix-ocsp-basic (RFC 6960 §4.2.1).
  package static var ocspBasic: OID { OID(0x2B0601050507300101, count: 9) }
  /// The extension ocspNonce (RFC 9654 §2.1).
  package static var ocspNonce: OID { OID(0x2B0601050507300102, count: 9) }
  /// The extension that refers an OCSP answer to a CRL (RFC 6960 §4.4.2).
  package static var ocspCRLReferences: OID { OID(0x2B0601050507300103, count: 9) }
  /// The extension ocspArchiveCutoff (RFC 6960 §4.4.4).
  package static var ocspArchiveCutoff: OID { OID(0x2B0601050507300106, count: 9) }
  /// The extension ocspExtendedRevoke (RFC 6960 §4.4.8).
  package static var ocspExtendedRevoked: OID { OID(0x2B0601050507300109, count: 9) }
  /// The extension ocspNoCheck (RFC 6960 §4.2.2.2.1).
  package static var ocspNoCheck: OID { OID(0x2B0601050507300105, count: 9) }
  /// The extension signedCertificateTimestampList (RFC 6962 §3.3).
  package static var signedCertificateTimestamps: OID { OID(0x2B06010401D679020402, count: 10) }
  /// The same in an OCSP answer (RFC 6962 §3.3).
  package static var ocspSignedCertificateTimestamps: OID { OID(0x2B06010401D679020405, count: 10) }
  /// The extension precertificatePoison (RFC 6962 §3.1).
  package static var certificateTransparencyPoison: OID { OID(0x2B06010401D679020403, count: 10) }
  /// The extension nsCertType (Netscape Certificate Extensions).
  package static var netscapeCertificateType: OID { OID(0x6086480186F8420101, count: 9) }
  /// The extension nsComment (Netscape Certificate Extensions).
  package static var netscapeComment: OID { OID(0x6086480186F842010D, count: 9) }
  /// The extension msCertificateTemplateName (MS-WCCE).
  package static var microsoftCertificateTemplateName: OID { OID(0x2B0601040182371402, count: 9) }
  /// The extension msCAVersion (MS-WCCE).
  package static var microsoftCAVersion: OID { OID(0x2B0601040182371501, count: 9) }
  /// The extension msCertificateTemplate (MS-WCCE).
  package static var microsoftCertificateTemplate: OID { OID(0x2B0601040182371507, count: 9) }
  /// The extension msApplicationPolicies (MS-WCCE).
  package static var microsoftApplicationPolicies: OID { OID(0x2B060104018237150A, count: 9) }
  /// The extension entrustVersion (of Entrust CAs).
  package static var entrustVersion: OID { OID(0x2A864886F67D074100, count: 9) }
}

// MARK: Key purposes

extension OID {
  /// Every purpose (RFC 5280 §4.2.1.12).
  package static var anyExtendedKeyUsage: OID { OID(0x551D2500, count: 4) }
  /// A TLS server (RFC 5280 §4.2.1.12).
  package static var serverAuth: OID { OID(0x2B06010505070301, count: 8) }
  /// A TLS client (RFC 5280 §4.2.1.12).
  package static var clientAuth: OID { OID(0x2B06010505070302, count: 8) }
  /// Signing programs (RFC 5280 §4.2.1.12).
  package static var codeSigning: OID { OID(0x2B06010505070303, count: 8) }
  /// S/MIME (RFC 5280 §4.2.1.12).
  package static var emailProtection: OID { OID(0x2B06010505070304, count: 8) }
  /// An IPsec host, no longer used (RFC 4945 §5.1.3.12).
  package static var ipsecEndSystem: OID { OID(0x2B06010505070305, count: 8) }
  /// An IPsec gateway, no longer used (RFC 4945 §5.1.3.12).
  package static var ipsecTunnel: OID { OID(0x2B06010505070306, count: 8) }
  /// An IPsec user, no longer used (RFC 4945 §5.1.3.12).
  package static var ipsecUser: OID { OID(0x2B06010505070307, count: 8) }
  /// Signing time stamps (RFC 5280 §4.2.1.12).
  package static var timeStamping: OID { OID(0x2B06010505070308, count: 8) }
  /// Signing OCSP responses (RFC 5280 §4.2.1.12).
  package static var ocspSigning: OID { OID(0x2B06010505070309, count: 8) }
  /// Internet Key Exchange (RFC 4945 §5.1.3.12).
  package static var ipsecIKE: OID { OID(0x2B06010505070311, count: 8) }
  /// Signing documents (RFC 9336 §3).
  package static var documentSigning: OID { OID(0x2B06010505070324, count: 8) }
  /// Signing precertificates for Certificate Transparency (RFC 6962 §3.1).
  package static var precertificateSigning: OID { OID(0x2B06010401D679020404, count: 10) }
  /// Strong encryption in old browsers, which stood for a TLS server.
  package static var microsoftServerGatedCrypto: OID { OID(0x2B0601040182370A0303, count: 10) }
  /// Microsoft's Encrypting File System.
  package static var microsoftEncryptingFileSystem: OID { OID(0x2B0601040182370A0304, count: 10) }
  /// Microsoft's logon with a smart card.
  package static var microsoftSmartcardLogon: OID { OID(0x2B060104018237140202, count: 10) }
  /// Strong encryption in old browsers, which stood for a TLS server.
  package static var netscapeServerGatedCrypto: OID { OID(0x6086480186F8420401, count: 9) }
}

// MARK: Access methods

extension OID {
  /// Where an OCSP responder is (RFC 5280 §4.2.2.1).
  package static var ocsp: OID { OID(0x2B06010505073001, count: 8) }
  /// Where the issuer's certificate is (RFC 5280 §4.2.2.1).
  package static var caIssuers: OID { OID(0x2B06010505073002, count: 8) }
  /// Where a time-stamping service is (RFC 5280 §4.2.2.2).
  package static var timeStampingAccess: OID { OID(0x2B06010505073003, count: 8) }
  /// Where a CA publishes (RFC 5280 §4.2.2.2).
  package static var caRepository: OID { OID(0x2B06010505073005, count: 8) }
}

// MARK: Policies, their qualifiers, other names, attributes of requests

extension OID {
  /// Every policy (RFC 5280 §4.2.1.4).
  package static var anyPolicy: OID { OID(0x551D2000, count: 4) }
  /// A policy: validated for a domain (CA/Browser Forum Baseline Requirements §7.1.6.1).
  package static var domainValidated: OID { OID(0x67810C010201, count: 6) }
  /// A policy: validated for an organization (CA/Browser Forum Baseline Requirements §7.1.6.1).
  package static var organizationValidated: OID { OID(0x67810C010202, count: 6) }
  /// A policy: validated for a person (CA/Browser Forum Baseline Requirements §7.1.6.1).
  package static var individualValidated: OID { OID(0x67810C010203, count: 6) }
  /// A policy: extended validation (CA/Browser Forum Baseline Requirements §7.1.6.1).
  package static var extendedValidation: OID { OID(0x67810C0101, count: 5) }
  /// A pointer to a practice statement (RFC 5280 §4.2.1.4).
  package static var certificationPracticeStatement: OID { OID(0x2B06010505070201, count: 8) }
  /// A notice to whoever relies on the certificate (RFC 5280 §4.2.1.4).
  package static var userNotice: OID { OID(0x2B06010505070202, count: 8) }
  /// Microsoft's name to log on with, an otherName.
  package static var userPrincipalName: OID { OID(0x2B060104018237140203, count: 10) }
  /// An XMPP address, an otherName (RFC 6120 §13.7.1.4).
  package static var xmppAddress: OID { OID(0x2B06010505070805, count: 8) }
  /// A DNS service name, an otherName (RFC 4985 §2).
  package static var serviceName: OID { OID(0x2B06010505070807, count: 8) }
  /// An internationalized mailbox, an otherName (RFC 9598 §3).
  package static var smtpUTF8Mailbox: OID { OID(0x2B06010505070809, count: 8) }
  /// The extensions that a request asks for (RFC 2985 §5.4.2).
  package static var extensionRequest: OID { OID(0x2A864886F70D01090E, count: 9) }
  /// A password in a request (RFC 2985 §5.4.1).
  package static var challengePassword: OID { OID(0x2A864886F70D010907, count: 9) }
}

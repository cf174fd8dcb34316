import CertificateEncoding
import Testing

@Suite struct KnownIdentifierTests {
  @Test(arguments: attributes + extensions + purposesAndPolicies + keysAndCurves + signatures + digests)
  func isTheDottedIdentifier(_ known: KnownIdentifier) throws {
    #expect(OID(known.dotted) == known.identifier)
    #expect(known.identifier.description == known.dotted)
    #expect(known.identifier.name == known.name)
  }

  @Test func namesNothingElse() throws {
    #expect(try #require(OID("1.2.3.4")).name == nil)
    #expect(try #require(OID("2.5.4")).name == nil)
    #expect(try #require(OID("2.5.29.17.0")).name == nil)
  }

  @Test func tellsAttributeTypesFromOtherIdentifiers() {
    #expect(OID.commonName.attributeName == "CN")
    #expect(OID.serverAuth.attributeName == nil)
    #expect(OID.subjectAltName.attributeName == nil)
  }
}

/// A constant, and what a person would look up for it.
struct KnownIdentifier: Sendable, CustomTestStringConvertible {
  let identifier: OID
  let dotted: String
  let name: String

  init(_ identifier: OID, _ dotted: String, _ name: String) {
    self.identifier = identifier
    self.dotted = dotted
    self.name = name
  }

  var testDescription: String { "\(name) \(dotted)" }
}

private let attributes: [KnownIdentifier] = [
  KnownIdentifier(.commonName, "2.5.4.3", "CN"),
  KnownIdentifier(.surname, "2.5.4.4", "SN"),
  KnownIdentifier(.serialNumber, "2.5.4.5", "serialNumber"),
  KnownIdentifier(.countryName, "2.5.4.6", "C"),
  KnownIdentifier(.localityName, "2.5.4.7", "L"),
  KnownIdentifier(.stateOrProvinceName, "2.5.4.8", "ST"),
  KnownIdentifier(.streetAddress, "2.5.4.9", "STREET"),
  KnownIdentifier(.organizationName, "2.5.4.10", "O"),
  KnownIdentifier(.organizationalUnitName, "2.5.4.11", "OU"),
  KnownIdentifier(.title, "2.5.4.12", "title"),
  KnownIdentifier(.descriptiveText, "2.5.4.13", "description"),
  KnownIdentifier(.businessCategory, "2.5.4.15", "businessCategory"),
  KnownIdentifier(.postalCode, "2.5.4.17", "postalCode"),
  KnownIdentifier(.telephoneNumber, "2.5.4.20", "telephoneNumber"),
  KnownIdentifier(.nameAttribute, "2.5.4.41", "name"),
  KnownIdentifier(.givenName, "2.5.4.42", "GN"),
  KnownIdentifier(.initials, "2.5.4.43", "initials"),
  KnownIdentifier(.generationQualifier, "2.5.4.44", "generationQualifier"),
  KnownIdentifier(.distinguishedNameQualifier, "2.5.4.46", "dnQualifier"),
  KnownIdentifier(.pseudonym, "2.5.4.65", "pseudonym"),
  KnownIdentifier(.organizationIdentifier, "2.5.4.97", "organizationIdentifier"),
  KnownIdentifier(.domainComponent, "0.9.2342.19200300.100.1.25", "DC"),
  KnownIdentifier(.userID, "0.9.2342.19200300.100.1.1", "UID"),
  KnownIdentifier(.emailAddress, "1.2.840.113549.1.9.1", "emailAddress"),
  KnownIdentifier(.unstructuredName, "1.2.840.113549.1.9.2", "unstructuredName"),
  KnownIdentifier(.unstructuredAddress, "1.2.840.113549.1.9.8", "unstructuredAddress"),
  KnownIdentifier(.jurisdictionLocality, "1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL"),
  KnownIdentifier(.jurisdictionStateOrProvince, "1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST"),
  KnownIdentifier(.jurisdictionCountry, "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC"),
  KnownIdentifier(.dateOfBirth, "1.3.6.1.5.5.7.9.1", "dateOfBirth"),
  KnownIdentifier(.placeOfBirth, "1.3.6.1.5.5.7.9.2", "placeOfBirth"),
  KnownIdentifier(.gender, "1.3.6.1.5.5.7.9.3", "gender"),
  KnownIdentifier(.countryOfCitizenship, "1.3.6.1.5.5.7.9.4", "countryOfCitizenship"),
  KnownIdentifier(.countryOfResidence, "1.3.6.1.5.5.7.9.5", "countryOfResidence"),
]

private let extensions: [KnownIdentifier] = [
  KnownIdentifier(.subjectDirectoryAttributes, "2.5.29.9", "subjectDirectoryAttributes"),
  KnownIdentifier(.subjectKeyIdentifier, "2.5.29.14", "subjectKeyIdentifier"),
  KnownIdentifier(.keyUsage, "2.5.29.15", "keyUsage"),
  KnownIdentifier(.privateKeyUsagePeriod, "2.5.29.16", "privateKeyUsagePeriod"),
  KnownIdentifier(.subjectAltName, "2.5.29.17", "subjectAltName"),
  KnownIdentifier(.issuerAltName, "2.5.29.18", "issuerAltName"),
  KnownIdentifier(.basicConstraints, "2.5.29.19", "basicConstraints"),
  KnownIdentifier(.crlNumber, "2.5.29.20", "cRLNumber"),
  KnownIdentifier(.crlReason, "2.5.29.21", "reasonCode"),
  KnownIdentifier(.invalidityDate, "2.5.29.24", "invalidityDate"),
  KnownIdentifier(.deltaCRLIndicator, "2.5.29.27", "deltaCRLIndicator"),
  KnownIdentifier(.issuingDistributionPoint, "2.5.29.28", "issuingDistributionPoint"),
  KnownIdentifier(.certificateIssuer, "2.5.29.29", "certificateIssuer"),
  KnownIdentifier(.nameConstraints, "2.5.29.30", "nameConstraints"),
  KnownIdentifier(.crlDistributionPoints, "2.5.29.31", "cRLDistributionPoints"),
  KnownIdentifier(.certificatePolicies, "2.5.29.32", "certificatePolicies"),
  KnownIdentifier(.policyMappings, "2.5.29.33", "policyMappings"),
  KnownIdentifier(.authorityKeyIdentifier, "2.5.29.35", "authorityKeyIdentifier"),
  KnownIdentifier(.policyConstraints, "2.5.29.36", "policyConstraints"),
  KnownIdentifier(.extendedKeyUsage, "2.5.29.37", "extKeyUsage"),
  KnownIdentifier(.freshestCRL, "2.5.29.46", "freshestCRL"),
  KnownIdentifier(.inhibitAnyPolicy, "2.5.29.54", "inhibitAnyPolicy"),
  KnownIdentifier(.authorityInfoAccess, "1.3.6.1.5.5.7.1.1", "authorityInfoAccess"),
  KnownIdentifier(.qcStatements, "1.3.6.1.5.5.7.1.3", "qcStatements"),
  KnownIdentifier(.subjectInfoAccess, "1.3.6.1.5.5.7.1.11", "subjectInfoAccess"),
  KnownIdentifier(.tlsFeature, "1.3.6.1.5.5.7.1.24", "tlsFeature"),
  KnownIdentifier(.ocspNonce, "1.3.6.1.5.5.7.48.1.2", "ocspNonce"),
  KnownIdentifier(.ocspBasic, "1.3.6.1.5.5.7.48.1.1", "basicOCSPResponse"),
  KnownIdentifier(.ocspCRLReferences, "1.3.6.1.5.5.7.48.1.3", "ocspCrl"),
  KnownIdentifier(.ocspArchiveCutoff, "1.3.6.1.5.5.7.48.1.6", "ocspArchiveCutoff"),
  KnownIdentifier(.ocspExtendedRevoked, "1.3.6.1.5.5.7.48.1.9", "ocspExtendedRevoke"),
  KnownIdentifier(.ocspSignedCertificateTimestamps, "1.3.6.1.4.1.11129.2.4.5", "signedCertificateTimestampList"),
  KnownIdentifier(.ocspNoCheck, "1.3.6.1.5.5.7.48.1.5", "ocspNoCheck"),
  KnownIdentifier(.signedCertificateTimestamps, "1.3.6.1.4.1.11129.2.4.2", "signedCertificateTimestampList"),
  KnownIdentifier(.certificateTransparencyPoison, "1.3.6.1.4.1.11129.2.4.3", "precertificatePoison"),
  KnownIdentifier(.netscapeCertificateType, "2.16.840.1.113730.1.1", "nsCertType"),
  KnownIdentifier(.netscapeComment, "2.16.840.1.113730.1.13", "nsComment"),
  KnownIdentifier(.microsoftCertificateTemplateName, "1.3.6.1.4.1.311.20.2", "msCertificateTemplateName"),
  KnownIdentifier(.microsoftCAVersion, "1.3.6.1.4.1.311.21.1", "msCAVersion"),
  KnownIdentifier(.microsoftCertificateTemplate, "1.3.6.1.4.1.311.21.7", "msCertificateTemplate"),
  KnownIdentifier(.microsoftApplicationPolicies, "1.3.6.1.4.1.311.21.10", "msApplicationPolicies"),
  KnownIdentifier(.entrustVersion, "1.2.840.113533.7.65.0", "entrustVersion"),
]

private let purposesAndPolicies: [KnownIdentifier] = [
  KnownIdentifier(.anyExtendedKeyUsage, "2.5.29.37.0", "anyExtendedKeyUsage"),
  KnownIdentifier(.serverAuth, "1.3.6.1.5.5.7.3.1", "serverAuth"),
  KnownIdentifier(.clientAuth, "1.3.6.1.5.5.7.3.2", "clientAuth"),
  KnownIdentifier(.codeSigning, "1.3.6.1.5.5.7.3.3", "codeSigning"),
  KnownIdentifier(.emailProtection, "1.3.6.1.5.5.7.3.4", "emailProtection"),
  KnownIdentifier(.ipsecEndSystem, "1.3.6.1.5.5.7.3.5", "ipsecEndSystem"),
  KnownIdentifier(.ipsecTunnel, "1.3.6.1.5.5.7.3.6", "ipsecTunnel"),
  KnownIdentifier(.ipsecUser, "1.3.6.1.5.5.7.3.7", "ipsecUser"),
  KnownIdentifier(.timeStamping, "1.3.6.1.5.5.7.3.8", "timeStamping"),
  KnownIdentifier(.ocspSigning, "1.3.6.1.5.5.7.3.9", "OCSPSigning"),
  KnownIdentifier(.ipsecIKE, "1.3.6.1.5.5.7.3.17", "ipsecIKE"),
  KnownIdentifier(.documentSigning, "1.3.6.1.5.5.7.3.36", "documentSigning"),
  KnownIdentifier(.precertificateSigning, "1.3.6.1.4.1.11129.2.4.4", "precertificateSigning"),
  KnownIdentifier(.microsoftServerGatedCrypto, "1.3.6.1.4.1.311.10.3.3", "msSGC"),
  KnownIdentifier(.microsoftEncryptingFileSystem, "1.3.6.1.4.1.311.10.3.4", "msEFS"),
  KnownIdentifier(.microsoftSmartcardLogon, "1.3.6.1.4.1.311.20.2.2", "msSmartcardLogin"),
  KnownIdentifier(.netscapeServerGatedCrypto, "2.16.840.1.113730.4.1", "nsSGC"),
  KnownIdentifier(.ocsp, "1.3.6.1.5.5.7.48.1", "OCSP"),
  KnownIdentifier(.caIssuers, "1.3.6.1.5.5.7.48.2", "caIssuers"),
  KnownIdentifier(.timeStampingAccess, "1.3.6.1.5.5.7.48.3", "timeStamping"),
  KnownIdentifier(.caRepository, "1.3.6.1.5.5.7.48.5", "caRepository"),
  KnownIdentifier(.anyPolicy, "2.5.29.32.0", "anyPolicy"),
  KnownIdentifier(.domainValidated, "2.23.140.1.2.1", "domainValidated"),
  KnownIdentifier(.organizationValidated, "2.23.140.1.2.2", "organizationValidated"),
  KnownIdentifier(.individualValidated, "2.23.140.1.2.3", "individualValidated"),
  KnownIdentifier(.extendedValidation, "2.23.140.1.1", "extendedValidation"),
  KnownIdentifier(.certificationPracticeStatement, "1.3.6.1.5.5.7.2.1", "CPS"),
  KnownIdentifier(.userNotice, "1.3.6.1.5.5.7.2.2", "userNotice"),
  KnownIdentifier(.userPrincipalName, "1.3.6.1.4.1.311.20.2.3", "userPrincipalName"),
  KnownIdentifier(.xmppAddress, "1.3.6.1.5.5.7.8.5", "xmppAddr"),
  KnownIdentifier(.serviceName, "1.3.6.1.5.5.7.8.7", "SRVName"),
  KnownIdentifier(.smtpUTF8Mailbox, "1.3.6.1.5.5.7.8.9", "SmtpUTF8Mailbox"),
  KnownIdentifier(.extensionRequest, "1.2.840.113549.1.9.14", "extensionRequest"),
  KnownIdentifier(.challengePassword, "1.2.840.113549.1.9.7", "challengePassword"),
]

private let keysAndCurves: [KnownIdentifier] = [
  KnownIdentifier(.rsaEncryption, "1.2.840.113549.1.1.1", "rsaEncryption"),
  KnownIdentifier(.rsaesOAEP, "1.2.840.113549.1.1.7", "RSAES-OAEP"),
  KnownIdentifier(.rsassaPSS, "1.2.840.113549.1.1.10", "RSASSA-PSS"),
  KnownIdentifier(.maskGenerationFunction1, "1.2.840.113549.1.1.8", "mgf1"),
  KnownIdentifier(.ecPublicKey, "1.2.840.10045.2.1", "id-ecPublicKey"),
  KnownIdentifier(.x25519, "1.3.101.110", "X25519"),
  KnownIdentifier(.x448, "1.3.101.111", "X448"),
  KnownIdentifier(.ed25519, "1.3.101.112", "Ed25519"),
  KnownIdentifier(.ed448, "1.3.101.113", "Ed448"),
  KnownIdentifier(.dsa, "1.2.840.10040.4.1", "DSA"),
  KnownIdentifier(.diffieHellman, "1.2.840.10046.2.1", "X9.42 DH"),
  KnownIdentifier(.pkcs3DiffieHellman, "1.2.840.113549.1.3.1", "dhKeyAgreement"),
  KnownIdentifier(.mlDSA44, "2.16.840.1.101.3.4.3.17", "ML-DSA-44"),
  KnownIdentifier(.mlDSA65, "2.16.840.1.101.3.4.3.18", "ML-DSA-65"),
  KnownIdentifier(.mlDSA87, "2.16.840.1.101.3.4.3.19", "ML-DSA-87"),
  KnownIdentifier(.p192, "1.2.840.10045.3.1.1", "P-192"),
  KnownIdentifier(.p224, "1.3.132.0.33", "P-224"),
  KnownIdentifier(.p256, "1.2.840.10045.3.1.7", "P-256"),
  KnownIdentifier(.p384, "1.3.132.0.34", "P-384"),
  KnownIdentifier(.p521, "1.3.132.0.35", "P-521"),
  KnownIdentifier(.secp256k1, "1.3.132.0.10", "secp256k1"),
  KnownIdentifier(.brainpoolP256r1, "1.3.36.3.3.2.8.1.1.7", "brainpoolP256r1"),
  KnownIdentifier(.brainpoolP384r1, "1.3.36.3.3.2.8.1.1.11", "brainpoolP384r1"),
  KnownIdentifier(.brainpoolP512r1, "1.3.36.3.3.2.8.1.1.13", "brainpoolP512r1"),
]

private let signatures: [KnownIdentifier] = [
  KnownIdentifier(.md2WithRSAEncryption, "1.2.840.113549.1.1.2", "md2WithRSAEncryption"),
  KnownIdentifier(.md4WithRSAEncryption, "1.2.840.113549.1.1.3", "md4WithRSAEncryption"),
  KnownIdentifier(.md5WithRSAEncryption, "1.2.840.113549.1.1.4", "md5WithRSAEncryption"),
  KnownIdentifier(.sha1WithRSAEncryption, "1.2.840.113549.1.1.5", "sha1WithRSAEncryption"),
  KnownIdentifier(.sha1WithRSASignature, "1.3.14.3.2.29", "sha1WithRSASignature"),
  KnownIdentifier(.sha224WithRSAEncryption, "1.2.840.113549.1.1.14", "sha224WithRSAEncryption"),
  KnownIdentifier(.sha256WithRSAEncryption, "1.2.840.113549.1.1.11", "sha256WithRSAEncryption"),
  KnownIdentifier(.sha384WithRSAEncryption, "1.2.840.113549.1.1.12", "sha384WithRSAEncryption"),
  KnownIdentifier(.sha512WithRSAEncryption, "1.2.840.113549.1.1.13", "sha512WithRSAEncryption"),
  KnownIdentifier(.sha512_224WithRSAEncryption, "1.2.840.113549.1.1.15", "sha512-224WithRSAEncryption"),
  KnownIdentifier(.sha512_256WithRSAEncryption, "1.2.840.113549.1.1.16", "sha512-256WithRSAEncryption"),
  KnownIdentifier(.sha3_224WithRSAEncryption, "2.16.840.1.101.3.4.3.13", "rsassa-pkcs1-v1-5-with-sha3-224"),
  KnownIdentifier(.sha3_256WithRSAEncryption, "2.16.840.1.101.3.4.3.14", "rsassa-pkcs1-v1-5-with-sha3-256"),
  KnownIdentifier(.sha3_384WithRSAEncryption, "2.16.840.1.101.3.4.3.15", "rsassa-pkcs1-v1-5-with-sha3-384"),
  KnownIdentifier(.sha3_512WithRSAEncryption, "2.16.840.1.101.3.4.3.16", "rsassa-pkcs1-v1-5-with-sha3-512"),
  KnownIdentifier(.ecdsaWithSHA1, "1.2.840.10045.4.1", "ecdsa-with-SHA1"),
  KnownIdentifier(.ecdsaWithSHA224, "1.2.840.10045.4.3.1", "ecdsa-with-SHA224"),
  KnownIdentifier(.ecdsaWithSHA256, "1.2.840.10045.4.3.2", "ecdsa-with-SHA256"),
  KnownIdentifier(.ecdsaWithSHA384, "1.2.840.10045.4.3.3", "ecdsa-with-SHA384"),
  KnownIdentifier(.ecdsaWithSHA512, "1.2.840.10045.4.3.4", "ecdsa-with-SHA512"),
  KnownIdentifier(.ecdsaWithSHA3_224, "2.16.840.1.101.3.4.3.9", "ecdsa-with-sha3-224"),
  KnownIdentifier(.ecdsaWithSHA3_256, "2.16.840.1.101.3.4.3.10", "ecdsa-with-sha3-256"),
  KnownIdentifier(.ecdsaWithSHA3_384, "2.16.840.1.101.3.4.3.11", "ecdsa-with-sha3-384"),
  KnownIdentifier(.ecdsaWithSHA3_512, "2.16.840.1.101.3.4.3.12", "ecdsa-with-sha3-512"),
  KnownIdentifier(.dsaWithSHA1, "1.2.840.10040.4.3", "dsa-with-sha1"),
  KnownIdentifier(.dsaWithSHA224, "2.16.840.1.101.3.4.3.1", "dsa-with-sha224"),
  KnownIdentifier(.dsaWithSHA256, "2.16.840.1.101.3.4.3.2", "dsa-with-sha256"),
]

private let digests: [KnownIdentifier] = [
  KnownIdentifier(.md2, "1.2.840.113549.2.2", "MD2"),
  KnownIdentifier(.md5, "1.2.840.113549.2.5", "MD5"),
  KnownIdentifier(.sha1, "1.3.14.3.2.26", "SHA-1"),
  KnownIdentifier(.sha224, "2.16.840.1.101.3.4.2.4", "SHA-224"),
  KnownIdentifier(.sha256, "2.16.840.1.101.3.4.2.1", "SHA-256"),
  KnownIdentifier(.sha384, "2.16.840.1.101.3.4.2.2", "SHA-384"),
  KnownIdentifier(.sha512, "2.16.840.1.101.3.4.2.3", "SHA-512"),
  KnownIdentifier(.sha512_224, "2.16.840.1.101.3.4.2.5", "SHA-512/224"),
  KnownIdentifier(.sha512_256, "2.16.840.1.101.3.4.2.6", "SHA-512/256"),
  KnownIdentifier(.sha3_224, "2.16.840.1.101.3.4.2.7", "SHA3-224"),
  KnownIdentifier(.sha3_256, "2.16.840.1.101.3.4.2.8", "SHA3-256"),
  KnownIdentifier(.sha3_384, "2.16.840.1.101.3.4.2.9", "SHA3-384"),
  KnownIdentifier(.sha3_512, "2.16.840.1.101.3.4.2.10", "SHA3-512"),
  KnownIdentifier(.shake128, "2.16.840.1.101.3.4.2.11", "SHAKE128"),
  KnownIdentifier(.shake256, "2.16.840.1.101.3.4.2.12", "SHAKE256"),
]

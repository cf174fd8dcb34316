extension OID {
  /// The short name that people know the identifier by, such as `serverAuth`, `sha256WithRSAEncryption` or `P-256`;
  /// `nil` for one that this library has no name for.
  public var name: String? {
    attributeName ?? extensionName ?? purposeName ?? algorithmName ?? signatureName ?? encryptionName
  }

  /// The short name of an attribute type of a distinguished name, such as `CN`; `nil` for any other identifier.
  ///
  /// CN, L, ST, O, OU, C, STREET, DC and UID are those of RFC 4514 §3; the others are what common
  /// tools write.
  package var attributeName: String? {
    switch self {
    case .commonName: "CN"
    case .surname: "SN"
    case .serialNumber: "serialNumber"
    case .countryName: "C"
    case .localityName: "L"
    case .stateOrProvinceName: "ST"
    case .streetAddress: "STREET"
    case .organizationName: "O"
    case .organizationalUnitName: "OU"
    case .title: "title"
    case .descriptiveText: "description"
    case .businessCategory: "businessCategory"
    case .postalCode: "postalCode"
    case .telephoneNumber: "telephoneNumber"
    case .nameAttribute: "name"
    case .givenName: "GN"
    case .initials: "initials"
    case .generationQualifier: "generationQualifier"
    case .distinguishedNameQualifier: "dnQualifier"
    case .pseudonym: "pseudonym"
    case .organizationIdentifier: "organizationIdentifier"
    case .domainComponent: "DC"
    case .userID: "UID"
    case .emailAddress: "emailAddress"
    case .unstructuredName: "unstructuredName"
    case .unstructuredAddress: "unstructuredAddress"
    case .jurisdictionLocality: "jurisdictionL"
    case .jurisdictionStateOrProvince: "jurisdictionST"
    case .jurisdictionCountry: "jurisdictionC"
    case .dateOfBirth: "dateOfBirth"
    case .placeOfBirth: "placeOfBirth"
    case .gender: "gender"
    case .countryOfCitizenship: "countryOfCitizenship"
    case .countryOfResidence: "countryOfResidence"
    default: nil
    }
  }

  /// The name of an extension.
  private var extensionName: String? {
    switch self {
    case .subjectDirectoryAttributes: "subjectDirectoryAttributes"
    case .subjectKeyIdentifier: "subjectKeyIdentifier"
    case .keyUsage: "keyUsage"
    case .privateKeyUsagePeriod: "privateKeyUsagePeriod"
    case .subjectAltName: "subjectAltName"
    case .issuerAltName: "issuerAltName"
    case .basicConstraints: "basicConstraints"
    case .crlNumber: "cRLNumber"
    case .crlReason: "reasonCode"
    case .invalidityDate: "invalidityDate"
    case .deltaCRLIndicator: "deltaCRLIndicator"
    case .issuingDistributionPoint: "issuingDistributionPoint"
    case .certificateIssuer: "certificateIssuer"
    case .nameConstraints: "nameConstraints"
    case .crlDistributionPoints: "cRLDistributionPoints"
    case .certificatePolicies: "certificatePolicies"
    case .policyMappings: "policyMappings"
    case .authorityKeyIdentifier: "authorityKeyIdentifier"
    case .policyConstraints: "policyConstraints"
    case .extendedKeyUsage: "extKeyUsage"
    case .freshestCRL: "freshestCRL"
    case .inhibitAnyPolicy: "inhibitAnyPolicy"
    case .authorityInfoAccess: "authorityInfoAccess"
    case .qcStatements: "qcStatements"
    case .subjectInfoAccess: "subjectInfoAccess"
    case .tlsFeature: "tlsFeature"
    case .ocspNonce: "ocspNonce"
    case .ocspCRLReferences: "ocspCrl"
    case .ocspArchiveCutoff: "ocspArchiveCutoff"
    case .ocspExtendedRevoked: "ocspExtendedRevoke"
    case .ocspNoCheck: "ocspNoCheck"
    case .signedCertificateTimestamps, .ocspSignedCertificateTimestamps: "signedCertificateTimestampList"
    case .certificateTransparencyPoison: "precertificatePoison"
    case .netscapeCertificateType: "nsCertType"
    case .netscapeComment: "nsComment"
    case .microsoftCertificateTemplateName: "msCertificateTemplateName"
    case .microsoftCAVersion: "msCAVersion"
    case .microsoftCertificateTemplate: "msCertificateTemplate"
    case .microsoftApplicationPolicies: "msApplicationPolicies"
    case .entrustVersion: "entrustVersion"
    default: nil
    }
  }

  /// The name of a key purpose, an access method, a policy or the like.
  private var purposeName: String? {
    switch self {
    case .anyExtendedKeyUsage: "anyExtendedKeyUsage"
    case .serverAuth: "serverAuth"
    case .clientAuth: "clientAuth"
    case .codeSigning: "codeSigning"
    case .emailProtection: "emailProtection"
    case .ipsecEndSystem: "ipsecEndSystem"
    case .ipsecTunnel: "ipsecTunnel"
    case .ipsecUser: "ipsecUser"
    case .timeStamping: "timeStamping"
    case .ocspSigning: "OCSPSigning"
    case .ipsecIKE: "ipsecIKE"
    case .documentSigning: "documentSigning"
    case .precertificateSigning: "precertificateSigning"
    case .microsoftServerGatedCrypto: "msSGC"
    case .microsoftEncryptingFileSystem: "msEFS"
    case .microsoftSmartcardLogon: "msSmartcardLogin"
    case .netscapeServerGatedCrypto: "nsSGC"
    case .ocsp: "OCSP"
    case .ocspBasic: "basicOCSPResponse"
    case .caIssuers: "caIssuers"
    case .timeStampingAccess: "timeStamping"
    case .caRepository: "caRepository"
    case .anyPolicy: "anyPolicy"
    case .domainValidated: "domainValidated"
    case .organizationValidated: "organizationValidated"
    case .individualValidated: "individualValidated"
    case .extendedValidation: "extendedValidation"
    case .certificationPracticeStatement: "CPS"
    case .userNotice: "userNotice"
    case .userPrincipalName: "userPrincipalName"
    case .xmppAddress: "xmppAddr"
    case .serviceName: "SRVName"
    case .smtpUTF8Mailbox: "SmtpUTF8Mailbox"
    case .extensionRequest: "extensionRequest"
    case .challengePassword: "challengePassword"
    default: nil
    }
  }

  /// The name of a kind of public key, a curve or a digest.
  private var algorithmName: String? {
    switch self {
    case .rsaEncryption: "rsaEncryption"
    case .rsaesOAEP: "RSAES-OAEP"
    case .rsassaPSS: "RSASSA-PSS"
    case .maskGenerationFunction1: "mgf1"
    case .ecPublicKey: "id-ecPublicKey"
    case .x25519: "X25519"
    case .x448: "X448"
    case .ed25519: "Ed25519"
    case .ed448: "Ed448"
    case .dsa: "DSA"
    case .diffieHellman: "X9.42 DH"
    case .pkcs3DiffieHellman: "dhKeyAgreement"
    case .mlDSA44: "ML-DSA-44"
    case .mlDSA65: "ML-DSA-65"
    case .mlDSA87: "ML-DSA-87"
    case .p192: "P-192"
    case .p224: "P-224"
    case .p256: "P-256"
    case .p384: "P-384"
    case .p521: "P-521"
    case .secp256k1: "secp256k1"
    case .brainpoolP256r1: "brainpoolP256r1"
    case .brainpoolP384r1: "brainpoolP384r1"
    case .brainpoolP512r1: "brainpoolP512r1"
    case .md2: "MD2"
    case .md5: "MD5"
    case .sha1: "SHA-1"
    case .sha224: "SHA-224"
    case .sha256: "SHA-256"
    case .sha384: "SHA-384"
    case .sha512: "SHA-512"
    case .sha512_224: "SHA-512/224"
    case .sha512_256: "SHA-512/256"
    case .sha3_224: "SHA3-224"
    case .sha3_256: "SHA3-256"
    case .sha3_384: "SHA3-384"
    case .sha3_512: "SHA3-512"
    case .shake128: "SHAKE128"
    case .shake256: "SHAKE256"
    default: nil
    }
  }

  /// The name of a signature algorithm.
  private var signatureName: String? {
    switch self {
    case .md2WithRSAEncryption: "md2WithRSAEncryption"
    case .md4WithRSAEncryption: "md4WithRSAEncryption"
    case .md5WithRSAEncryption: "md5WithRSAEncryption"
    case .sha1WithRSAEncryption: "sha1WithRSAEncryption"
    case .sha1WithRSASignature: "sha1WithRSASignature"
    case .sha224WithRSAEncryption: "sha224WithRSAEncryption"
    case .sha256WithRSAEncryption: "sha256WithRSAEncryption"
    case .sha384WithRSAEncryption: "sha384WithRSAEncryption"
    case .sha512WithRSAEncryption: "sha512WithRSAEncryption"
    case .sha512_224WithRSAEncryption: "sha512-224WithRSAEncryption"
    case .sha512_256WithRSAEncryption: "sha512-256WithRSAEncryption"
    case .sha3_224WithRSAEncryption: "rsassa-pkcs1-v1-5-with-sha3-224"
    case .sha3_256WithRSAEncryption: "rsassa-pkcs1-v1-5-with-sha3-256"
    case .sha3_384WithRSAEncryption: "rsassa-pkcs1-v1-5-with-sha3-384"
    case .sha3_512WithRSAEncryption: "rsassa-pkcs1-v1-5-with-sha3-512"
    case .ecdsaWithSHA1: "ecdsa-with-SHA1"
    case .ecdsaWithSHA224: "ecdsa-with-SHA224"
    case .ecdsaWithSHA256: "ecdsa-with-SHA256"
    case .ecdsaWithSHA384: "ecdsa-with-SHA384"
    case .ecdsaWithSHA512: "ecdsa-with-SHA512"
    case .ecdsaWithSHA3_224: "ecdsa-with-sha3-224"
    case .ecdsaWithSHA3_256: "ecdsa-with-sha3-256"
    case .ecdsaWithSHA3_384: "ecdsa-with-sha3-384"
    case .ecdsaWithSHA3_512: "ecdsa-with-sha3-512"
    case .ecdsaWithSHAKE128: "ecdsa-with-shake128"
    case .ecdsaWithSHAKE256: "ecdsa-with-shake256"
    case .rsassaPSSWithSHAKE128: "RSASSA-PSS-SHAKE128"
    case .rsassaPSSWithSHAKE256: "RSASSA-PSS-SHAKE256"
    case .dsaWithSHA1: "dsa-with-sha1"
    case .dsaWithSHA224: "dsa-with-sha224"
    case .dsaWithSHA256: "dsa-with-sha256"
    default: nil
    }
  }
}

// Each value is the contents of the DER encoding, written as one number: computed, so that a use of it folds into a
// constant instead of reading a global that has to be initialized first.

// MARK: Encryption with a passphrase

extension OID {
  /// Encryption by a derived key and a cipher that are named apart (RFC 8018 §A.4).
  package static var pbes2: OID { OID(0x2A864886F70D01050D, count: 9) }
  /// The key derivation function PBKDF2 (RFC 8018 §A.2).
  package static var pbkdf2: OID { OID(0x2A864886F70D01050C, count: 9) }
  /// The key derivation function scrypt (RFC 7914 §7.1).
  package static var scrypt: OID { OID(0x2B06010401DA47040B, count: 9) }
  /// HMAC with SHA-1 (RFC 8018 §B.1.1).
  package static var hmacWithSHA1: OID { OID(0x2A864886F70D0207, count: 8) }
  /// HMAC with SHA-224 (RFC 8018 §B.1.2).
  package static var hmacWithSHA224: OID { OID(0x2A864886F70D0208, count: 8) }
  /// HMAC with SHA-256 (RFC 8018 §B.1.2).
  package static var hmacWithSHA256: OID { OID(0x2A864886F70D0209, count: 8) }
  /// HMAC with SHA-384 (RFC 8018 §B.1.2).
  package static var hmacWithSHA384: OID { OID(0x2A864886F70D020A, count: 8) }
  /// HMAC with SHA-512 (RFC 8018 §B.1.2).
  package static var hmacWithSHA512: OID { OID(0x2A864886F70D020B, count: 8) }
  /// HMAC with SHA-512/224 (RFC 8018 §B.1.2).
  package static var hmacWithSHA512_224: OID { OID(0x2A864886F70D020C, count: 8) }
  /// HMAC with SHA-512/256 (RFC 8018 §B.1.2).
  package static var hmacWithSHA512_256: OID { OID(0x2A864886F70D020D, count: 8) }
  /// AES in the mode CBC with a key of 128 bits (RFC 8018 §B.2.5).
  package static var aes128CBC: OID { OID(0x60864801650304_0102, count: 9) }
  /// AES in the mode CBC with a key of 192 bits (RFC 8018 §B.2.5).
  package static var aes192CBC: OID { OID(0x60864801650304_0116, count: 9) }
  /// AES in the mode CBC with a key of 256 bits (RFC 8018 §B.2.5).
  package static var aes256CBC: OID { OID(0x60864801650304_012A, count: 9) }
  /// DES three times, in the mode CBC (RFC 8018 §B.2.2).
  package static var tripleDESCBC: OID { OID(0x2A864886F70D0307, count: 8) }
  /// DES in the mode CBC (RFC 8018 §B.2.1).
  package static var desCBC: OID { OID(0x2B0E030207, count: 5) }
  /// Encryption with MD5 and DES (RFC 8018 §A.3).
  package static var pbeWithMD5AndDES: OID { OID(0x2A864886F70D010503, count: 9) }
  /// Encryption with SHA-1 and DES (RFC 8018 §A.3).
  package static var pbeWithSHA1AndDES: OID { OID(0x2A864886F70D01050A, count: 9) }
  /// Encryption with SHA-1 and DES three times (RFC 7292 appendix C).
  package static var pbeWithSHA1AndTripleDES: OID { OID(0x2A864886F70D010C0103, count: 10) }
  /// Encryption with SHA-1 and RC2 with a key of 40 bits (RFC 7292 appendix C).
  package static var pbeWithSHA1AndRC2: OID { OID(0x2A864886F70D010C0106, count: 10) }
}

extension OID {
  /// The name of an algorithm that encrypts with a passphrase.
  var encryptionName: String? {
    switch self {
    case .pbes2: "PBES2"
    case .pbkdf2: "PBKDF2"
    case .scrypt: "scrypt"
    case .hmacWithSHA1: "HMAC-SHA-1"
    case .hmacWithSHA224: "HMAC-SHA-224"
    case .hmacWithSHA256: "HMAC-SHA-256"
    case .hmacWithSHA384: "HMAC-SHA-384"
    case .hmacWithSHA512: "HMAC-SHA-512"
    case .hmacWithSHA512_224: "HMAC-SHA-512/224"
    case .hmacWithSHA512_256: "HMAC-SHA-512/256"
    case .aes128CBC: "AES-128-CBC"
    case .aes192CBC: "AES-192-CBC"
    case .aes256CBC: "AES-256-CBC"
    case .tripleDESCBC: "DES-EDE3-CBC"
    case .desCBC: "DES-CBC"
    case .pbeWithMD5AndDES: "PBE-MD5-DES"
    case .pbeWithSHA1AndDES: "PBE-SHA1-DES"
    case .pbeWithSHA1AndTripleDES: "PBE-SHA1-3DES"
    case .pbeWithSHA1AndRC2: "PBE-SHA1-RC2-40"
    default: nil
    }
  }
}

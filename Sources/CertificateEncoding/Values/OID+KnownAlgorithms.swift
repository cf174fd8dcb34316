// Each value is the contents of the DER encoding, written as one number: computed, so that a use of it folds into a
// constant instead of reading a global that has to be initialized first.

// MARK: Public keys

extension OID {
  /// RSA, for any scheme (RFC 3279 §2.3.1).
  package static var rsaEncryption: OID { OID(0x2A864886F70D010101, count: 9) }
  /// RSA for OAEP encryption only (RFC 4055 §4).
  package static var rsaesOAEP: OID { OID(0x2A864886F70D010107, count: 9) }
  /// RSA for PSS only, and the signature itself (RFC 4055 §3).
  package static var rsassaPSS: OID { OID(0x2A864886F70D01010A, count: 9) }
  /// The mask generation function of PSS and OAEP (RFC 8017 §B.2.1).
  package static var maskGenerationFunction1: OID { OID(0x2A864886F70D010108, count: 9) }
  /// A point of a named curve (RFC 5480 §2.1.1).
  package static var ecPublicKey: OID { OID(0x2A8648CE3D0201, count: 7) }
  /// Key agreement on Curve25519 (RFC 8410 §3).
  package static var x25519: OID { OID(0x2B656E, count: 3) }
  /// Key agreement on Curve448 (RFC 8410 §3).
  package static var x448: OID { OID(0x2B656F, count: 3) }
  /// Ed25519, key and signature (RFC 8410 §3).
  package static var ed25519: OID { OID(0x2B6570, count: 3) }
  /// Ed448, key and signature (RFC 8410 §3).
  package static var ed448: OID { OID(0x2B6571, count: 3) }
  /// DSA (RFC 3279 §2.3.2).
  package static var dsa: OID { OID(0x2A8648CE380401, count: 7) }
  /// Diffie-Hellman of X9.42 (RFC 3279 §2.3.3).
  package static var diffieHellman: OID { OID(0x2A8648CE3E0201, count: 7) }
  /// Diffie-Hellman of PKCS #3 (RFC 2631 names its successor).
  package static var pkcs3DiffieHellman: OID { OID(0x2A864886F70D010301, count: 9) }
  /// ML-DSA-44, key and signature (RFC 9881 §2).
  package static var mlDSA44: OID { OID(0x608648016503040311, count: 9) }
  /// ML-DSA-65, key and signature (RFC 9881 §2).
  package static var mlDSA65: OID { OID(0x608648016503040312, count: 9) }
  /// ML-DSA-87, key and signature (RFC 9881 §2).
  package static var mlDSA87: OID { OID(0x608648016503040313, count: 9) }
}

// MARK: Named curves

extension OID {
  /// secp192r1 (RFC 5480 §2.1.1.1).
  package static var p192: OID { OID(0x2A8648CE3D030101, count: 8) }
  /// secp224r1 (RFC 5480 §2.1.1.1).
  package static var p224: OID { OID(0x2B81040021, count: 5) }
  /// secp256r1 (RFC 5480 §2.1.1.1).
  package static var p256: OID { OID(0x2A8648CE3D030107, count: 8) }
  /// secp384r1 (RFC 5480 §2.1.1.1).
  package static var p384: OID { OID(0x2B81040022, count: 5) }
  /// secp521r1 (RFC 5480 §2.1.1.1).
  package static var p521: OID { OID(0x2B81040023, count: 5) }
  /// secp256k1 (SEC 2 §2.4.1).
  package static var secp256k1: OID { OID(0x2B8104000A, count: 5) }
  /// brainpoolP256r1 (RFC 5639 §3.4).
  package static var brainpoolP256r1: OID { OID(0x2B2403030208010107, count: 9) }
  /// brainpoolP384r1 (RFC 5639 §3.6).
  package static var brainpoolP384r1: OID { OID(0x2B240303020801010B, count: 9) }
  /// brainpoolP512r1 (RFC 5639 §3.7).
  package static var brainpoolP512r1: OID { OID(0x2B240303020801010D, count: 9) }
}

// MARK: Signatures

extension OID {
  /// The signature algorithm md2WithRSAEncryption (RFC 3279 §2.2.1).
  package static var md2WithRSAEncryption: OID { OID(0x2A864886F70D010102, count: 9) }
  /// The signature algorithm md4WithRSAEncryption (RFC 2313 §11).
  package static var md4WithRSAEncryption: OID { OID(0x2A864886F70D010103, count: 9) }
  /// The signature algorithm md5WithRSAEncryption (RFC 3279 §2.2.1).
  package static var md5WithRSAEncryption: OID { OID(0x2A864886F70D010104, count: 9) }
  /// The signature algorithm sha1WithRSAEncryption (RFC 3279 §2.2.1).
  package static var sha1WithRSAEncryption: OID { OID(0x2A864886F70D010105, count: 9) }
  /// The signature algorithm sha1WithRSASignature (the OIW's other name for the same algorithm).
  package static var sha1WithRSASignature: OID { OID(0x2B0E03021D, count: 5) }
  /// The signature algorithm sha224WithRSAEncryption (RFC 4055 §5).
  package static var sha224WithRSAEncryption: OID { OID(0x2A864886F70D01010E, count: 9) }
  /// The signature algorithm sha256WithRSAEncryption (RFC 4055 §5).
  package static var sha256WithRSAEncryption: OID { OID(0x2A864886F70D01010B, count: 9) }
  /// The signature algorithm sha384WithRSAEncryption (RFC 4055 §5).
  package static var sha384WithRSAEncryption: OID { OID(0x2A864886F70D01010C, count: 9) }
  /// The signature algorithm sha512WithRSAEncryption (RFC 4055 §5).
  package static var sha512WithRSAEncryption: OID { OID(0x2A864886F70D01010D, count: 9) }
  /// The signature algorithm sha512-224WithRSAEncryption (RFC 8017 §A.2.4).
  package static var sha512_224WithRSAEncryption: OID { OID(0x2A864886F70D01010F, count: 9) }
  /// The signature algorithm sha512-256WithRSAEncryption (RFC 8017 §A.2.4).
  package static var sha512_256WithRSAEncryption: OID { OID(0x2A864886F70D010110, count: 9) }
  /// The signature algorithm rsassa-pkcs1-v1-5-with-sha3-224 (NIST CSOR).
  package static var sha3_224WithRSAEncryption: OID { OID(0x60864801650304030D, count: 9) }
  /// The signature algorithm rsassa-pkcs1-v1-5-with-sha3-256 (NIST CSOR).
  package static var sha3_256WithRSAEncryption: OID { OID(0x60864801650304030E, count: 9) }
  /// The signature algorithm rsassa-pkcs1-v1-5-with-sha3-384 (NIST CSOR).
  package static var sha3_384WithRSAEncryption: OID { OID(0x60864801650304030F, count: 9) }
  /// The signature algorithm rsassa-pkcs1-v1-5-with-sha3-512 (NIST CSOR).
  package static var sha3_512WithRSAEncryption: OID { OID(0x608648016503040310, count: 9) }
  /// The signature algorithm ecdsa-with-SHA1 (RFC 3279 §2.2.3).
  package static var ecdsaWithSHA1: OID { OID(0x2A8648CE3D0401, count: 7) }
  /// The signature algorithm ecdsa-with-SHA224 (RFC 5758 §3.2).
  package static var ecdsaWithSHA224: OID { OID(0x2A8648CE3D040301, count: 8) }
  /// The signature algorithm ecdsa-with-SHA256 (RFC 5758 §3.2).
  package static var ecdsaWithSHA256: OID { OID(0x2A8648CE3D040302, count: 8) }
  /// The signature algorithm ecdsa-with-SHA384 (RFC 5758 §3.2).
  package static var ecdsaWithSHA384: OID { OID(0x2A8648CE3D040303, count: 8) }
  /// The signature algorithm ecdsa-with-SHA512 (RFC 5758 §3.2).
  package static var ecdsaWithSHA512: OID { OID(0x2A8648CE3D040304, count: 8) }
  /// The signature algorithm ecdsa-with-sha3-224 (NIST CSOR).
  package static var ecdsaWithSHA3_224: OID { OID(0x608648016503040309, count: 9) }
  /// The signature algorithm ecdsa-with-sha3-256 (NIST CSOR).
  package static var ecdsaWithSHA3_256: OID { OID(0x60864801650304030A, count: 9) }
  /// The signature algorithm ecdsa-with-sha3-384 (NIST CSOR).
  package static var ecdsaWithSHA3_384: OID { OID(0x60864801650304030B, count: 9) }
  /// The signature algorithm ecdsa-with-sha3-512 (NIST CSOR).
  package static var ecdsaWithSHA3_512: OID { OID(0x60864801650304030C, count: 9) }
  /// The signature algorithm ecdsa-with-shake128 (RFC 8692 §3).
  package static var ecdsaWithSHAKE128: OID { OID(0x2B06010505070620, count: 8) }
  /// The signature algorithm ecdsa-with-shake256 (RFC 8692 §3).
  package static var ecdsaWithSHAKE256: OID { OID(0x2B06010505070621, count: 8) }
  /// The signature algorithm RSASSA-PSS-SHAKE128 (RFC 8692 §3).
  package static var rsassaPSSWithSHAKE128: OID { OID(0x2B0601050507061E, count: 8) }
  /// The signature algorithm RSASSA-PSS-SHAKE256 (RFC 8692 §3).
  package static var rsassaPSSWithSHAKE256: OID { OID(0x2B0601050507061F, count: 8) }
  /// The signature algorithm dsa-with-sha1 (RFC 3279 §2.2.2).
  package static var dsaWithSHA1: OID { OID(0x2A8648CE380403, count: 7) }
  /// The signature algorithm dsa-with-sha224 (RFC 5758 §3.1).
  package static var dsaWithSHA224: OID { OID(0x608648016503040301, count: 9) }
  /// The signature algorithm dsa-with-sha256 (RFC 5758 §3.1).
  package static var dsaWithSHA256: OID { OID(0x608648016503040302, count: 9) }
}

// MARK: Digests

extension OID {
  /// The digest MD2 (RFC 8017 §A.2.4).
  package static var md2: OID { OID(0x2A864886F70D0202, count: 8) }
  /// The digest MD5 (RFC 8017 §A.2.4).
  package static var md5: OID { OID(0x2A864886F70D0205, count: 8) }
  /// The digest SHA-1 (RFC 8017 §A.2.4).
  package static var sha1: OID { OID(0x2B0E03021A, count: 5) }
  /// The digest SHA-224 (RFC 8017 §A.2.4).
  package static var sha224: OID { OID(0x608648016503040204, count: 9) }
  /// The digest SHA-256 (RFC 8017 §A.2.4).
  package static var sha256: OID { OID(0x608648016503040201, count: 9) }
  /// The digest SHA-384 (RFC 8017 §A.2.4).
  package static var sha384: OID { OID(0x608648016503040202, count: 9) }
  /// The digest SHA-512 (RFC 8017 §A.2.4).
  package static var sha512: OID { OID(0x608648016503040203, count: 9) }
  /// The digest SHA-512/224 (RFC 8017 §A.2.4).
  package static var sha512_224: OID { OID(0x608648016503040205, count: 9) }
  /// The digest SHA-512/256 (RFC 8017 §A.2.4).
  package static var sha512_256: OID { OID(0x608648016503040206, count: 9) }
  /// The digest SHA3-224 (NIST CSOR).
  package static var sha3_224: OID { OID(0x608648016503040207, count: 9) }
  /// The digest SHA3-256 (NIST CSOR).
  package static var sha3_256: OID { OID(0x608648016503040208, count: 9) }
  /// The digest SHA3-384 (NIST CSOR).
  package static var sha3_384: OID { OID(0x608648016503040209, count: 9) }
  /// The digest SHA3-512 (NIST CSOR).
  package static var sha3_512: OID { OID(0x60864801650304020A, count: 9) }
  /// The digest SHAKE128 (NIST CSOR).
  package static var shake128: OID { OID(0x60864801650304020B, count: 9) }
  /// The digest SHAKE256 (NIST CSOR).
  package static var shake256: OID { OID(0x60864801650304020C, count: 9) }
}

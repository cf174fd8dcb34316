package import CertificateEncoding

/// Where the fields of a certificate lie in its arena, and the few values that every reader wants decoded.
package struct CertificateLayout: Sendable, Hashable {
  /// The whole certificate, tag and length included.
  package var whole = ArenaRange.empty
  /// The signed part, tag and length included: what the signature covers.
  package var signedPart = ArenaRange.empty
  /// The contents of the serial number, two's complement.
  package var serialNumber = ArenaRange.empty
  /// The signature's AlgorithmIdentifier, tag and length included.
  package var signatureAlgorithm = ArenaRange.empty
  /// The issuer's Name, tag and length included.
  package var issuer = ArenaRange.empty
  /// The subject's Name, tag and length included.
  package var subject = ArenaRange.empty
  /// The SubjectPublicKeyInfo, tag and length included.
  package var publicKeyInfo = ArenaRange.empty
  /// The unique identifiers' BIT STRING contents; empty where there is none.
  package var issuerUniqueID = ArenaRange.empty
  package var subjectUniqueID = ArenaRange.empty
  /// The list of Extension structures; empty where there is none.
  package var extensions = ArenaRange.empty
  /// The bytes of the signature.
  package var signature = ArenaRange.empty
  /// The first and the last moment of validity.
  package var notBefore = Timestamp(secondsSince1970: 0)
  package var notAfter = Timestamp(secondsSince1970: 0)
  /// 1, 2 or 3.
  package var version: UInt8 = 1
  /// The number of the block in its file, counted from 1, and its line; 0 where there is none.
  package var block: UInt32 = 0
  package var line: UInt32 = 0

  package init() {}
}

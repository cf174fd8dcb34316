package import CertificateEncoding

/// Where the fields of a revocation list lie in its arena, and the few values that every reader wants decoded.
package struct RevocationListLayout: Sendable, Hashable {
  /// The whole list, tag and length included.
  package var whole = ArenaRange.empty
  /// The signed part, tag and length included: what the signature covers.
  package var signedPart = ArenaRange.empty
  /// The signature's AlgorithmIdentifier, tag and length included.
  package var signatureAlgorithm = ArenaRange.empty
  /// The issuer's Name, tag and length included.
  package var issuer = ArenaRange.empty
  /// The entries, one after the other; empty where there is none.
  package var entries = ArenaRange.empty
  /// The list of Extension structures; empty where there is none.
  package var extensions = ArenaRange.empty
  /// The bytes of the signature.
  package var signature = ArenaRange.empty
  /// The bytes of the CRL number without a leading zero (RFC 5280 §5.2.3); `nil` where there is none.
  package var number: ArenaRange?
  /// The bytes of the number of the list that this delta is to (RFC 5280 §5.2.4); `nil` for a complete list.
  package var baseNumber: ArenaRange?
  /// The identifier of the issuer's key (RFC 5280 §5.2.1).
  package var keyIdentifier: ArenaRange?
  /// The contents of the issuing distribution point's OCTET STRING (RFC 5280 §5.2.5).
  package var issuingDistributionPoint: ArenaRange?
  /// When the list was made, and when the next one is due.
  package var thisUpdate = Timestamp(secondsSince1970: 0)
  package var nextUpdate: Timestamp?
  /// How many entries there are.
  package var entryCount = 0
  /// Whether an entry names the issuer of its certificate (RFC 5280 §5.3.3).
  package var namesCertificateIssuers = false
  /// 1 or 2.
  package var version: UInt8 = 1
  /// The number of the block in its file, counted from 1, and its line; 0 where there is none.
  package var block: UInt32 = 0
  package var line: UInt32 = 0

  package init() {}
}

package import CertificateEncoding

/// What a revocation list covers (RFC 5280 §5.2.5).
///
///     IssuingDistributionPoint ::= SEQUENCE {
///       distributionPoint [0] DistributionPointName OPTIONAL, onlyContainsUserCerts [1] BOOLEAN DEFAULT FALSE,
///       onlyContainsCACerts [2] BOOLEAN DEFAULT FALSE, onlySomeReasons [3] ReasonFlags OPTIONAL,
///       indirectCRL [4] BOOLEAN DEFAULT FALSE, onlyContainsAttributeCerts [5] BOOLEAN DEFAULT FALSE }
package struct IssuingDistributionPoint: Sendable {
  /// What the place of the list is called; `nil` if it covers certificates of every place.
  package let name: DistributionPointName?
  /// Whether it covers only certificates of no authority.
  package let onlyContainsUserCertificates: Bool
  /// Whether it covers only certificates of authorities.
  package let onlyContainsAuthorityCertificates: Bool
  /// The reasons for which it lists certificates; `nil` for all.
  package let onlySomeReasons: RevocationReasons?
  /// Whether it may list certificates of other issuers than its own.
  package let isIndirect: Bool
  /// Whether it covers only attribute certificates, which are none of X.509's public keys.
  package let onlyContainsAttributeCertificates: Bool

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  ///
  /// A default that is written out is accepted, as it is for `critical` in every extension.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    let element = try reader.read(.sequence, bytes)
    var fields = try reader.reader(of: element)
    try reader.finish()
    // RFC 5280 §5.2.5: never an empty sequence.
    guard !element.contents.isEmpty else { throw DERError(.emptyCollection, at: element.start) }
    name = try DistributionPointName.optional(bytes, &fields)
    onlyContainsUserCertificates = try Self.flag(1, bytes, &fields)
    onlyContainsAuthorityCertificates = try Self.flag(2, bytes, &fields)
    onlySomeReasons = try fields.readOptional(.contextPrimitive(3), bytes).map { (field) throws(DERError) in
      RevocationReasons(rawValue: try field.namedBits(bytes))
    }
    isIndirect = try Self.flag(4, bytes, &fields)
    onlyContainsAttributeCertificates = try Self.flag(5, bytes, &fields)
    try fields.finish()
  }

  private static func flag(
    _ number: UInt8, _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(DERError) -> Bool {
    try fields.readOptional(.contextPrimitive(number), bytes)?.boolean(bytes) ?? false
  }

  /// The extension in words.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines = name?.describe(bytes) ?? []
    if onlyContainsUserCertificates { lines.append("only certificates of no authority") }
    if onlyContainsAuthorityCertificates { lines.append("only certificates of authorities") }
    if onlyContainsAttributeCertificates { lines.append("only attribute certificates") }
    if let onlySomeReasons { lines.append("only for the reasons " + onlySomeReasons.description) }
    if isIndirect { lines.append("also certificates of other issuers") }
    return lines
  }
}

extension RevocationReasons {
  /// Every reason of RFC 5280 §4.2.1.13 for which certificates of keys are revoked, as §6.3.2 (a) counts them.
  ///
  /// The bit 0 is unused.
  package static var all: RevocationReasons { RevocationReasons(rawValue: 0x1FE) }
}

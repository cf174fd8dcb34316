package import CertificateEncoding

/// What a TRUSTED CERTIFICATE says of its certificate: the purposes that it is trusted or rejected for.
///
/// OpenSSL writes it after the certificate, in the structure that its documentation of `x509 -trustout` calls
/// CertAux: `SEQUENCE { trust SEQUENCE OF OID OPTIONAL, reject [0] SEQUENCE OF OID OPTIONAL, alias UTF8String
/// OPTIONAL, keyid OCTET STRING OPTIONAL, other [1] SEQUENCE OF AlgorithmIdentifier OPTIONAL }`.
package struct TrustAttributes: Sendable, Hashable {
  /// The purposes that the certificate is trusted for; `nil` if the file does not restrict them.
  package let trusted: [OID]?
  /// The purposes that it must not be used for.
  package let rejected: [OID]
  /// The name that a person gave it.
  package let alias: String?

  /// The most purposes that a list may have; there are a dozen in use.
  static let maximumPurposeCount = 64

  /// Reads the structure at `range`.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(DERError) {
    var outer = DERReader(range)
    var fields = try outer.enter(.sequence, bytes)
    try outer.finish()
    trusted = try fields.readOptional(.sequence, bytes).map { list throws(DERError) in
      try Self.purposes(bytes, list)
    }
    rejected =
      try fields.readOptional(.contextConstructed(0), bytes).map { list throws(DERError) in
        try Self.purposes(bytes, list)
      } ?? []
    alias = try fields.readOptional(.utf8String, bytes).map { text in
      String(decoding: text.contents.map { bytes[$0] }, as: UTF8.self)
    }
    _ = try fields.readOptional(.octetString, bytes)
    _ = try fields.readOptional(.contextConstructed(1), bytes)
    try fields.finish()
  }

  private static func purposes(_ bytes: Span<UInt8>, _ list: DERElement) throws(DERError) -> [OID] {
    var reader = DERReader(list.contents)
    var purposes: [OID] = []
    while !reader.isAtEnd {
      guard purposes.count < maximumPurposeCount else { throw DERError(.tooManyElements, at: reader.position) }
      purposes.append(try reader.read(.objectIdentifier, bytes).objectIdentifier(bytes))
    }
    return purposes
  }

  /// Whether the file distrusts its certificate altogether.
  ///
  /// p11-kit's rule, which the bundles that carry such entries are made for: a list of trusted purposes that is
  /// present and empty, or emptied by the rejected ones, distrusts; so does a rejection of every purpose.
  package var distrustsEverything: Bool {
    if rejected.contains(.anyExtendedKeyUsage) { return true }
    guard let trusted else { return false }
    return trusted.allSatisfy { rejected.contains($0) }
  }

  /// Whether the certificate may vouch for a purpose.
  package func permits(_ purpose: OID) -> Bool {
    guard !distrustsEverything, !rejected.contains(purpose) else { return false }
    guard let trusted else { return true }
    return trusted.contains(purpose) || trusted.contains(.anyExtendedKeyUsage)
  }
}

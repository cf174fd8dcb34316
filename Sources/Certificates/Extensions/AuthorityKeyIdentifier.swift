package import CertificateEncoding

/// What the issuer's key is recognized by (RFC 5280 §4.2.1.1).
///
///     AuthorityKeyIdentifier ::= SEQUENCE {
///       keyIdentifier [0] KeyIdentifier OPTIONAL,
///       authorityCertIssuer [1] GeneralNames OPTIONAL,
///       authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL }
package struct AuthorityKeyIdentifier: Sendable {
  /// Where the key identifier's bytes lie.
  package let keyIdentifier: Range<Int>?
  /// The names of whoever issued the issuer's certificate.
  package let issuer: GeneralNames?
  /// Where the bytes of the issuer's certificate's serial number lie, in two's complement.
  package let serialNumber: Range<Int>?

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    var fields = try reader.enter(.sequence, bytes)
    try reader.finish()
    keyIdentifier = try fields.readOptional(.contextPrimitive(0), bytes)?.contents
    let names = try fields.readOptional(.contextConstructed(1), bytes)
    if let names { issuer = try GeneralNames(bytes, of: names) } else { issuer = nil }
    let position = fields.position
    serialNumber = try fields.readOptional(.contextPrimitive(2), bytes)?.integer(bytes).contents
    try fields.finish()
    // RFC 5280 appendix A.2: authorityCertIssuer and authorityCertSerialNumber are both there, or neither is.
    if issuer != nil, serialNumber == nil {
      throw DERError(.unexpectedTag(expected: .contextPrimitive(2), found: nil), at: position)
    }
    if issuer == nil, serialNumber != nil {
      throw DERError(.unexpectedTag(expected: .contextConstructed(1), found: .contextPrimitive(2)), at: position)
    }
  }

  /// The extension in words.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    if let keyIdentifier { lines.append("key " + DisplayText.hexadecimal(bytes, keyIdentifier, separator: ":")) }
    issuer?.forEach(bytes) { lines.append("issuer " + $0.describe(bytes)) }
    if let serialNumber {
      lines.append("serial number " + DisplayText.hexadecimal(bytes, serialNumber, separator: ":"))
    }
    return lines
  }
}

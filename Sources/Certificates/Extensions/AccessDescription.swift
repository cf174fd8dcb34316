package import CertificateEncoding

/// A way to learn more about an issuer or a subject (RFC 5280 §4.2.2.1).
///
///     AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }
package struct AccessDescription: SequenceElement {
  /// What is found there, such as `OID.ocsp` or `OID.caIssuers`.
  package let method: OID
  /// Where it is found.
  package let location: GeneralName

  /// Reads a way and checks its location.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    method = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    location = try GeneralName(bytes, &fields)
    try fields.finish()
  }

  /// The way in words: the method, and a URI without saying that it is one.
  func describe(_ bytes: Span<UInt8>) -> String {
    if case .uniformResourceIdentifier(let uri) = location {
      return method.label + ": " + DisplayText.ascii(bytes, uri)
    }
    return method.label + ": " + location.describe(bytes)
  }
}

package import CertificateEncoding

/// Which of the issuer's policies the subject's policies are equal to (RFC 5280 §4.2.1.5).
///
///     PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///       issuerDomainPolicy CertPolicyId, subjectDomainPolicy CertPolicyId }
///
/// That neither of a pair is anyPolicy is for the rules to demand (RFC 5280 §6.1.4 (a)).
package struct PolicyMappings: Sendable {
  /// The pairs.
  package let mappings: SequenceOf<PolicyMapping>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    mappings = try SequenceOf(bytes, filling: value)
  }

  /// The extension in words, a line for each pair.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    mappings.forEach(bytes) { lines.append("\($0.issuerPolicy.label) = \($0.subjectPolicy.label)") }
    return lines
  }
}

/// A pair of policies that are taken to be equal.
package struct PolicyMapping: SequenceElement {
  /// The issuer's policy.
  package let issuerPolicy: OID
  /// The subject's policy.
  package let subjectPolicy: OID

  /// Reads a pair.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    issuerPolicy = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    subjectPolicy = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    try fields.finish()
  }
}

package import CertificateEncoding

/// The policies that the certificate was issued under (RFC 5280 §4.2.1.4).
///
///     certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
///
/// That no policy is listed twice is for the rules to demand.
package struct CertificatePolicies: Sendable {
  /// The policies.
  package let policies: SequenceOf<PolicyInformation>

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    policies = try SequenceOf(bytes, filling: value)
  }

  /// Whether some policy has a qualifier of a type that RFC 5280 does not define.
  package func hasUnknownQualifier(_ bytes: Span<UInt8>) -> Bool {
    policies.contains(bytes) { policy in policy.qualifiers?.contains(bytes) { !$0.isKnown } ?? false }
  }

  /// The extension in words: a line for each policy, and one for each of its qualifiers.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    policies.forEach(bytes) { policy in
      lines.append(policy.identifier.name.map { "\($0) (\(policy.identifier))" } ?? policy.identifier.description)
      policy.qualifiers?.forEach(bytes) { lines.append("  " + $0.describe(bytes)) }
    }
    return lines
  }
}

/// A policy and what its issuer says about it.
///
///     PolicyInformation ::= SEQUENCE {
///       policyIdentifier CertPolicyId,
///       policyQualifiers SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
package struct PolicyInformation: SequenceElement {
  /// The policy.
  package let identifier: OID
  /// What goes with it; `nil` if nothing does.
  package let qualifiers: SequenceOf<PolicyQualifier>?

  /// Reads a policy.
  ///
  /// Deviation: an empty list of qualifiers is accepted. Nothing depends on qualifiers, so that no fault in them costs a
  /// chain its validity; see ``PolicyQualifier``.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    identifier = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    let list = try fields.readOptional(.sequence, bytes)
    if let list, !list.contents.isEmpty { qualifiers = try SequenceOf(bytes, of: list) } else { qualifiers = nil }
    try fields.finish()
  }
}

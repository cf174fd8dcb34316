package import CertificateEncoding

/// From where on a path must have a policy, and may not map policies (RFC 5280 §4.2.1.11).
///
///     PolicyConstraints ::= SEQUENCE {
///       requireExplicitPolicy [0] SkipCerts OPTIONAL, inhibitPolicyMapping [1] SkipCerts OPTIONAL }
///     SkipCerts ::= INTEGER (0..MAX)
package struct PolicyConstraints: Sendable, Hashable {
  /// After how many further certificates the path must have a policy.
  package let requireExplicitPolicy: Int?
  /// After how many further certificates policies are no longer mapped.
  package let inhibitPolicyMapping: Int?

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    let element = try reader.read(.sequence, bytes)
    try reader.finish()
    // RFC 5280 §4.2.1.11: not an empty sequence.
    guard !element.contents.isEmpty else { throw DERError(.emptyCollection, at: element.start) }
    var fields = DERReader(element.contents)
    requireExplicitPolicy = try fields.readOptional(.contextPrimitive(0), bytes)?.clampedCount(bytes)
    inhibitPolicyMapping = try fields.readOptional(.contextPrimitive(1), bytes)?.clampedCount(bytes)
    try fields.finish()
  }

  /// The extension in words.
  package func describe() -> [String] {
    var lines: [String] = []
    if let requireExplicitPolicy {
      lines.append("explicit policy required after \(requireExplicitPolicy) certificates")
    }
    if let inhibitPolicyMapping { lines.append("policy mapping inhibited after \(inhibitPolicyMapping) certificates") }
    return lines
  }
}

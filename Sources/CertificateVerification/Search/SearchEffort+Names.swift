import CertificateEncoding
import Certificates

extension SearchEffort {
  /// Whether two directory names match; false as well when the budget is spent.
  ///
  /// Only those of one hash and of other bytes are compared letter by letter, and counted.
  mutating func matches(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ otherBytes: Span<UInt8>, _ otherRange: Range<Int>,
    _ budget: SearchBudget
  ) -> Bool {
    if bytes.equals(range, otherBytes, otherRange) { return true }
    guard DistinguishedName.mayMatch(bytes, range, otherBytes, otherRange),
      spendNameComparison(byteCount: range.count + otherRange.count, budget)
    else { return false }
    return DistinguishedName.matches(bytes, range, otherBytes, otherRange)
  }

  /// The hash by which stores find the name of a certificate's issuer; `nil` if the budget is spent.
  ///
  /// To fold a name beyond plain ASCII takes as long as to compare it, and counts as much.
  mutating func issuerHash(of child: Certificate, _ budget: SearchBudget) -> UInt32? {
    if let hash = child.plainIssuerHash { return hash }
    let range = child.layout.issuer.range
    guard spendNameComparison(byteCount: range.count, budget) else { return nil }
    let bytes = child.arena.bytes
    return CertificateRecord.folded(DistinguishedName.indexHash(bytes.span, range))
  }

  /// Whether the issuer of a certificate has the name of another one's subject, as ``matches(_:_:_:_:_:)`` says.
  mutating func isIssued(_ child: Certificate, byNameOf issuer: Certificate, _ budget: SearchBudget) -> Bool {
    let (bytes, issuerBytes) = (child.arena.bytes, issuer.arena.bytes)
    return matches(bytes.span, child.layout.issuer.range, issuerBytes.span, issuer.layout.subject.range, budget)
  }
}

import CertificateEncoding
import Certificates

/// No wildcard stands for all names of a public suffix (CA/Browser Forum baseline §3.2.2.6).
///
/// The Public Suffix List says what is one, its private part included; ``PublicSuffixes`` says of when it is. Deviation:
/// the baseline lets an authority issue such a certificate to whoever proves that all names are his, which a certificate
/// doesn't tell. Hosting companies have some for their own platforms; the profile of RFC 5280 accepts them.
enum PublicSuffixRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.role == .leaf, !context.request.policy.allowsPublicSuffixWildcards,
      let names = context.facts.subjectAltName
    else { return nil }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    var reader = names.makeReader()
    var count = 0
    while let name = reader.next(bytes) {
      guard case .dnsName(let range) = name, range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "*"),
        bytes[range.lowerBound + 1] == UInt8(ascii: "."), range.count <= DNSName.maximumLength
      else { continue }
      // Each costs three digests, so that a stranger's list of a hundred thousand is not followed to its end.
      count += 1
      guard count <= context.request.policy.budget.names else {
        return .budgetExhausted(.names, limit: context.request.policy.budget.names)
      }
      var suffix: [UInt8] = []
      suffix.reserveCapacity(range.count)
      for offset in range.dropFirst(2) { suffix.append(bytes[offset].asciiLowercased) }
      if PublicSuffixes.contains(suffix[...]) {
        return .subjectName(.publicSuffixWildcard(name.describe(bytes)))
      }
    }
    return nil
  }
}

import CertificateEncoding
import Certificates

/// No wildcard stands for all names of a public suffix (CA/Browser Forum baseline §3.2.2.6).
///
/// The Public Suffix List says what is one; ``PublicSuffixes`` says of when it is. A wildcard in front of `kobe.jp` stands for
/// nothing but suffixes, and is refused as one in front of a suffix is.
///
/// Deviations: the baseline lets an authority issue such a certificate to whoever proves that all names are his, which a
/// certificate doesn't tell; the profile of RFC 5280 accepts them. The baseline says that an authority should look at the
/// list's section of ICANN's domains only, because those of the other belong to a company that may well ask for one. The
/// stricter profile refuses wildcards in front of either, because x509-limbo asks for it; each has its own switch.
enum PublicSuffixRule {
  static func check(_ context: RuleContext) -> Problem? {
    let policy = context.request.policy
    guard context.role == .leaf, !policy.allowsPublicSuffixWildcards || !policy.allowsPrivateSuffixWildcards,
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
      // Each costs four digests, so that a stranger's list of a hundred thousand is not followed to its end.
      count += 1
      guard count <= policy.budget.names else { return .budgetExhausted(.names, limit: policy.budget.names) }
      var suffix: [UInt8] = []
      suffix.reserveCapacity(range.count)
      for offset in range.dropFirst(2) { suffix.append(bytes[offset].asciiLowercased) }
      switch PublicSuffixes.section(of: suffix[...]) ?? PublicSuffixes.section(below: suffix[...]) {
      case .icann where !policy.allowsPublicSuffixWildcards:
        return .subjectName(.publicSuffixWildcard(name.describe(bytes)))
      case .privateDomains where !policy.allowsPrivateSuffixWildcards:
        return .subjectName(.privateSuffixWildcard(name.describe(bytes)))
      default: break
      }
    }
    return nil
  }
}

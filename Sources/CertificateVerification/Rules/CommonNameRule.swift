import CertificateEncoding
import Certificates

/// A server's common name, if there is one, repeats a subject alternative name (CA/Browser Forum baseline §7.1.4.3).
///
/// A DNS name is repeated character by character, an address as RFC 3986 §3.2.2 and RFC 5952 §4 write it. RFC 5280 knows no
/// such rule. No profile matches the common name; the rule is for those who read it.
///
/// Deviations: `example.com` repeats `*.example.com`, as many people label wildcards. A common name is held against the
/// alternative names of its own form, so that a certificate for addresses alone may say which machine it is for.
enum CommonNameRule {
  static func check(_ context: RuleContext) -> Problem? {
    guard context.role == .leaf, context.request.policy.requiresCommonNameAmongAlternativeNames,
      context.request.purpose == .server
    else { return nil }
    var names: [String] = []
    context.certificate.subject.forEachAttribute { _, type, value in
      if type == .commonName { names.append(value) }
    }
    guard let name = names.first else { return nil }
    if names.count > 1 { return .subjectName(.severalCommonNames(names.count)) }
    let array = context.certificate.arena.bytes
    let bytes = array.span
    let text = Array(name.utf8)
    let isAddress = text.contains(UInt8(ascii: ":")) || DNSName.endsInNumber(text)
    var isComparable = false
    let isRepeated =
      context.facts.subjectAltName?.contains(bytes) { alternative in
        switch alternative {
        case .dnsName(let range):
          isComparable = isComparable || !isAddress
          return bytes.equals(range, text.span, 0..<text.count) || isWildcard(bytes, range, of: text)
        case .ipAddress(let range):
          isComparable = isComparable || isAddress
          return IPAddress(bytes: bytes.extracting(range))?.description == name
        default: return false
        }
      } ?? false
    return isRepeated || !isComparable ? nil : .subjectName(.commonNameNotRepeated(DisplayText.escaped(name)))
  }

  /// Whether a DNS name is a wildcard in front of a domain.
  private static func isWildcard(_ bytes: Span<UInt8>, _ range: Range<Int>, of domain: [UInt8]) -> Bool {
    range.count == domain.count + 2 && bytes[range.lowerBound] == UInt8(ascii: "*")
      && bytes[range.lowerBound + 1] == UInt8(ascii: ".")
      && bytes.equals(range.dropFirst(2), domain.span, 0..<domain.count)
  }
}

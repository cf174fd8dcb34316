import CertificateEncoding
import CertificateVerification
package import Certificates

extension IdentityObjection {
  /// An objection in words.
  package struct Words: Sendable {
    /// What is wrong, in a sentence.
    package let statement: String
    /// The facts that decided it.
    package let facts: String
    /// What would mend it.
    package let remedy: String
    /// The standard and section that the rule comes from, or the function of Go.
    package let reference: String

    fileprivate init(_ statement: String, _ facts: String, remedy: String, _ reference: String) {
      self.statement = statement
      self.facts = facts
      self.remedy = remedy
      self.reference = reference
    }
  }

  /// The objection to an identity in words.
  ///
  /// - Parameters:
  ///   - chain: the identity's certificates.
  ///   - selection: what was asked, and by whose rules it was answered.
  package func words(_ chain: [Certificate], _ selection: IdentitySelection) -> Words {
    let request = selection.request
    let is13 = request.version >= .tls13
    switch self {
    case .key(let key):
      return Words(
        "the client can't sign with the key", "The key is \(key), and \(request.version) has no scheme for it here.",
        remedy: "Issue a certificate for a key on P-256, or for RSA with 2048 bits.",
        goOr(selection, "RFC 8446 §4.4.3", "signatureSchemesForPublicKey"))
    case .schemes(let key):
      let words = SchemeWords(key, request, selection.rules)
      return Words(
        "the server takes no signature of the key",
        "The key is \(key), and the server takes \(Self.list(request.schemes.map { $0.description })).\(words.facts)",
        remedy: words.remedy,
        goOr(selection, is13 ? "RFC 8446 §4.2.3" : "RFC 5246 §7.4.4", "selectSignatureScheme"))
    case .certificateTypes(let key, let types):
      return Words(
        "the server takes no certificates of this kind",
        "The key is \(key), and the server takes the kinds \(Self.list(types.map { $0.description })).",
        remedy: "Issue a certificate for a key of one of these kinds, or let the server take more.",
        goOr(selection, "RFC 5246 §7.4.4", "certificateRequestInfoFromMsg"))
    case .weakSchemes(let schemes):
      return Words(
        "the server takes weak signatures only",
        "Of those that the key can make it takes \(Self.list(schemes.map { $0.description })).",
        remedy: "Let the server take signatures over SHA-256.", "RFC 9155 §2")
    case .authorities:
      return Words(
        "none of its issuers is an authority that the server names",
        "Its chain's issuers are \(Self.names(chain.map { $0.issuer.description })); the server names "
          + "\(Self.names(request.authorities.map { $0.text })).",
        remedy: chain.last.map { $0.isIssuedBySameBytes(as: $0) } ?? false
          ? "Have a certificate issued by one of these authorities."
          : chain.count == 1
            ? "If an intermediate stands between the two, append its certificate to the file of this one; otherwise "
              + "have a certificate issued by one of these authorities."
            : "Have a certificate issued by one of these authorities, or let the server name this one's.",
        goOr(selection, is13 ? "RFC 8446 §4.4.2.3" : "RFC 5246 §7.4.4", "CertificateRequestInfo.SupportsCertificate"))
    case .authorityEncoding(let name):
      return Words(
        "the name of its issuer is encoded in another way than the server's",
        "\(name.description) is the same name by RFC 5280 §7.1, and Go compares the bytes, which differ by the types of "
          + "their strings, or in case or spaces.",
        remedy: "Have the server's list made from the certificate of the authority that issued this one.",
        "crypto/tls, CertificateRequestInfo.SupportsCertificate")
    case .certificateSignature(let index, let algorithm):
      return Words(
        "the server does not take a signature in its chain",
        "Certificate \(index + 1) is signed with \(algorithm), and the server takes "
          + "\(Self.list((request.certificateSchemes ?? request.schemes).map { $0.description })) in certificates.",
        remedy: "Have the certificate issued with a signature that the server takes.",
        is13 ? "RFC 8446 §4.2.3" : "RFC 5246 §7.4.6")
    case .filter(let identifier):
      return Words(
        "the certificate does not have an extension that the server wants, or not with the value",
        "The extension is \(identifier.name ?? identifier.description).",
        remedy: "Have a certificate issued that has it.", "RFC 8446 §4.2.5")
    case .expired(let notAfter):
      return Words(
        "the certificate is expired", "It was valid until \(notAfter), and the moment is \(selection.moment).",
        remedy: "Have a new one issued, and take this one away.", "RFC 5280 §4.1.2.5")
    case .notYetValid(let notBefore):
      return Words(
        "the certificate is not valid yet", "It is valid from \(notBefore), and the moment is \(selection.moment).",
        remedy: "Check the clock, or wait.", "RFC 5280 §4.1.2.5")
    case .purpose:
      return Words(
        "the certificate is not for TLS clients", "Its extended key usage names other purposes than clientAuth.",
        remedy: "Have a certificate issued for clientAuth.", "RFC 5280 §4.2.1.12")
    case .keyUsage:
      return Words(
        "the certificate does not let its key make signatures", "Its key usage does not have digitalSignature.",
        remedy: "Have a certificate issued with digitalSignature.", is13 ? "RFC 5280 §4.2.1.3" : "RFC 5246 §7.4.6")
    }
  }

  /// What Go answers with: a section of the standard, or the function of crypto/tls that decides.
  private func goOr(_ selection: IdentitySelection, _ section: String, _ function: String) -> String {
    selection.rules == .go ? "crypto/tls, \(function)" : section
  }

  /// The most elements of a list that are told.
  private static let maximumListCount = 12

  private static func list(_ names: [String]) -> String {
    guard !names.isEmpty else { return "none" }
    let rest = names.count - maximumListCount
    return names.prefix(maximumListCount).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private static func names(_ names: [String]) -> String {
    var seen: [String] = []
    for name in names where seen.count <= maximumListCount && !seen.contains(name) { seen.append(name) }
    return list(seen.map { "“\($0)”" })
  }
}

extension CertificateRequest.Authority {
  /// The name as text; for one that can't be read, the digits of its bytes.
  package var text: String {
    if let name {
      let text = name.description
      return text.isEmpty ? "(empty)" : text
    }
    return "#" + DisplayText.hexadecimal(encoding.span, 0..<min(encoding.count, 32)) + (encoding.count > 32 ? "…" : "")
  }
}

import CertificateEncoding
import Certificates

// What the doctor asks of a certificate. An extension that can't be read says nothing here.

extension Certificate {
  /// Whether it is marked as an authority's.
  var isAuthority: Bool {
    guard version == 3 else { return isSelfIssued }
    guard let found = firstExtension(.basicConstraints) else { return false }
    let array = arena.bytes
    return (try? BasicConstraints(array.span, found.value).isCA) ?? false
  }

  /// The purposes that it names; empty if it names none, so that all are allowed.
  var purposes: [OID] {
    guard let found = firstExtension(.extendedKeyUsage) else { return [] }
    let array = arena.bytes
    guard let usage = try? ExtendedKeyUsage(array.span, found.value) else { return [] }
    var purposes: [OID] = []
    usage.forEach(array.span) { purposes.append($0) }
    return purposes
  }

  /// The DNS names and addresses that it is for.
  var names: [String] {
    guard let found = firstExtension(.subjectAltName) else { return [] }
    let array = arena.bytes
    let bytes = array.span
    guard let names = try? SubjectAltName(bytes, found.value).names else { return [] }
    var texts: [String] = []
    names.forEach(bytes) { name in
      switch name {
      case .dnsName(let range): texts.append(DisplayText.ascii(bytes, range))
      case .ipAddress(let range): texts.append(IPAddress(bytes: bytes.extracting(range))?.description ?? "")
      default: break
      }
    }
    return texts
  }

  /// Whether its own signature is made with a digest that is broken.
  var hasWeakSignature: Bool {
    let name = signatureAlgorithm.description.uppercased()
    return ["SHA1", "SHA-1", "MD5", "MD2", "MD4"].contains { name.contains($0) }
  }

  /// Where the issuer can be fetched over HTTP, by the first such address of the certificate.
  ///
  /// Others, such as `ldap:` and `file:`, are no web addresses, and none is a program's option.
  var issuerWebAddress: String? {
    guard let value = firstExtension(.authorityInfoAccess)?.value else { return nil }
    let array = arena.bytes
    let bytes = array.span
    var address: String?
    _ = (try? AuthorityInfoAccess(bytes, value))?.descriptions.contains(bytes) { description in
      guard description.method == .caIssuers, case .uniformResourceIdentifier(let range) = description.location else {
        return false
      }
      let text = String(decoding: array[range], as: UTF8.self)
      guard ["http://", "https://"].contains(where: text.lowercased().hasPrefix) else { return false }
      address = text
      return true
    }
    return address
  }
}

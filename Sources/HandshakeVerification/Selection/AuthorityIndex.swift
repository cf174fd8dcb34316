import Certificates

/// The authorities of a request, to be looked up as often as there are certificates.
struct AuthorityIndex {
  private let encodings: Set<[UInt8]>
  private let names: Set<DistinguishedName>

  init(_ authorities: [CertificateRequest.Authority]) {
    encodings = Set(authorities.map { $0.encoding })
    names = Set(authorities.compactMap { $0.name })
  }

  /// Whether a name is one of them, byte for byte.
  func hasEncoding(of name: DistinguishedName) -> Bool {
    encodings.contains(name.withBytes { bytes in bytes.indices.map { bytes[$0] } })
  }

  /// Whether a name is one of them by RFC 5280 §7.1.
  func names(_ name: DistinguishedName) -> Bool { names.contains(name) || hasEncoding(of: name) }
}

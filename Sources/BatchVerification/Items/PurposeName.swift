import CertificateEncoding
package import CertificateVerification

/// What people call a purpose on a command line and in an item.
package enum PurposeName {
  /// The purposes that have a name.
  package static let all: KeyValuePairs<String, Purpose> = [
    "server": .server, "client": .client, "email": .email, "code": .codeSigning, "timestamping": .timeStamping,
    "ocsp": .ocspSigning, "any": .any,
  ]

  /// The purpose of a name or of an object identifier in dotted digits; `nil` for other text.
  package static func purpose(_ text: String) -> Purpose? {
    if let identifier = OID(text) { return .other(identifier) }
    return all.first { $0.key == text }?.value
  }

  /// The purpose of a peer that is asked for by a name, if nothing else is said: mail for a mailbox, and a server else.
  package static func purpose(for name: PeerName?) -> Purpose {
    if case .email = name { .email } else { .server }
  }
}

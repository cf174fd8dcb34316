package import CertificateEncoding

/// The name of a peer in the form that is compared with those of its certificate (RFC 9525 §6.2).
package enum ReferenceIdentity: Sendable, Hashable {
  /// To be compared with the dNSName entries.
  case dns(DNSName)
  /// To be compared with the iPAddress entries.
  case ip(IPAddress)
  /// To be compared with the rfc822Name entries, or with those for internationalized mailboxes.
  case email(Mailbox)

  /// Reads the name by which a peer is asked for.
  package init(_ name: PeerName) throws(PeerNameError) {
    switch name {
    case .dns(let text):
      do throws(DNSNameError) {
        self = .dns(try DNSName(text))
      } catch {
        throw PeerNameError(.invalidDNSName(error), name: name)
      }
    case .ip(let text):
      guard let address = IPAddress(text) else { throw PeerNameError(.invalidIPAddress, name: name) }
      self = .ip(address)
    case .email(let text):
      guard let mailbox = Mailbox(text) else { throw PeerNameError(.invalidMailbox, name: name) }
      self = .email(mailbox)
    }
  }
}

extension ReferenceIdentity {
  /// Whether it is a mailbox, and not a host.
  var isMailbox: Bool { if case .email = self { true } else { false } }
}

extension PeerName {
  /// The form of this name that is compared with those of a certificate.
  package func referenceIdentity() throws(PeerNameError) -> ReferenceIdentity {
    try ReferenceIdentity(self)
  }
}

package import CertificateEncoding

/// The name of a peer in the form that is compared with those of its certificate (RFC 9525 §6.2).
package enum ReferenceIdentity: Sendable, Hashable {
  /// To be compared with the dNSName entries.
  case dns(DNSName)
  /// To be compared with the iPAddress entries.
  case ip(IPAddress)

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
    }
  }
}

extension PeerName {
  /// The form of this name that is compared with those of a certificate.
  package func referenceIdentity() throws(PeerNameError) -> ReferenceIdentity {
    try ReferenceIdentity(self)
  }
}

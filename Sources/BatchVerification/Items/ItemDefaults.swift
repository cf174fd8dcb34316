package import CertificateEncoding
package import CertificateVerification

/// What holds for the items of a stream that say nothing else.
package struct ItemDefaults: Sendable {
  /// The peer's name; `nil` asks for none.
  package var name: PeerName?
  /// What the peer's certificate is used for; `nil` for mail with a mailbox, and a server else.
  package var purpose: Purpose?
  /// When all of it must hold.
  package var moment: Timestamp

  package init(name: PeerName?, purpose: Purpose?, moment: Timestamp) {
    self.name = name
    self.purpose = purpose
    self.moment = moment
  }
}

import CertificateEncoding
import CertificateVerification

/// What an item asks: whose chain it is to be, what for, and when.
struct ItemQuestion: Sendable, Hashable {
  let name: PeerName?
  let purpose: Purpose
  let moment: Timestamp

  /// Understands the members of an item, and takes what is missing from the defaults.
  init(_ fields: ItemFields, _ defaults: ItemDefaults) throws(ItemProblem) {
    var name: PeerName?
    for given in [
      fields.hostname.map(PeerName.dns), fields.address.map(PeerName.ip), fields.mailbox.map(PeerName.email),
    ] {
      guard let given else { continue }
      guard name == nil else {
        throw ItemProblem(.member, "the members “hostname”, “ip” and “email” exclude each other")
      }
      name = given
    }
    self.name = name ?? defaults.name
    if let text = fields.purpose {
      guard let purpose = PurposeName.purpose(text) else {
        let known = PurposeName.all.map { $0.key }.joined(separator: ", ")
        throw ItemProblem(
          .member, "the purpose \(ItemReading.quoted(text)) is unknown; there are \(known), and object identifiers")
      }
      self.purpose = purpose
    } else {
      purpose = defaults.purpose ?? PurposeName.purpose(for: self.name)
    }
    if let text = fields.moment {
      guard let moment = Timestamp(text) else {
        throw ItemProblem(
          .member,
          "the member “at” is \(ItemReading.quoted(text)), which is no time such as 2026-01-31 or 2026-01-31T12:00:00Z")
      }
      self.moment = moment
    } else {
      moment = defaults.moment
    }
  }
}

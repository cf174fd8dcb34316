/// The members of an item as they are written: read, and not understood yet.
package struct ItemFields: Sendable, Equatable {
  /// The certificates of an item.
  package enum Chain: Sendable, Equatable {
    /// Text with PEM blocks, of which the first is the peer's.
    case text([UInt8])
    /// Certificates in DER and Base64, of which the first is the peer's.
    case elements([[UInt8]])
  }

  /// The most certificates in an array: as many as a verification looks at, and the leaf.
  package static let maximumElementCount = 2_001

  var identifier: ItemIdentifier?
  var chain: Chain?
  var hostname: String?
  var address: String?
  var mailbox: String?
  var purpose: String?
  var moment: String?

  init() {}
}

extension ItemFields {
  /// The members that an item may have; the raw value is the name.
  enum Member: String, CaseIterable {
    case identifier = "id"
    case chain
    case hostname
    case address = "ip"
    case mailbox = "email"
    case purpose
    case moment = "at"
  }

  /// Sets a member that is text; false if it is none.
  mutating func set(_ member: Member, _ text: String) -> Bool {
    switch member {
    case .identifier, .chain: return false
    case .hostname: hostname = text
    case .address: address = text
    case .mailbox: mailbox = text
    case .purpose: purpose = text
    case .moment: moment = text
    }
    return true
  }

  /// Whether a member is there.
  func has(_ member: Member) -> Bool {
    switch member {
    case .identifier: identifier != nil
    case .chain: chain != nil
    case .hostname: hostname != nil
    case .address: address != nil
    case .mailbox: mailbox != nil
    case .purpose: purpose != nil
    case .moment: moment != nil
    }
  }
}

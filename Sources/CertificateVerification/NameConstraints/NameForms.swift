import CertificateEncoding
import Certificates

/// Forms of a GeneralName (RFC 5280 §4.2.1.6).
struct NameForms: OptionSet, Sendable, Hashable {
  let rawValue: UInt16

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The form of a name.
  init(_ name: GeneralName) {
    self =
      switch name {
      case .otherName: .otherName
      case .rfc822Name: .rfc822Name
      case .dnsName: .dnsName
      case .x400Address: .x400Address
      case .directoryName: .directoryName
      case .ediPartyName: .ediPartyName
      case .uniformResourceIdentifier: .uniformResourceIdentifier
      case .ipAddress: .ipAddress
      case .registeredID: .registeredID
      }
  }

  /// The forms as which a name is held against constraints.
  ///
  /// RFC 9598 §6: constraints on mailboxes hold for internationalized ones, which are other names.
  static func constrained(_ name: GeneralName) -> NameForms {
    if case .otherName(.smtpUTF8Mailbox, _) = name { return [.otherName, .rfc822Name] }
    return NameForms(name)
  }

  static var otherName: NameForms { NameForms(rawValue: 1 << 0) }
  static var rfc822Name: NameForms { NameForms(rawValue: 1 << 1) }
  static var dnsName: NameForms { NameForms(rawValue: 1 << 2) }
  static var x400Address: NameForms { NameForms(rawValue: 1 << 3) }
  static var directoryName: NameForms { NameForms(rawValue: 1 << 4) }
  static var ediPartyName: NameForms { NameForms(rawValue: 1 << 5) }
  static var uniformResourceIdentifier: NameForms { NameForms(rawValue: 1 << 6) }
  static var ipAddress: NameForms { NameForms(rawValue: 1 << 7) }
  static var registeredID: NameForms { NameForms(rawValue: 1 << 8) }
}

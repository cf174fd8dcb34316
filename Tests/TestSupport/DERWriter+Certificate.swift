public import CertificateEncoding

// The structures of certificates that tests build again and again.

extension DER {
  /// An AttributeTypeAndValue: a dotted type and the whole element of the value.
  public static func attribute(_ type: String, _ value: [UInt8]) -> [UInt8] { sequence(oid(type), value) }

  /// An AttributeTypeAndValue of a short name such as `CN`, or a dotted type, and a UTF8String; `C` and `DC` get the
  /// string types that RFC 5280 gives them.
  public static func attribute(_ type: String, _ text: String) -> [UInt8] {
    switch type {
    case "C": attribute("2.5.4.6", printable(text))
    case "DC": attribute("0.9.2342.19200300.100.1.25", ia5(text))
    default: attribute(shortNames[type] ?? type, utf8(text))
    }
  }

  /// A Name of one attribute per RelativeDistinguishedName, in the order of the encoding: the country first.
  public static func name(_ attributes: (String, String)...) -> [UInt8] {
    sequence(attributes.map { set(attribute($0.0, $0.1)) })
  }

  /// A Name of RelativeDistinguishedNames of whole attributes, each set brought into ascending order.
  public static func name(relativeNames: [[[UInt8]]]) -> [UInt8] { sequence(relativeNames.map { set($0) }) }

  private static let shortNames = [
    "CN": "2.5.4.3", "SN": "2.5.4.4", "serialNumber": "2.5.4.5", "L": "2.5.4.7", "ST": "2.5.4.8", "STREET": "2.5.4.9",
    "O": "2.5.4.10", "OU": "2.5.4.11", "UID": "0.9.2342.19200300.100.1.1",
  ]

  /// An AlgorithmIdentifier: a dotted algorithm and, if there are any, its parameters.
  public static func algorithm(_ algorithm: String, parameters: [UInt8]? = nil) -> [UInt8] {
    sequence([oid(algorithm)] + (parameters.map { [$0] } ?? []))
  }

  /// An Extension: a dotted identifier and the element inside its OCTET STRING.
  public static func `extension`(_ identifier: String, critical: Bool = false, _ value: [UInt8]) -> [UInt8] {
    sequence([oid(identifier)] + (critical ? [boolean(true)] : []) + [octetString(value)])
  }

  /// A Validity.
  public static func validity(from notBefore: Timestamp, to notAfter: Timestamp) -> [UInt8] {
    sequence(time(notBefore), time(notAfter))
  }
}

// MARK: General names

extension DER {
  /// A GeneralName that is a DNS name.
  public static func dnsName(_ name: String) -> [UInt8] { implicit(2, ia5(name)) }

  /// A GeneralName that is a mailbox.
  public static func mailbox(_ mailbox: String) -> [UInt8] { implicit(1, ia5(mailbox)) }

  /// A GeneralName that is a URI.
  public static func uri(_ uri: String) -> [UInt8] { implicit(6, ia5(uri)) }

  /// A GeneralName that is an IP address, or, in a name constraint, an address and its mask.
  public static func ipAddress(_ bytes: [UInt8]) -> [UInt8] { implicit(7, octetString(bytes)) }

  /// A GeneralName that is a Name.
  public static func directoryName(_ name: [UInt8]) -> [UInt8] { context(4, name) }

  /// A GeneralName that is an object identifier.
  public static func registeredID(_ dotted: String) -> [UInt8] { implicit(8, oid(dotted)) }

  /// A GeneralName of another kind: a dotted type and the whole element of the value.
  public static func otherName(_ type: String, _ value: [UInt8]) -> [UInt8] {
    implicit(0, sequence(oid(type), context(0, value)))
  }
}

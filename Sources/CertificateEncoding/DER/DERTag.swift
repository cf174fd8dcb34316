/// The identifier byte of a DER element: class, primitive or constructed, and a tag number below 31.
public struct DERTag: RawRepresentable, Sendable, Hashable {
  /// The byte as it stands in the encoding (X.690 §8.1.2).
  public let rawValue: UInt8

  /// Creates the tag of an identifier byte.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let boolean = DERTag(rawValue: 0x01)
  package static let integer = DERTag(rawValue: 0x02)
  package static let bitString = DERTag(rawValue: 0x03)
  package static let octetString = DERTag(rawValue: 0x04)
  package static let null = DERTag(rawValue: 0x05)
  package static let objectIdentifier = DERTag(rawValue: 0x06)
  package static let enumerated = DERTag(rawValue: 0x0A)
  package static let utf8String = DERTag(rawValue: 0x0C)
  package static let numericString = DERTag(rawValue: 0x12)
  package static let printableString = DERTag(rawValue: 0x13)
  package static let teletexString = DERTag(rawValue: 0x14)
  package static let ia5String = DERTag(rawValue: 0x16)
  package static let utcTime = DERTag(rawValue: 0x17)
  package static let generalizedTime = DERTag(rawValue: 0x18)
  package static let visibleString = DERTag(rawValue: 0x1A)
  package static let universalString = DERTag(rawValue: 0x1C)
  package static let bmpString = DERTag(rawValue: 0x1E)
  package static let sequence = DERTag(rawValue: 0x30)
  package static let set = DERTag(rawValue: 0x31)

  /// The context-specific tag `[number]` of a primitive element (an IMPLICIT string or number).
  package static func contextPrimitive(_ number: UInt8) -> DERTag { DERTag(rawValue: 0x80 | number & 0x1F) }

  /// The context-specific tag `[number]` of a constructed element (EXPLICIT, or an IMPLICIT structure).
  package static func contextConstructed(_ number: UInt8) -> DERTag { DERTag(rawValue: 0xA0 | number & 0x1F) }

  /// The tag number of a context-specific tag, `nil` for the other classes.
  package var contextNumber: UInt8? { rawValue & 0xC0 == 0x80 ? rawValue & 0x1F : nil }
}

extension DERTag: CustomStringConvertible {
  /// The name that X.680 gives the type, such as `SEQUENCE`, or `[3]` for a context-specific tag.
  public var description: String {
    if let contextNumber { return "[\(contextNumber)]" }
    return switch self {
    case .boolean: "BOOLEAN"
    case .integer: "INTEGER"
    case .bitString: "BIT STRING"
    case .octetString: "OCTET STRING"
    case .null: "NULL"
    case .objectIdentifier: "OBJECT IDENTIFIER"
    case .enumerated: "ENUMERATED"
    case .utf8String: "UTF8String"
    case .numericString: "NumericString"
    case .printableString: "PrintableString"
    case .teletexString: "TeletexString"
    case .ia5String: "IA5String"
    case .utcTime: "UTCTime"
    case .generalizedTime: "GeneralizedTime"
    case .visibleString: "VisibleString"
    case .universalString: "UniversalString"
    case .bmpString: "BMPString"
    case .sequence: "SEQUENCE"
    case .set: "SET"
    default: "tag 0x" + (rawValue < 16 ? "0" : "") + String(rawValue, radix: 16)
    }
  }
}

package import CertificateEncoding

/// One of the forms that a name can have (RFC 5280 §4.2.1.6); the ranges are those of the contents.
///
///     GeneralName ::= CHOICE {
///       otherName [0] OtherName, rfc822Name [1] IA5String, dNSName [2] IA5String, x400Address [3] ORAddress,
///       directoryName [4] Name, ediPartyName [5] EDIPartyName, uniformResourceIdentifier [6] IA5String,
///       iPAddress [7] OCTET STRING, registeredID [8] OBJECT IDENTIFIER }
package enum GeneralName: Sendable, Hashable {
  /// A name of another kind: its type, and where its value lies, a whole element of any type.
  case otherName(OID, Range<Int>)
  /// A mailbox, `local@host`; in a name constraint also a host, or a domain with a leading dot.
  case rfc822Name(Range<Int>)
  /// A DNS name.
  case dnsName(Range<Int>)
  /// An X.400 address, which nothing here looks into.
  case x400Address(Range<Int>)
  /// A Name, identifier and length bytes included.
  case directoryName(Range<Int>)
  /// An EDI party name, which nothing here looks into.
  case ediPartyName(Range<Int>)
  /// A URI.
  case uniformResourceIdentifier(Range<Int>)
  /// An address of 4 or 16 bytes; in a name constraint 8 or 32, the address and its mask.
  case ipAddress(Range<Int>)
  /// An object identifier.
  case registeredID(OID)

  /// Where a name stands, which decides how long an IP address is.
  enum Role: Sendable {
    case name
    /// The base of a name constraint (RFC 5280 §4.2.1.10).
    case subtree
  }

  /// Reads a name and checks its strings, its Name and the length of its address.
  ///
  /// Whether a DNS name, a mailbox or a URI is well-formed is for those who compare it to say. An address of another
  /// length is refused as a string that its type does not have (``DERError/Reason-swift.enum/invalidString``).
  init(_ bytes: Span<UInt8>, _ reader: inout DERReader, role: Role) throws(DERError) {
    let element = try reader.read(bytes)
    let contents = element.contents
    switch element.tag {
    case .contextConstructed(0):
      var fields = DERReader(contents)
      let type = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      var value = try fields.enter(.contextConstructed(0), bytes)
      let range = try value.read(bytes).encoded
      try value.finish()
      try fields.finish()
      self = .otherName(type, range)
    case .contextPrimitive(1): self = .rfc822Name(try Self.ascii(bytes, contents))
    case .contextPrimitive(2): self = .dnsName(try Self.ascii(bytes, contents))
    case .contextConstructed(3): self = .x400Address(contents)
    case .contextConstructed(4):
      // Name is a CHOICE, so that the tag is EXPLICIT (X.680 §31.2.7).
      var field = DERReader(contents)
      self = .directoryName(try DistinguishedName.validate(&field, bytes))
      try field.finish()
    case .contextConstructed(5): self = .ediPartyName(contents)
    case .contextPrimitive(6): self = .uniformResourceIdentifier(try Self.ascii(bytes, contents))
    case .contextPrimitive(7):
      let isRightLength =
        switch role {
        case .name: contents.count == 4 || contents.count == 16
        case .subtree: contents.count == 8 || contents.count == 32
        }
      guard isRightLength else { throw DERError(.invalidString, at: element.start) }
      self = .ipAddress(contents)
    case .contextPrimitive(8):
      self = .registeredID(try element.objectIdentifier(bytes))
    default:
      throw DERError(.unexpectedTag(expected: .contextPrimitive(2), found: element.tag), at: element.start)
    }
  }

  private static func ascii(_ bytes: Span<UInt8>, _ contents: Range<Int>) throws(DERError) -> Range<Int> {
    for offset in contents where bytes[offset] >= 0x80 { throw DERError(.invalidString, at: offset) }
    return contents
  }
}

extension GeneralName: SequenceElement {
  /// Reads a name that stands for itself, not for a subtree.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    try self.init(bytes, &reader, role: .name)
  }
}

/// A list of names, at least one (RFC 5280 §4.2.1.6).
package typealias GeneralNames = SequenceOf<GeneralName>

package import CertificateEncoding

/// A place where a CRL is, and what that CRL covers (RFC 5280 §4.2.1.13).
///
///     DistributionPoint ::= SEQUENCE {
///       distributionPoint [0] DistributionPointName OPTIONAL, reasons [1] ReasonFlags OPTIONAL,
///       cRLIssuer [2] GeneralNames OPTIONAL }
package struct DistributionPoint: SequenceElement {
  /// What the place is called.
  package let name: DistributionPointName?
  /// For which reasons the CRL lists certificates; `nil` for all.
  package let reasons: RevocationReasons?
  /// Who signs the CRL; `nil` for the certificate's issuer.
  package let crlIssuer: GeneralNames?

  /// Reads a distribution point and checks its names.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    let element = try reader.read(.sequence, bytes)
    var fields = DERReader(element.contents)
    name = try DistributionPointName.optional(bytes, &fields)
    reasons = try fields.readOptional(.contextPrimitive(1), bytes).map { (field) throws(DERError) in
      RevocationReasons(rawValue: try field.namedBits(bytes))
    }
    let issuer = try fields.readOptional(.contextConstructed(2), bytes)
    if let issuer { crlIssuer = try GeneralNames(bytes, of: issuer) } else { crlIssuer = nil }
    try fields.finish()
    // RFC 5280 §4.2.1.13: not the reasons alone.
    guard name != nil || crlIssuer != nil else { throw DERError(.emptyCollection, at: element.start) }
  }

  /// The distribution point in words.
  func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines = name?.describe(bytes) ?? []
    crlIssuer?.forEach(bytes) { lines.append("CRL issuer " + $0.describe(bytes)) }
    if let reasons { lines.append("for the reasons " + reasons.description) }
    return lines
  }
}

/// What a distribution point is called.
///
///     DistributionPointName ::= CHOICE {
///       fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
package enum DistributionPointName: Sendable {
  /// Names of the place, all of the same CRL.
  case fullName(GeneralNames)
  /// Where the attributes lie that, put behind the name of the CRL's issuer, are the name of the place.
  case relativeToIssuer(Range<Int>)

  /// Reads a name and checks it.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    let element = try reader.read(bytes)
    switch element.tag {
    case .contextConstructed(0): self = .fullName(try GeneralNames(bytes, of: element))
    case .contextConstructed(1):
      var count = 0
      try DistinguishedName.validate(relativeName: DERReader(element.contents), of: element, bytes, &count)
      self = .relativeToIssuer(element.contents)
    default:
      throw DERError(.unexpectedTag(expected: .contextConstructed(0), found: element.tag), at: element.start)
    }
  }

  /// Reads the field `distributionPoint [0] DistributionPointName OPTIONAL` and checks its name.
  static func optional(_ bytes: Span<UInt8>, _ fields: inout DERReader) throws(DERError) -> DistributionPointName? {
    guard let field = try fields.readOptional(.contextConstructed(0), bytes) else { return nil }
    var choice = DERReader(field.contents)
    let name = try DistributionPointName(bytes, &choice)
    try choice.finish()
    return name
  }

  /// The name in words, a line each.
  func describe(_ bytes: Span<UInt8>) -> [String] {
    switch self {
    case .fullName(let names): return names.describe(bytes)
    case .relativeToIssuer(let contents):
      var text = "relative to the issuer: "
      DistinguishedName.appendRelativeName(bytes, contents, to: &text)
      return [text]
    }
  }
}

/// Reasons to revoke a certificate (RFC 5280 §4.2.1.13, ReasonFlags).
package struct RevocationReasons: OptionSet, Sendable, Hashable, CustomStringConvertible {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static var keyCompromise: RevocationReasons { RevocationReasons(rawValue: 1 << 1) }
  package static var caCompromise: RevocationReasons { RevocationReasons(rawValue: 1 << 2) }
  package static var affiliationChanged: RevocationReasons { RevocationReasons(rawValue: 1 << 3) }
  package static var superseded: RevocationReasons { RevocationReasons(rawValue: 1 << 4) }
  package static var cessationOfOperation: RevocationReasons { RevocationReasons(rawValue: 1 << 5) }
  package static var certificateHold: RevocationReasons { RevocationReasons(rawValue: 1 << 6) }
  package static var privilegeWithdrawn: RevocationReasons { RevocationReasons(rawValue: 1 << 7) }
  package static var aaCompromise: RevocationReasons { RevocationReasons(rawValue: 1 << 8) }

  /// The reasons' names in RFC 5280.
  package var description: String {
    let names = [
      "unused", "keyCompromise", "cACompromise", "affiliationChanged", "superseded", "cessationOfOperation",
      "certificateHold", "privilegeWithdrawn", "aACompromise",
    ]
    var text = ""
    for (bit, name) in names.enumerated() where rawValue & 1 << bit != 0 { text += (text.isEmpty ? "" : ", ") + name }
    return text.isEmpty ? "none" : text
  }
}

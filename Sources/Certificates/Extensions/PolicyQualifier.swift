package import CertificateEncoding

/// What an issuer says about a policy (RFC 5280 §4.2.1.4).
///
///     PolicyQualifierInfo ::= SEQUENCE { policyQualifierId PolicyQualifierId, qualifier ANY }
///
/// Deviation: the qualifier is read as any value, whatever its type wants it to be. It is for people to read, and authorities
/// write practice statements as UTF8String and notices as TeletexString; ``describe(_:)`` shows what can be shown of it.
package struct PolicyQualifier: SequenceElement {
  /// What the qualifier is.
  package let identifier: OID
  /// Where its value lies, a whole element.
  package let value: Range<Int>

  /// Reads a qualifier.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    identifier = try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    value = try fields.read(bytes).encoded
    try fields.finish()
  }

  /// Whether it is of a type that RFC 5280 defines, so that a critical extension may have it.
  package var isKnown: Bool { identifier == .certificationPracticeStatement || identifier == .userNotice }

  /// The qualifier in words; one that is not of its type's form in hexadecimal digits.
  package func describe(_ bytes: Span<UInt8>) -> String {
    let digits = hexadecimal(bytes, value)
    var reader = DERReader(value)
    guard let element = try? reader.read(bytes) else { return identifier.label + ": " + digits }
    switch identifier {
    case .certificationPracticeStatement: return "CPS: " + (Self.shown(element, bytes) ?? digits)
    case .userNotice:
      guard element.tag == .sequence else { return "notice: " + (Self.shown(element, bytes) ?? digits) }
      guard let text = Self.explicitText(bytes, element) else { return "notice" }
      return "notice: " + (Self.shown(text, bytes) ?? digits)
    default: return identifier.label + ": " + digits
    }
  }

  /// The text to be shown; `nil` if the notice only refers to another one.
  ///
  ///     UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DisplayText OPTIONAL }
  private static func explicitText(_ bytes: Span<UInt8>, _ notice: DERElement) -> DERElement? {
    var fields = DERReader(notice.contents)
    while let field = try? fields.read(bytes) {
      if field.tag != .sequence { return field }
    }
    return nil
  }

  private static func shown(_ element: DERElement, _ bytes: Span<UInt8>) -> String? {
    element.text(bytes).map { DisplayText.escaped($0, isASCII: true) }
  }
}

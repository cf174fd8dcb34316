package import CertificateEncoding

/// What an issuer says about a policy (RFC 5280 §4.2.1.4).
///
///     PolicyQualifierInfo ::= SEQUENCE { policyQualifierId PolicyQualifierId, qualifier ANY }
package enum PolicyQualifier: SequenceElement {
  /// Where the URI of a practice statement lies.
  case practiceStatement(Range<Int>)
  /// A text to be shown; `nil` if the notice only refers to another one.
  case userNotice(DERElement?)
  /// A qualifier of another type, and where its value lies, a whole element.
  case other(OID, Range<Int>)

  /// Reads a qualifier and checks what it holds.
  package init(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) {
    var fields = try reader.enter(.sequence, bytes)
    switch try fields.read(.objectIdentifier, bytes).objectIdentifier(bytes) {
    case .certificationPracticeStatement:
      let uri = try fields.read(.ia5String, bytes)
      try uri.validateCharacters(bytes)
      self = .practiceStatement(uri.contents)
    case .userNotice:
      var notice = try fields.enter(.sequence, bytes)
      self = .userNotice(try Self.explicitText(bytes, &notice))
    case let type: self = .other(type, try fields.read(bytes).encoded)
    }
    try fields.finish()
  }

  /// Reads the fields of a notice.
  ///
  ///     UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DisplayText OPTIONAL }
  ///     NoticeReference ::= SEQUENCE { organization DisplayText, noticeNumbers SEQUENCE OF INTEGER }
  private static func explicitText(
    _ bytes: Span<UInt8>, _ notice: inout DERReader
  ) throws(DERError) -> DERElement? {
    if notice.peek(bytes) == .sequence {
      var reference = try notice.enter(.sequence, bytes)
      _ = try displayText(bytes, &reference)
      var numbers = try reference.enter(.sequence, bytes)
      while !numbers.isAtEnd { _ = try numbers.read(.integer, bytes).integer(bytes) }
      try reference.finish()
    }
    guard !notice.isAtEnd else { return nil }
    let text = try displayText(bytes, &notice)
    try notice.finish()
    return text
  }

  /// Reads a DisplayText.
  ///
  /// RFC 5280 allows 200 characters; certificates in use hold more, which does no harm.
  private static func displayText(_ bytes: Span<UInt8>, _ reader: inout DERReader) throws(DERError) -> DERElement {
    let element = try reader.read(bytes)
    switch element.tag {
    case .ia5String, .visibleString, .bmpString, .utf8String: try element.validateCharacters(bytes)
    default: throw DERError(.unexpectedTag(expected: .utf8String, found: element.tag), at: element.start)
    }
    return element
  }

  /// The qualifier in words.
  package func describe(_ bytes: Span<UInt8>) -> String {
    switch self {
    case .practiceStatement(let uri): "CPS: " + DisplayText.ascii(bytes, uri)
    case .userNotice(let text?): "notice: " + DisplayText.escaped(text.text(bytes) ?? "", isASCII: true)
    case .userNotice(nil): "notice"
    case .other(let type, let value): type.label + ": " + hexadecimal(bytes, value)
    }
  }
}

/// A refusal to read bytes as DER: why, and at which byte.
///
/// DER is the distinguished encoding of ITU-T X.690; each reason names the clause that the bytes break.
public struct DERError: Error, Sendable, Hashable {
  /// What is wrong with the encoding.
  public enum Reason: Sendable, Hashable {
    /// The value ends before its length says (X.690 §8.1.3).
    case truncated
    /// A tag number of 31 or more, which no structure of X.509 uses (X.690 §8.1.2.4).
    case highTagNumber
    /// The indefinite form of a length, which DER forbids (X.690 §10.1).
    case indefiniteLength
    /// A length in more bytes than it needs (X.690 §10.1).
    case nonMinimalLength
    /// A length that takes more than four bytes.
    case lengthTooLarge
    /// A tag other than the one that the structure calls for here; `nil` where the structure ends too early.
    case unexpectedTag(expected: DERTag, found: DERTag?)
    /// Bytes after the last field of a structure.
    case trailingData
    /// More nested structures than `DERReader.maximumDepth`.
    case nestedTooDeeply
    /// A BOOLEAN whose contents are not one byte, `00` or `FF` (X.690 §11.1).
    case invalidBoolean
    /// An INTEGER or OBJECT IDENTIFIER without contents (X.690 §8.3.1, §8.19).
    case emptyValue
    /// An INTEGER with a needless leading byte (X.690 §8.3.2).
    case nonMinimalInteger
    /// An INTEGER that is negative or too large for its field.
    case integerOutOfRange
    /// A BIT STRING whose count of unused bits is missing, above 7, or over no byte at all (X.690 §8.6.2).
    case invalidBitString
    /// A BIT STRING whose unused bits are not zero (X.690 §11.2.1).
    case nonZeroPadding
    /// A BIT STRING with unused bits where whole bytes are called for.
    case partialByte
    /// A NULL with contents (X.690 §8.8.2).
    case invalidNull
    /// An OBJECT IDENTIFIER with a truncated or padded component (X.690 §8.19.2).
    case invalidObjectIdentifier
    /// A character that the string type does not have, or malformed UTF-8 (X.690 §8.23).
    case invalidString
    /// A time that is not of the form which RFC 5280 §4.1.2.5 demands, or no date of the calendar.
    case invalidTime
    /// Elements of a SET OF that are not in ascending order (X.690 §11.6).
    case unorderedSet
    /// A default value that is written out (X.690 §11.5).
    case encodedDefault
    /// A SEQUENCE OF or SET OF without the element that it must have.
    case emptyCollection
    /// More elements than the reader's limit for this field.
    case tooManyElements
  }

  /// What is wrong.
  public let reason: Reason
  /// Where: the offset, in bytes from the start of the buffer, of the element or byte that is refused.
  public let offset: Int

  package init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

package import CertificateEncoding
package import Certificates

/// The words for what can't be read: clauses without a full stop, to be put into sentences.
extension Sentences {
  /// A clause with a capital letter and a full stop.
  package static func sentence(_ clause: String) -> String {
    guard let first = clause.first else { return "" }
    return first.uppercased() + clause.dropFirst() + "."
  }

  /// Why a block of a file gave no certificate.
  package static func text(_ reason: CertificateBundle.Skipped.Reason) -> String {
    switch reason {
    case .pem(let reason): text(reason)
    case .certificate(let error): text(error)
    case .trustAttributes(let error):
      "its trust settings can't be read: \(text(error.reason)) (byte \(error.offset))"
    case .otherContent(let label): "it is no certificate but \(text(label))"
    }
  }

  /// What a block holds.
  package static func text(_ label: PEMLabel) -> String {
    switch label {
    case .certificate, .trustedCertificate: "a certificate"
    case .certificateRequest: "a request for a certificate"
    case .revocationList: "a revocation list"
    case .pkcs7: "a PKCS #7 structure"
    case .publicKey: "a public key"
    case .privateKey: "a private key, which has no place among certificates"
    case .parameters: "parameters of a key"
    case .other(let text): "something else (\(printable(text)))"
    }
  }

  /// Why bytes are not a certificate.
  package static func text(_ error: CertificateError) -> String {
    let what =
      switch error.reason {
      case .encoding(let reason): text(reason)
      case .tooLarge(let byteCount):
        "it has \(byteCount) bytes, more than the \(Certificate.maximumByteCount) that are read"
      case .unsupportedVersion: "it has a version other than 1, 2 and 3"
      case .fieldNeedsLaterVersion: "its version does not have this field"
      case .signatureAlgorithmMismatch: "the algorithm inside the signed part is not the one outside"
      case .duplicateExtension(let identifier):
        "the extension \(identifier.name ?? identifier.description) stands twice"
      case .tooManyExtensions: "it has more than \(Certificate.maximumExtensionCount) extensions"
      }
    return "\(what) (field \(error.field.rawValue), byte \(error.offset))"
  }

  /// Why bytes are not a revocation list, or not one that may be used.
  package static func text(_ error: RevocationListError) -> String {
    let what =
      switch error.reason {
      case .encoding(let reason): text(reason)
      case .tooLarge(let byteCount):
        "it has \(byteCount) bytes, more than the \(CertificateRevocationList.maximumByteCount) that are read"
      case .unsupportedVersion: "it has a version other than 1 and 2"
      case .fieldNeedsLaterVersion: "its version does not have this field"
      case .signatureAlgorithmMismatch: "the algorithm inside the signed part is not the one outside"
      case .duplicateExtension(let identifier):
        "the extension \(identifier.name ?? identifier.description) stands twice"
      case .tooManyExtensions: "there are more than \(Certificate.maximumExtensionCount) extensions"
      case .unknownCriticalExtension(let identifier):
        "the critical extension \(identifier.name ?? identifier.description) is not known, so that nobody may rely on it"
      }
    return "\(what) (field \(error.field.rawValue), byte \(error.offset))"
  }

  /// Why a block of a file gave no evidence of revocation.
  package static func text(_ reason: RevocationLoadSummary.Ignored.Reason) -> String {
    switch reason {
    case .pem(let reason): text(reason)
    case .revocationList(let error): text(error)
    case .response(let error): text(error)
    case .withoutAnswer(.successful): "it says nothing of any certificate"
    case .withoutAnswer(let status): text(.notSuccessful(status))
    case .certificate(let error): text(error)
    case .otherContent(let label): "it is no revocation list or OCSP response but \(text(label))"
    }
  }

  /// Why bytes are not DER.
  package static func text(_ reason: DERError.Reason) -> String {
    switch reason {
    case .truncated: "a value ends before its length says"
    case .highTagNumber: "a tag number above 30 has no place here"
    case .indefiniteLength: "a length is indefinite, which DER forbids"
    case .nonMinimalLength: "a length takes more bytes than it needs, which DER forbids"
    case .lengthTooLarge: "a length takes more than four bytes"
    case .unexpectedTag(let expected, .some(let found)): "\(expected) is expected, \(found) was found"
    case .unexpectedTag(let expected, nil): "\(expected) is expected, and the structure ends"
    case .trailingData: "there are bytes after the end of a structure"
    case .nestedTooDeeply: "structures are nested too deeply"
    case .invalidBoolean: "a BOOLEAN is neither 00 nor FF"
    case .emptyValue: "a value is empty"
    case .nonMinimalInteger: "an INTEGER has a needless leading byte, which DER forbids"
    case .integerOutOfRange: "an INTEGER is negative or too large"
    case .invalidBitString: "a BIT STRING has a wrong count of unused bits"
    case .nonZeroPadding: "the unused bits of a BIT STRING are not zero"
    case .partialByte: "a BIT STRING is not a whole number of bytes"
    case .invalidNull: "a NULL is not empty"
    case .invalidObjectIdentifier: "an OBJECT IDENTIFIER has a truncated or padded component"
    case .invalidString: "a string has characters or a length that its type does not allow"
    case .invalidTime: "a time is not of the form that certificates must have, or no date"
    case .unorderedSet: "the elements of a SET are not in order"
    case .encodedDefault: "a default value is written out, which DER forbids"
    case .emptyCollection: "a list has no element"
    case .tooManyElements: "a list has too many elements"
    }
  }

  /// Why a block is not PEM.
  package static func text(_ reason: PEMProblem.Reason) -> String {
    switch reason {
    case .missingEnd: "its END line is missing"
    case .missingBegin: "an END line stands without a BEGIN line"
    case .labelMismatch(let end): "its END line says \(printable(end.text))"
    case .malformedBoundary: "a line of dashes within it is neither a BEGIN nor an END line"
    case .invalidCharacter(let byte, let column):
      "a character that is not Base64 (\(hexadecimal([byte]))) stands in column \(column)"
    case .wrongPadding: "the Base64 text is cut short or wrongly padded"
    case .dataAfterPadding: "the Base64 text goes on after its padding"
    case .nonZeroTrailingBits: "the last character of the Base64 text has bits that belong to no byte"
    case .empty: "it is empty"
    case .utf16: "the file is UTF-16; save it as UTF-8 or ASCII"
    }
  }

  /// Why a name is not one that a server can have.
  package static func text(_ error: PeerNameError) -> String {
    switch error.reason {
    case .invalidMailbox: "it is not a mailbox such as user@example.com"
    case .invalidIPAddress: "it is not an IP address of version 4 or 6"
    case .invalidDNSName(let error): text(error)
    }
  }

  private static func text(_ error: DNSNameError) -> String {
    switch error.reason {
    case .empty: "it is empty"
    case .tooLong: "it has more than 253 characters"
    case .emptyLabel: "there is nothing between two dots"
    case .labelTooLong: "a label has more than 63 characters"
    case .hyphenAtLabelEdge: "a label starts or ends with a hyphen"
    case .invalidCharacter(let character):
      "the character \(quoted(printable(String(character)))) has no place in a host name"
    case .wildcard: "a host name has no wildcards; only certificates do"
    case .ipAddress: "it is an IP address and must be asked for as one"
    case .numericLastLabel: "its last label is a number, as in an IP address"
    case .reservedHyphens: "an internationalized label has hyphens in the third and fourth place"
    case .leadingCombiningMark: "an internationalized label starts with a combining mark"
    case .notNormalized: "an internationalized label can't be normalized"
    }
  }
}

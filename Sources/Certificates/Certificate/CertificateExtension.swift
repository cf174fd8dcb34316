package import CertificateEncoding

/// One extension as it stands in a certificate: its identifier, whether it is critical, and where its value lies.
package struct CertificateExtension: Sendable {
  /// The contents of the identifier.
  package let identifierRange: Range<Int>
  /// Whether a reader that does not know the extension must refuse the certificate.
  package let isCritical: Bool
  /// The contents of the value's OCTET STRING.
  package let value: Range<Int>

  /// The identifier.
  package func identifier(_ bytes: Span<UInt8>) -> OID { OID(contents: bytes.extracting(identifierRange)) }

  /// Reads the next extension of a list (RFC 5280 §4.1):
  /// `SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`.
  ///
  /// A `critical` that is written out as FALSE is accepted, although X.690 §11.5 forbids it: certificates of
  /// several authorities carry it, no reader that is in use refuses it, and it can't be mistaken for anything else.
  package static func read(
    _ bytes: Span<UInt8>, _ list: inout DERReader
  ) throws(DERError) -> CertificateExtension {
    var fields = try list.enter(.sequence, bytes)
    let identifier = try fields.read(.objectIdentifier, bytes)
    _ = try identifier.objectIdentifier(bytes)
    let critical = try fields.readOptional(.boolean, bytes)
    let value = try fields.read(.octetString, bytes)
    try fields.finish()
    return CertificateExtension(
      identifierRange: identifier.contents,
      isCritical: try critical?.boolean(bytes) ?? false,
      value: value.contents)
  }
}

extension Certificate {
  /// Calls `body` with each extension, in order, until it returns false.
  package func forEachExtension(_ body: (Span<UInt8>, CertificateExtension) -> Bool) {
    let array = arena.bytes
    let bytes = array.span
    var list = DERReader(layout.extensions.range)
    // The list was read whole when the certificate was, so that this reading does not fail.
    while !list.isAtEnd, let next = try? CertificateExtension.read(bytes, &list) {
      guard body(bytes, next) else { return }
    }
  }

  /// The extension with an identifier; `nil` where the certificate has none.
  package func firstExtension(_ identifier: OID) -> CertificateExtension? {
    var found: CertificateExtension?
    forEachExtension { bytes, candidate in
      guard candidate.identifier(bytes) == identifier else { return true }
      found = candidate
      return false
    }
    return found
  }
}

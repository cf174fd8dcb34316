package import CertificateEncoding

/// An entry of a revocation list, decoded where it lies (RFC 5280 §5.1.2.6, §5.3).
///
///     SEQUENCE { userCertificate CertificateSerialNumber, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
package struct RevokedEntry: Sendable {
  /// Where the contents of the certificate's serial number lie, two's complement.
  package let serialNumber: Range<Int>
  /// When the certificate was revoked.
  package let date: Timestamp
  /// Why; `nil` where the entry does not say.
  package private(set) var reason: RevocationReason?
  /// Since when the certificate is suspected to be bad (RFC 5280 §5.3.2).
  package private(set) var invalidityDate: Timestamp?
  /// Who issued the certificate of this entry and of those that follow (RFC 5280 §5.3.3).
  package private(set) var certificateIssuer: GeneralNames?

  /// Whether it has extensions, which only a list of version 2 may have (RFC 5280 §5.1.2.1).
  let hasExtensions: Bool

  /// Reads the entry that `list` stands at, and checks all of it.
  package init(_ bytes: Span<UInt8>, _ list: inout DERReader) throws(RevocationListFlaw) {
    let extensions: Range<Int>?
    do throws(DERError) {
      var fields = try list.enter(.sequence, bytes)
      serialNumber = try fields.read(.integer, bytes).integer(bytes).contents
      date = try fields.read(bytes).time(bytes)
      let element = try fields.isAtEnd ? nil : fields.read(.sequence, bytes)
      try fields.finish()
      // RFC 5280 §4.1: SIZE (1..MAX).
      if let element, element.contents.isEmpty { throw DERError(.emptyCollection, at: element.start) }
      extensions = element?.contents
    } catch {
      throw RevocationListFlaw(error)
    }
    hasExtensions = extensions != nil
    guard let extensions else { return }
    var list = UniqueExtensions(extensions)
    while let found = try list.next(bytes) {
      let isKnown: Bool
      do throws(DERError) {
        isKnown = try decode(bytes, found)
      } catch {
        throw RevocationListFlaw(error)
      }
      // RFC 5280 §5.3: a list with a critical entry extension that is not known must not be used.
      guard isKnown || !found.isCritical else {
        throw RevocationListFlaw(
          .unknownCriticalExtension(found.identifier(bytes)), at: found.identifierRange.lowerBound)
      }
    }
  }

  /// Decodes an extension of the entry; false if it is not known.
  private mutating func decode(_ bytes: Span<UInt8>, _ found: CertificateExtension) throws(DERError) -> Bool {
    switch found.identifier(bytes) {
    case .crlReason: reason = try Self.reason(bytes, found.value)
    case .invalidityDate: invalidityDate = try Self.moment(bytes, found.value)
    case .certificateIssuer: certificateIssuer = try GeneralNames(bytes, filling: found.value)
    default: return false
    }
    return true
  }

  /// `CRLReason ::= ENUMERATED` (RFC 5280 §5.3.1).
  private static func reason(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) -> RevocationReason {
    var reader = DERReader(value)
    let element = try reader.read(.enumerated, bytes)
    try reader.finish()
    guard element.contents.count == 1 else { throw DERError(.integerOutOfRange, at: element.start) }
    guard let reason = RevocationReason(rawValue: bytes[element.contents.lowerBound]) else {
      throw DERError(.integerOutOfRange, at: element.start)
    }
    return reason
  }

  /// `InvalidityDate ::= GeneralizedTime` (RFC 5280 §5.3.2).
  private static func moment(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) -> Timestamp {
    var reader = DERReader(value)
    let moment = try reader.read(.generalizedTime, bytes).time(bytes)
    try reader.finish()
    return moment
  }
}

import CertificateEncoding

/// Reads one revocation list (RFC 5280 §5.1) in one pass, in the order of its fields, every entry included.
package struct RevocationListParser {
  private let range: Range<Int>
  private var layout = RevocationListLayout()

  /// Creates a parser for a list that must take the whole of `range`.
  package init(_ range: Range<Int>) { self.range = range }

  /// Reads the list.
  package mutating func parse(
    _ bytes: Span<UInt8>, position: Certificate.Position?
  ) throws(RevocationListError) -> RevocationListLayout {
    guard range.count <= CertificateRevocationList.maximumByteCount, range.upperBound <= ByteArena.maximumByteCount
    else { throw RevocationListError(.tooLarge(byteCount: range.count), in: .certificateList, at: 0) }
    layout.block = UInt32(clamping: position?.block ?? 0)
    layout.line = UInt32(clamping: position?.line ?? 0)

    // RFC 5280 §5.1: CertificateList ::= SEQUENCE { tbsCertList, signatureAlgorithm, signatureValue }
    var body = try read(.certificateList) { () throws(DERError) in
      var outer = DERReader(range)
      let list = try outer.read(.sequence, bytes)
      try outer.finish()
      layout.whole = ArenaRange(list.encoded)
      return try outer.reader(of: list)
    }
    var fields = try read(.tbsCertList) { () throws(DERError) in
      let element = try body.read(.sequence, bytes)
      layout.signedPart = ArenaRange(element.encoded)
      return try body.reader(of: element)
    }
    try read(.signatureAlgorithm) { () throws(DERError) in
      let algorithm = try body.read(.sequence, bytes)
      var contents = try body.reader(of: algorithm)
      _ = try contents.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      if !contents.isAtEnd { _ = try contents.read(bytes) }
      try contents.finish()
      layout.signatureAlgorithm = ArenaRange(algorithm.encoded)
    }
    try read(.signatureValue) { () throws(DERError) in
      layout.signature = ArenaRange(try body.read(.bitString, bytes).bitStringOfBytes(bytes))
    }
    try read(.certificateList) { () throws(DERError) in try body.finish() }

    try parseBeginning(bytes, &fields)
    try parseEntries(bytes, &fields)
    try parseExtensions(bytes, &fields)
    try read(.tbsCertList) { () throws(DERError) in try fields.finish() }
    return layout
  }

  /// Runs a reading of DER, and makes of its error one that names `field`.
  private func read<Value>(
    _ field: RevocationListError.Field, _ body: () throws(DERError) -> Value
  ) throws(RevocationListError) -> Value {
    do {
      return try body()
    } catch {
      throw refusal(.encoding(error.reason), in: field, at: error.offset)
    }
  }

  private func refusal(
    _ reason: RevocationListError.Reason, in field: RevocationListError.Field, at offset: Int
  ) -> RevocationListError {
    RevocationListError(reason, in: field, at: offset - range.lowerBound)
  }
}

extension RevocationListParser {
  /// Reads the fields from the version to the next update (RFC 5280 §5.1.2.1 to §5.1.2.5).
  private mutating func parseBeginning(
    _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(RevocationListError) {
    let start = fields.position
    let version = try read(.version) { () throws(DERError) in
      try fields.readOptional(.integer, bytes)?.smallInteger(bytes)
    }
    // RFC 5280 §5.1.2.1: if it is there, it is v2.
    guard version == nil || version == 1 else { throw refusal(.unsupportedVersion, in: .version, at: start) }
    layout.version = version == nil ? 1 : 2

    let algorithm = try read(.signature) { () throws(DERError) in try fields.read(.sequence, bytes).encoded }
    // RFC 5280 §5.1.1.2: the outer field MUST be the same as the inner one.
    guard bytes.equals(algorithm, bytes, layout.signatureAlgorithm.range) else {
      throw refusal(.signatureAlgorithmMismatch, in: .signature, at: algorithm.lowerBound)
    }
    try read(.issuer) { () throws(DERError) in
      layout.issuer = ArenaRange(try DistinguishedName.validate(&fields, bytes))
    }
    try read(.thisUpdate) { () throws(DERError) in layout.thisUpdate = try fields.read(bytes).time(bytes) }
    try read(.nextUpdate) { () throws(DERError) in
      let tag = fields.peek(bytes)
      guard tag == .utcTime || tag == .generalizedTime else { return }
      layout.nextUpdate = try fields.read(bytes).time(bytes)
    }
  }

  /// Checks every entry, and leaves it where it is (RFC 5280 §5.1.2.6).
  ///
  /// A list without entries should have no such field; an empty one, which some tools write, means the same.
  private mutating func parseEntries(
    _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(RevocationListError) {
    let element = try read(.revokedCertificates) { () throws(DERError) in
      try fields.readOptional(.sequence, bytes)
    }
    guard let element else { return }
    layout.entries = ArenaRange(element.contents)
    var list = DERReader(element.contents)
    while !list.isAtEnd {
      let start = list.position
      do throws(RevocationListFlaw) {
        let entry = try RevokedEntry(bytes, &list)
        // RFC 5280 §5.1.2.1: with extensions, of the list or of an entry, the version is 2.
        guard layout.version == 2 || !entry.hasExtensions else {
          throw RevocationListFlaw(.fieldNeedsLaterVersion, at: start)
        }
        layout.entryCount += 1
        if entry.certificateIssuer != nil { layout.namesCertificateIssuers = true }
      } catch {
        throw refusal(error.reason, in: .revokedCertificates, at: error.offset)
      }
    }
  }

  /// Reads the list's extensions (RFC 5280 §5.2).
  private mutating func parseExtensions(
    _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(RevocationListError) {
    let wrapper = try read(.crlExtensions) { () throws(DERError) in
      try fields.readOptional(.contextConstructed(0), bytes)
    }
    guard let wrapper else { return }
    guard layout.version == 2 else { throw refusal(.fieldNeedsLaterVersion, in: .crlExtensions, at: wrapper.start) }
    let contents = try read(.crlExtensions) { () throws(DERError) in
      var contents = try fields.reader(of: wrapper)
      let list = try contents.read(.sequence, bytes)
      try contents.finish()
      // RFC 5280 §4.1: SIZE (1..MAX).
      guard !list.contents.isEmpty else { throw DERError(.emptyCollection, at: list.start) }
      return list.contents
    }
    layout.extensions = ArenaRange(contents)
    var extensions = UniqueExtensions(contents)
    do {
      while let found = try extensions.next(bytes) { try decode(bytes, found) }
    } catch {
      throw refusal(error.reason, in: .crlExtensions, at: error.offset)
    }
  }

  private mutating func decode(
    _ bytes: Span<UInt8>, _ found: CertificateExtension
  ) throws(RevocationListFlaw) {
    let isKnown: Bool
    do throws(DERError) {
      isKnown = try decodeKnown(bytes, found)
    } catch {
      throw RevocationListFlaw(error)
    }
    // RFC 5280 §5.2: a list with a critical extension that is not known must not be used.
    guard isKnown || !found.isCritical else {
      throw RevocationListFlaw(
        .unknownCriticalExtension(found.identifier(bytes)), at: found.identifierRange.lowerBound)
    }
  }

  /// Decodes an extension of the list; false if it is not known.
  private mutating func decodeKnown(
    _ bytes: Span<UInt8>, _ found: CertificateExtension
  ) throws(DERError) -> Bool {
    let value = found.value
    switch found.identifier(bytes) {
    case .crlNumber: layout.number = try Self.number(bytes, value)
    case .deltaCRLIndicator: layout.baseNumber = try Self.number(bytes, value)
    case .authorityKeyIdentifier:
      layout.keyIdentifier = try AuthorityKeyIdentifier(bytes, value).keyIdentifier.map { ArenaRange($0) }
    case .issuingDistributionPoint:
      _ = try IssuingDistributionPoint(bytes, value)
      layout.issuingDistributionPoint = ArenaRange(value)
    // They say who and where, and nothing that a verification without a network could act upon.
    case .freshestCRL: _ = try FreshestCRL(bytes, value)
    case .issuerAltName: _ = try IssuerAltName(bytes, value)
    case .authorityInfoAccess: _ = try AuthorityInfoAccess(bytes, value)
    default: return false
    }
    return true
  }

  /// `CRLNumber ::= INTEGER (0..MAX)`, of at most 20 bytes (RFC 5280 §5.2.3), without the byte that carries the sign.
  private static func number(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) -> ArenaRange {
    var reader = DERReader(value)
    let element = try reader.read(.integer, bytes)
    try reader.finish()
    let number = try element.integer(bytes)
    guard !number.isNegative, number.magnitude.count <= 20 else {
      throw DERError(.integerOutOfRange, at: element.start)
    }
    return ArenaRange(number.magnitude)
  }
}

import CertificateEncoding

/// Reads the outer structure of one certificate (RFC 5280 §4.1) in one pass, in the order of its fields.
package struct CertificateParser {
  private let range: Range<Int>
  private var layout = CertificateLayout()

  /// Creates a parser for a certificate that must take the whole of `range`.
  package init(_ range: Range<Int>) { self.range = range }

  /// Reads the certificate.
  package mutating func parse(
    _ bytes: Span<UInt8>, position: Certificate.Position?
  ) throws(CertificateError) -> CertificateLayout {
    guard range.count <= Certificate.maximumByteCount, range.upperBound <= ByteArena.maximumByteCount else {
      throw CertificateError(.tooLarge(byteCount: range.count), in: .certificate, at: 0)
    }
    layout.block = UInt32(clamping: position?.block ?? 0)
    layout.line = UInt32(clamping: position?.line ?? 0)

    // RFC 5280 §4.1: Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
    var body = try read(.certificate) { () throws(DERError) in
      var outer = DERReader(range)
      let certificate = try outer.read(.sequence, bytes)
      try outer.finish()
      layout.whole = ArenaRange(certificate.encoded)
      return try outer.reader(of: certificate)
    }
    var signedPart = try read(.tbsCertificate) { () throws(DERError) in
      let element = try body.read(.sequence, bytes)
      layout.signedPart = ArenaRange(element.encoded)
      return try body.reader(of: element)
    }
    try read(.signatureAlgorithm) { () throws(DERError) in
      let algorithm = try body.read(.sequence, bytes)
      try checkAlgorithmIdentifier(bytes, body.reader(of: algorithm))
      layout.signatureAlgorithm = ArenaRange(algorithm.encoded)
    }
    try read(.signatureValue) { () throws(DERError) in
      layout.signature = ArenaRange(try body.read(.bitString, bytes).bitStringOfBytes(bytes))
    }
    try read(.certificate) { () throws(DERError) in try body.finish() }

    try parseVersion(bytes, &signedPart)
    try parseNames(bytes, &signedPart)
    try parseOptionalFields(bytes, &signedPart)
    return layout
  }

  /// Runs a reading of DER, and makes of its error one that names `field`.
  private func read<Value>(
    _ field: CertificateError.Field, _ body: () throws(DERError) -> Value
  ) throws(CertificateError) -> Value {
    do {
      return try body()
    } catch {
      throw refusal(.encoding(error.reason), in: field, at: error.offset)
    }
  }

  private func refusal(
    _ reason: CertificateError.Reason, in field: CertificateError.Field, at offset: Int
  ) -> CertificateError {
    CertificateError(reason, in: field, at: offset - range.lowerBound)
  }

  /// Checks the form of an AlgorithmIdentifier; what it means is asked later.
  private func checkAlgorithmIdentifier(_ bytes: Span<UInt8>, _ contents: DERReader) throws(DERError) {
    var contents = contents
    _ = try contents.read(.objectIdentifier, bytes).objectIdentifier(bytes)
    if !contents.isAtEnd { _ = try contents.read(bytes) }
    try contents.finish()
  }
}

extension CertificateParser {
  /// Reads the version (RFC 5280 §4.1.2.1) and the serial number (§4.1.2.2).
  private mutating func parseVersion(
    _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(CertificateError) {
    let start = fields.position
    let version: Int = try read(.version) { () throws(DERError) in
      guard var wrapper = try fields.readOptional(.contextConstructed(0), bytes).map(fields.reader) else { return 0 }
      let version = try wrapper.read(.integer, bytes).smallInteger(bytes)
      try wrapper.finish()
      // X.690 §11.5: v1 is the default, which DER leaves out.
      guard version != 0 else { throw DERError(.encodedDefault, at: start) }
      return version
    }
    guard version <= 2 else { throw refusal(.unsupportedVersion, in: .version, at: start) }
    layout.version = UInt8(version + 1)

    try read(.serialNumber) { () throws(DERError) in
      layout.serialNumber = ArenaRange(try fields.read(.integer, bytes).integer(bytes).contents)
    }
  }

  /// Reads the fields from the inner signature algorithm to the public key (RFC 5280 §4.1.2.3 to §4.1.2.7).
  private mutating func parseNames(_ bytes: Span<UInt8>, _ fields: inout DERReader) throws(CertificateError) {
    let algorithm = try read(.signature) { () throws(DERError) in try fields.read(.sequence, bytes).encoded }
    // RFC 5280 §4.1.1.2: the outer field MUST be the same as the inner one.
    guard bytes.equals(algorithm, bytes, layout.signatureAlgorithm.range) else {
      throw refusal(.signatureAlgorithmMismatch, in: .signature, at: algorithm.lowerBound)
    }
    try read(.issuer) { () throws(DERError) in
      layout.issuer = ArenaRange(try DistinguishedName.validate(&fields, bytes))
    }
    try read(.validity) { () throws(DERError) in
      var validity = try fields.enter(.sequence, bytes)
      layout.notBefore = try validity.read(bytes).time(bytes)
      layout.notAfter = try validity.read(bytes).time(bytes)
      try validity.finish()
    }
    try read(.subject) { () throws(DERError) in
      layout.subject = ArenaRange(try DistinguishedName.validate(&fields, bytes))
    }
    try read(.subjectPublicKeyInfo) { () throws(DERError) in
      let info = try fields.read(.sequence, bytes)
      layout.publicKeyInfo = ArenaRange(info.encoded)
      var contents = try fields.reader(of: info)
      let algorithm = try contents.read(.sequence, bytes)
      try checkAlgorithmIdentifier(bytes, contents.reader(of: algorithm))
      _ = try contents.read(.bitString, bytes).bitString(bytes)
      try contents.finish()
    }
  }

  /// Reads the unique identifiers (RFC 5280 §4.1.2.8) and the extensions (§4.1.2.9).
  private mutating func parseOptionalFields(
    _ bytes: Span<UInt8>, _ fields: inout DERReader
  ) throws(CertificateError) {
    let start = fields.position
    try read(.issuerUniqueID) { () throws(DERError) in
      layout.issuerUniqueID = try readUniqueID(bytes, .contextPrimitive(1), &fields)
    }
    try read(.subjectUniqueID) { () throws(DERError) in
      layout.subjectUniqueID = try readUniqueID(bytes, .contextPrimitive(2), &fields)
    }
    if layout.version < 2, fields.position != start {
      throw refusal(.fieldNeedsLaterVersion, in: .issuerUniqueID, at: start)
    }
    let wrapper = try read(.extensions) { () throws(DERError) in
      try fields.readOptional(.contextConstructed(3), bytes)
    }
    if let wrapper {
      guard layout.version == 3 else {
        throw refusal(.fieldNeedsLaterVersion, in: .extensions, at: wrapper.start)
      }
      let list = try read(.extensions) { () throws(DERError) in
        var contents = try fields.reader(of: wrapper)
        let list = try contents.read(.sequence, bytes)
        try contents.finish()
        // RFC 5280 §4.1: SIZE (1..MAX).
        guard !list.contents.isEmpty else { throw DERError(.emptyCollection, at: list.start) }
        return (list, try contents.reader(of: list))
      }
      layout.extensions = ArenaRange(list.0.contents)
      try checkExtensions(bytes, list.1)
    }
    try read(.tbsCertificate) { () throws(DERError) in try fields.finish() }
  }

  private func readUniqueID(
    _ bytes: Span<UInt8>, _ tag: DERTag, _ fields: inout DERReader
  ) throws(DERError) -> ArenaRange {
    guard let element = try fields.readOptional(tag, bytes) else { return .empty }
    return ArenaRange(try element.bitString(bytes).bytes)
  }

  /// Checks the form of every extension and that none stands twice (RFC 5280 §4.2).
  private func checkExtensions(_ bytes: Span<UInt8>, _ list: DERReader) throws(CertificateError) {
    var reader = list
    var count = 0
    // One bit for each of 64 classes of identifiers: only where an extension meets a bit that is set can it be a
    // repetition, and only then are the earlier ones looked at.
    var seen: UInt64 = 0
    while !reader.isAtEnd {
      let start = reader.position
      let identifier = try read(.extensions) { () throws(DERError) in
        try CertificateExtension.read(bytes, &reader).identifierRange
      }
      count += 1
      guard count <= Certificate.maximumExtensionCount else {
        throw refusal(.tooManyExtensions, in: .extensions, at: start)
      }
      var sum: UInt64 = 0
      for offset in identifier { sum = sum &* 31 &+ UInt64(bytes[offset]) }
      let bit: UInt64 = 1 << (sum % 64)
      if seen & bit != 0 { try checkFirst(bytes, list, identifier, before: start) }
      seen |= bit
    }
  }

  private func checkFirst(
    _ bytes: Span<UInt8>, _ list: DERReader, _ identifier: Range<Int>, before end: Int
  ) throws(CertificateError) {
    var reader = list
    while reader.position < end {
      let earlier = try read(.extensions) { () throws(DERError) in
        try CertificateExtension.read(bytes, &reader)
      }
      if bytes.equals(earlier.identifierRange, bytes, identifier) {
        let oid = OID(contents: bytes.extracting(identifier))
        throw refusal(.duplicateExtension(oid), in: .extensions, at: end)
      }
    }
  }
}

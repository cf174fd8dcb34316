import CertificateEncoding

/// Reads an OCSP response (RFC 6960 §4.2.1) in one pass, in the order of its fields.
struct OCSPResponseParser {
  private let range: Range<Int>

  /// Creates a parser for a response that must take the whole of `range`.
  init(_ range: Range<Int>) { self.range = range }

  /// Reads the response.
  mutating func parse(_ bytes: Span<UInt8>) throws(OCSPResponseError) -> OCSPResponseLayout {
    guard range.count <= OCSPResponse.maximumByteCount, range.upperBound <= ByteArena.maximumByteCount else {
      throw OCSPResponseError(.tooLarge(byteCount: range.count), in: .ocspResponse, at: 0)
    }
    do {
      return try response(bytes)
    } catch {
      // The fields are read where they lie in the arena; the caller counts from the response's first byte.
      throw OCSPResponseError(error.reason, in: error.field, at: error.offset - range.lowerBound)
    }
  }

  /// Reads the outermost structure.
  ///
  /// `OCSPResponse ::= SEQUENCE { responseStatus ENUMERATED, responseBytes [0] EXPLICIT ResponseBytes OPTIONAL }`
  private func response(_ bytes: Span<UInt8>) throws(OCSPResponseError) -> OCSPResponseLayout {
    var layout = OCSPResponseLayout()
    var fields = try Self.read(.ocspResponse) { () throws(DERError) in
      var outer = DERReader(range)
      let response = try outer.read(.sequence, bytes)
      try outer.finish()
      layout.whole = ArenaRange(response.encoded)
      return try outer.reader(of: response)
    }
    let start = fields.position
    let number = try Self.read(.responseStatus) { () throws(DERError) in
      try fields.read(.enumerated, bytes).smallInteger(bytes)
    }
    guard let status = OCSPResponse.Status(rawValue: number) else {
      throw OCSPResponseError(.unknownNumber(number), in: .responseStatus, at: start)
    }
    layout.status = status
    let wrapper = try Self.read(.responseBytes) { () throws(DERError) in
      try fields.readOptional(.contextConstructed(0), bytes)
    }
    try Self.read(.ocspResponse) { () throws(DERError) in try fields.finish() }
    guard let wrapper else {
      if status == .successful { throw OCSPResponseError(.responseMissing, in: .responseBytes, at: fields.position) }
      return layout
    }
    // RFC 6960 §4.2.1: with an error, responseBytes is not set.
    guard status == .successful else {
      throw OCSPResponseError(.responseUnexpected, in: .responseBytes, at: wrapper.start)
    }
    let octets = try octets(
      bytes, try Self.read(.responseBytes) { () throws(DERError) in try fields.reader(of: wrapper) })
    layout.basic = try basicResponse(bytes, octets)
    return layout
  }

  /// Reads the type, and returns where the response of that type lies.
  ///
  /// `ResponseBytes ::= SEQUENCE { responseType OBJECT IDENTIFIER, response OCTET STRING }`
  private func octets(_ bytes: Span<UInt8>, _ wrapper: DERReader) throws(OCSPResponseError) -> Range<Int> {
    var wrapper = wrapper
    let (type, octets) = try Self.read(.responseBytes) { () throws(DERError) in
      var fields = try wrapper.enter(.sequence, bytes)
      try wrapper.finish()
      let type = try fields.read(.objectIdentifier, bytes)
      let octets = try fields.read(.octetString, bytes).contents
      try fields.finish()
      return ((identifier: try type.objectIdentifier(bytes), start: type.start), octets)
    }
    guard type.identifier == .ocspBasic else {
      throw OCSPResponseError(.unsupportedType(type.identifier), in: .responseBytes, at: type.start)
    }
    return octets
  }

  /// Reads a basic response.
  ///
  /// `BasicOCSPResponse ::= SEQUENCE { tbsResponseData ResponseData, signatureAlgorithm AlgorithmIdentifier,
  /// signature BIT STRING, certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }`
  private func basicResponse(
    _ bytes: Span<UInt8>, _ octets: Range<Int>
  ) throws(OCSPResponseError) -> OCSPResponseLayout.Basic {
    var basic = OCSPResponseLayout.Basic()
    var fields = try Self.read(.basicResponse) { () throws(DERError) in
      var outer = DERReader(octets)
      let fields = try outer.enter(.sequence, bytes)
      try outer.finish()
      return fields
    }
    let data = try Self.read(.tbsResponseData) { () throws(DERError) in
      let element = try fields.read(.sequence, bytes)
      basic.signedPart = ArenaRange(element.encoded)
      return try fields.reader(of: element)
    }
    try Self.read(.signatureAlgorithm) { () throws(DERError) in
      let algorithm = try fields.read(.sequence, bytes)
      basic.signatureAlgorithm = ArenaRange(algorithm.encoded)
      var contents = try fields.reader(of: algorithm)
      _ = try contents.read(.objectIdentifier, bytes).objectIdentifier(bytes)
      if !contents.isAtEnd { _ = try contents.read(bytes) }
      try contents.finish()
    }
    basic.signature = try Self.read(.signature) { () throws(DERError) in
      ArenaRange(try fields.read(.bitString, bytes).bitStringOfBytes(bytes))
    }
    basic.certificates = ArenaRange(try certificates(bytes, &fields, unreadable: &basic.unreadableCertificateCount))
    try Self.read(.basicResponse) { () throws(DERError) in try fields.finish() }
    try responseData(bytes, data, &basic)
    return basic
  }

  /// Finds the certificates, and counts those that can't be read.
  private func certificates(
    _ bytes: Span<UInt8>, _ fields: inout DERReader, unreadable: inout Int
  ) throws(OCSPResponseError) -> Range<Int> {
    let contents = try Self.read(.certs) { () throws(DERError) in
      guard var wrapper = try fields.readOptional(.contextConstructed(0), bytes).map(fields.reader) else {
        return nil as Range<Int>?
      }
      let list = try wrapper.read(.sequence, bytes)
      try wrapper.finish()
      return list.contents
    }
    guard let contents else { return fields.position..<fields.position }
    var list = DERReader(contents)
    var count = 0
    while !list.isAtEnd {
      let element = try Self.read(.certs) { () throws(DERError) in try list.read(.sequence, bytes) }
      count += 1
      guard count <= OCSPResponse.maximumCertificateCount else {
        throw OCSPResponseError(.tooManyCertificates, in: .certs, at: element.start)
      }
      var parser = CertificateParser(element.encoded)
      if (try? parser.parse(bytes, position: nil)) == nil { unreadable += 1 }
    }
    return contents
  }

  /// Reads the signed part.
  ///
  /// `ResponseData ::= SEQUENCE { version [0] EXPLICIT Version DEFAULT v1, responderID ResponderID,
  /// producedAt GeneralizedTime, responses SEQUENCE OF SingleResponse,
  /// responseExtensions [1] EXPLICIT Extensions OPTIONAL }`
  private func responseData(
    _ bytes: Span<UInt8>, _ data: DERReader, _ basic: inout OCSPResponseLayout.Basic
  ) throws(OCSPResponseError) {
    var data = data
    let start = data.position
    let version = try Self.read(.version) { () throws(DERError) in
      guard var wrapper = try data.readOptional(.contextConstructed(0), bytes).map(data.reader) else { return 0 }
      // X.690 §11.5: v1 is the default, which DER leaves out; responders that write it are in use.
      let version = try wrapper.read(.integer, bytes).smallInteger(bytes)
      try wrapper.finish()
      return version
    }
    guard version == 0 else { throw OCSPResponseError(.unsupportedVersion, in: .version, at: start) }
    basic.responder = try responder(bytes, &data)
    basic.producedAt = try Self.time(bytes, &data, .producedAt)
    let answers = try Self.read(.responses) { () throws(DERError) in try data.read(.sequence, bytes) }
    basic.answers = ArenaRange(answers.contents)
    var list = DERReader(answers.contents)
    while !list.isAtEnd { _ = try OCSPAnswer(bytes, &list) }
    basic.extensions = ArenaRange(try Self.extensions(bytes, &data, .responseExtensions))
    try Self.read(.tbsResponseData) { () throws(DERError) in try data.finish() }
  }

  /// Reads `ResponderID ::= CHOICE { byName [1] EXPLICIT Name, byKey [2] EXPLICIT KeyHash }`.
  private func responder(
    _ bytes: Span<UInt8>, _ data: inout DERReader
  ) throws(OCSPResponseError) -> OCSPResponseLayout.Responder {
    let (element, found) = try Self.read(.responderID) { () throws(DERError) in
      let element = try data.read(bytes)
      var wrapper = try data.reader(of: element)
      let found: OCSPResponseLayout.Responder
      switch element.tag {
      case .contextConstructed(1): found = .name(ArenaRange(try DistinguishedName.validate(&wrapper, bytes)))
      case .contextConstructed(2): found = .keyHash(ArenaRange(try wrapper.read(.octetString, bytes).contents))
      default: throw DERError(.unexpectedTag(expected: .contextConstructed(1), found: element.tag), at: element.start)
      }
      try wrapper.finish()
      return (element, found)
    }
    // KeyHash is a SHA-1 hash, whatever hash function the CertIDs use.
    if case .keyHash(let hash) = found, hash.range.count != 20 {
      throw OCSPResponseError(.keyHashLength(hash.range.count), in: .responderID, at: element.start)
    }
    return found
  }
}

// MARK: What several structures are made of

extension OCSPResponseParser {
  /// Runs a reading of DER, and makes of its error one that names `field`.
  static func read<Value>(
    _ field: OCSPResponseError.Field, _ body: () throws(DERError) -> Value
  ) throws(OCSPResponseError) -> Value {
    do {
      return try body()
    } catch {
      throw OCSPResponseError(.encoding(error.reason), in: field, at: error.offset)
    }
  }

  /// Reads a GeneralizedTime of the form that RFC 5280 §4.1.2.5.2 allows, as RFC 6960 §4.2.2.1 demands.
  static func time(
    _ bytes: Span<UInt8>, _ fields: inout DERReader, _ field: OCSPResponseError.Field
  ) throws(OCSPResponseError) -> Timestamp {
    try read(field) { () throws(DERError) in try fields.read(.generalizedTime, bytes).time(bytes) }
  }

  /// Reads `[1] EXPLICIT Extensions OPTIONAL`, and returns where the extensions lie.
  static func extensions(
    _ bytes: Span<UInt8>, _ fields: inout DERReader, _ field: OCSPResponseError.Field
  ) throws(OCSPResponseError) -> Range<Int> {
    let list = try read(field) { () throws(DERError) in
      guard var wrapper = try fields.readOptional(.contextConstructed(1), bytes).map(fields.reader) else {
        return nil as DERElement?
      }
      let list = try wrapper.read(.sequence, bytes)
      try wrapper.finish()
      // RFC 5280 §4.1: SIZE (1..MAX).
      guard !list.contents.isEmpty else { throw DERError(.emptyCollection, at: list.start) }
      return list
    }
    guard let list else { return fields.position..<fields.position }
    var reader = DERReader(list.contents)
    var seen: Set<OID> = []
    while !reader.isAtEnd {
      let start = reader.position
      let next = try read(field) { () throws(DERError) in try CertificateExtension.read(bytes, &reader) }
      let identifier = next.identifier(bytes)
      guard seen.count < Certificate.maximumExtensionCount else {
        throw OCSPResponseError(.tooManyExtensions, in: field, at: start)
      }
      guard seen.insert(identifier).inserted else {
        throw OCSPResponseError(.duplicateExtension(identifier), in: field, at: start)
      }
      guard !next.isCritical || isKnown(identifier) else {
        throw OCSPResponseError(.criticalExtension(identifier), in: field, at: start)
      }
    }
    return list.contents
  }

  /// Whether an extension may be critical: it says nothing that changes what an answer means.
  ///
  /// RFC 6960 §4.4.1 (nonce), §4.4.2 (CRL references), §4.4.4 (archive cutoff), §4.4.8 (extended revoked), §4.4.5 with
  /// RFC 5280 §5.3 (reason code and invalidity date); RFC 6962 §3.3 (signed certificate timestamps).
  private static func isKnown(_ identifier: OID) -> Bool {
    switch identifier {
    case .ocspNonce, .ocspCRLReferences, .ocspArchiveCutoff, .ocspExtendedRevoked, .crlReason, .invalidityDate,
      .ocspSignedCertificateTimestamps:
      true
    default: false
    }
  }
}

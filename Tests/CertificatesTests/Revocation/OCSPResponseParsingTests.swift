import CertificateCryptography
import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct OCSPResponseParsingTests {
  @Test func everyFieldIsRead() throws {
    var answers = [OCSPAnswerFields(), OCSPAnswerFields(), OCSPAnswerFields()]
    answers[0].serialNumber = DER.integer(0x1234)
    answers[1].status = OCSPAnswerFields.revoked("20250601000000Z", 9)
    answers[1].nextUpdate = nil
    answers[2].status = OCSPAnswerFields.unknown
    answers[2].hashAlgorithm = DER.algorithm("1.2.3")
    let response = try OCSPResponse(
      der: OCSPFields.with {
        $0.answers = answers
        $0.responder = DER.context(1, DER.name(("CN", "Responder")))
        $0.certificates = [CertificateFields().encoded]
      }, source: "a file")
    #expect(response.status == .successful && response.source == "a file")
    #expect(response.producedAt == Timestamp("2025-12-31T12:00:00Z"))
    #expect(response.responderName?.description == "CN=Responder")
    #expect(response.signatureAlgorithm == .ecdsa(.sha256))
    #expect(response.certificates.map { $0.subject.description } == ["CN=Subject"])
    var found: [OCSPAnswer] = []
    response.forEachAnswer { bytes, answer in
      #expect(found.count > 0 || answer.certificateID.serialNumber.map { bytes[$0] } == [0x12, 0x34])
      #expect(answer.certificateID.issuerNameHash.map { bytes[$0] } == [UInt8](repeating: 1, count: 20))
      #expect(answer.certificateID.issuerKeyHash.map { bytes[$0] } == [UInt8](repeating: 2, count: 20))
      found.append(answer)
      return true
    }
    let revoked = try #require(Timestamp("2025-06-01T00:00:00Z"))
    #expect(found.map(\.status) == [.good, .revoked(at: revoked, .privilegeWithdrawn), .unknown])
    #expect(found.map(\.thisUpdate) == [Timestamp("2025-12-31"), Timestamp("2025-12-31"), Timestamp("2025-12-31")])
    #expect(found.map(\.nextUpdate) == [Timestamp("2026-01-07"), nil, Timestamp("2026-01-07")])
    #expect(found.map(\.certificateID.hashName) == ["SHA-1", "SHA-1", nil])
  }

  @Test(
    arguments: [
      (1, OCSPResponse.Status.malformedRequest), (2, .internalError), (3, .tryLater), (5, .signatureRequired),
      (6, .unauthorized),
    ])
  func anErrorHasNoResponse(number: Int, status: OCSPResponse.Status) throws {
    let response = try OCSPResponse(der: DER.sequence(DER.enumerated(number)))
    #expect(response.status == status && response.producedAt == nil && response.certificates.isEmpty)
    #expect(response.responderName == nil && response.signatureAlgorithm == nil)
    response.forEachAnswer { _, _ in
      Issue.record("an error has no answer")
      return true
    }
    #expect(
      refusal(OCSPFields.with { $0.status = DER.enumerated(number) })
        == Refusal(.responseUnexpected, .responseBytes))
  }

  /// X.690 §11.5 leaves it out, and Go's x/crypto/ocsp wrote it.
  @Test func versionOneMayBeWritten() throws {
    let response = try OCSPResponse(der: OCSPFields.with { $0.version = DER.context(0, DER.integer(0)) })
    #expect(response.producedAt == Timestamp("2025-12-31T12:00:00Z") && response.isAnswer)
  }

  @Test func aCertificateThatCantBeReadIsLeftOut() throws {
    let certificates: [[UInt8]] = [DER.sequence(), CertificateFields().encoded, DER.sequence(DER.null)]
    let response = try OCSPResponse(der: OCSPFields.with { $0.certificates = certificates })
    #expect(response.certificates.map { $0.subject.description } == ["CN=Subject"])
    #expect(response.layout.basic?.unreadableCertificateCount == 2)
  }

  @Test func extensionsThatSayNothingAboutAnAnswerMayBeCritical() throws {
    let known = [
      "1.3.6.1.5.5.7.48.1.2", "1.3.6.1.5.5.7.48.1.3", "1.3.6.1.5.5.7.48.1.6", "1.3.6.1.5.5.7.48.1.9", "2.5.29.21",
      "2.5.29.24", "1.3.6.1.4.1.11129.2.4.5",
    ]
    for identifier in known {
      let list = [DER.extension(identifier, critical: true, DER.null)]
      #expect(refusal(OCSPFields.with { $0.extensions = list }) == nil)
      #expect(refusal(OCSPFields.with { $0.answers[0].extensions = list }) == nil)
    }
    let unknown = [DER.extension("1.2.3", DER.null)]
    #expect(refusal(OCSPFields.with { $0.extensions = unknown }) == nil)
    #expect(refusal(OCSPFields.with { $0.answers[0].extensions = unknown }) == nil)
  }

  @Test func aResponseMayBeWithoutAnswersAndCertificates() throws {
    #expect(refusal(OCSPFields.with { $0.answers = [] }) == nil)
    #expect(refusal(OCSPFields.with { $0.certificates = [] }) == nil)
  }

  // MARK: Refusals

  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let change: @Sendable (inout OCSPFields) -> Void
    let refusal: Refusal

    init(
      _ name: String, _ reason: OCSPResponseError.Reason, _ field: OCSPResponseError.Field,
      _ change: @escaping @Sendable (inout OCSPFields) -> Void
    ) {
      testDescription = name
      self.change = change
      refusal = Refusal(reason, field)
    }
  }

  struct Refusal: Sendable, Equatable {
    let reason: OCSPResponseError.Reason
    let field: OCSPResponseError.Field

    init(_ reason: OCSPResponseError.Reason, _ field: OCSPResponseError.Field) {
      self.reason = reason
      self.field = field
    }
  }

  private static let critical = DER.extension("1.2.3", critical: true, DER.null)
  private static let nonce = DER.extension("1.3.6.1.5.5.7.48.1.2", DER.octetString([1]))
  private static func tag(_ expected: DERTag, _ found: DERTag?) -> OCSPResponseError.Reason {
    .encoding(.unexpectedTag(expected: expected, found: found))
  }

  static let refusals: [Case] = [
    Case("status 4", .unknownNumber(4), .responseStatus) { $0.status = DER.enumerated(4) },
    Case("status 7", .unknownNumber(7), .responseStatus) { $0.status = DER.enumerated(7) },
    Case("status as INTEGER", tag(.enumerated, .integer), .responseStatus) { $0.status = DER.integer(0) },
    Case("another type", .unsupportedType(OID(0x2A0304, count: 3)), .responseBytes) { $0.type = DER.oid("1.2.3.4") },
    Case("version 2", .unsupportedVersion, .version) { $0.version = DER.context(0, DER.integer(1)) },
    Case("version of two numbers", .encoding(.trailingData), .version) {
      $0.version = DER.context(0, DER.integer(0) + DER.integer(0))
    },
    Case("responder of no kind", tag(.contextConstructed(1), .contextConstructed(3)), .responderID) {
      $0.responder = DER.context(3, DER.octetString([UInt8](repeating: 0, count: 20)))
    },
    Case("key hash of SHA-256", .keyHashLength(32), .responderID) {
      $0.responder = DER.context(2, DER.octetString([UInt8](repeating: 0, count: 32)))
    },
    Case("implicit name", tag(.sequence, .set), .responderID) {
      $0.responder = DER.implicit(1, DER.name(("CN", "Responder")))
    },
    Case("two names", .encoding(.trailingData), .responderID) {
      $0.responder = DER.context(1, DER.name(("CN", "A")) + DER.name(("CN", "B")))
    },
    Case("UTCTime", tag(.generalizedTime, .utcTime), .producedAt) { $0.producedAt = DER.utcTime("251231000000Z") },
    Case("fraction of a second", .encoding(.invalidTime), .producedAt) {
      $0.producedAt = DER.generalizedTime("20251231000000.5Z")
    },
    Case("no list of answers", tag(.sequence, .contextConstructed(1)), .certID) {
      $0.answers[0].hashAlgorithm = DER.context(1, [])
    },
    Case("hash as BIT STRING", tag(.octetString, .bitString), .certID) {
      $0.answers[0].issuerNameHash = DER.bitString([1])
    },
    Case("key hash as BIT STRING", tag(.octetString, .bitString), .certID) {
      $0.answers[0].issuerKeyHash = DER.bitString([1])
    },
    Case("serial number not minimal", .encoding(.nonMinimalInteger), .certID) {
      $0.answers[0].serialNumber = [2, 2, 0, 1]
    },
    Case("parameters of the hash", tag(.null, .integer), .certID) {
      $0.answers[0].hashAlgorithm = DER.algorithm("1.3.14.3.2.26", parameters: DER.integer(1))
    },
    Case("good with contents", .encoding(.invalidNull), .certStatus) {
      $0.answers[0].status = DER.context(0, constructed: false, [0])
    },
    Case("unknown with contents", .encoding(.invalidNull), .certStatus) {
      $0.answers[0].status = DER.context(2, constructed: false, [0])
    },
    Case("status of no kind", tag(.contextPrimitive(0), .contextPrimitive(3)), .certStatus) {
      $0.answers[0].status = DER.context(3, constructed: false, [])
    },
    Case("revoked without time", tag(.generalizedTime, nil), .certStatus) { $0.answers[0].status = DER.context(1, []) },
    Case("reason 7", .unknownNumber(7), .certStatus) {
      $0.answers[0].status = OCSPAnswerFields.revoked("20250601000000Z", 7)
    },
    Case("reason 256", .unknownNumber(256), .certStatus) {
      $0.answers[0].status = OCSPAnswerFields.revoked("20250601000000Z", 256)
    },
    Case("after the reason", .encoding(.trailingData), .certStatus) {
      $0.answers[0].status = DER.context(1, DER.generalizedTime("20250601000000Z") + DER.null)
    },
    Case("this update", tag(.generalizedTime, .utcTime), .thisUpdate) {
      $0.answers[0].thisUpdate = DER.utcTime("251231000000Z")
    },
    Case("next update", tag(.generalizedTime, .utcTime), .nextUpdate) {
      $0.answers[0].nextUpdate = DER.context(0, DER.utcTime("251231000000Z"))
    },
    Case("two next updates", .encoding(.trailingData), .nextUpdate) {
      let time = DER.generalizedTime("20260107000000Z")
      $0.answers[0].nextUpdate = DER.context(0, time + time)
    },
    Case("critical in an answer", .criticalExtension(OID(0x2A03, count: 2)), .singleExtensions) {
      $0.answers[0].extensions = [nonce, critical]
    },
    Case("twice in an answer", .duplicateExtension(.ocspNonce), .singleExtensions) {
      $0.answers[0].extensions = [nonce, nonce]
    },
    Case("no extension in an answer", .encoding(.emptyCollection), .singleExtensions) {
      $0.answers[0].extensions = []
    },
    Case("after an answer", .encoding(.trailingData), .responses) { $0.answers[0].afterExtensions = [DER.null] },
    Case("critical in the response", .criticalExtension(OID(0x2A03, count: 2)), .responseExtensions) {
      $0.extensions = [critical]
    },
    Case("twice in the response", .duplicateExtension(.ocspNonce), .responseExtensions) {
      $0.extensions = [nonce, nonce]
    },
    Case("no extension", .encoding(.emptyCollection), .responseExtensions) { $0.extensions = [] },
    Case("too many extensions", .tooManyExtensions, .responseExtensions) {
      $0.extensions = (0...Certificate.maximumExtensionCount).map { DER.extension("1.2.\($0)", DER.null) }
    },
    Case("after the data", .encoding(.trailingData), .tbsResponseData) { $0.afterExtensions = [DER.null] },
    Case("algorithm", tag(.objectIdentifier, .null), .signatureAlgorithm) {
      $0.signatureAlgorithm = DER.sequence(DER.null)
    },
    Case("bits of a signature", .encoding(.partialByte), .signature) {
      $0.signature = DER.bitString([0x80], unusedBits: 1)
    },
    Case("certificate", tag(.sequence, .null), .certs) { $0.certificates = [DER.null] },
    Case("too many certificates", .tooManyCertificates, .certs) {
      $0.certificates = [[UInt8]](repeating: CertificateFields().encoded, count: 17)
    },
    Case("after the certificates", .encoding(.trailingData), .basicResponse) { $0.afterCertificates = [DER.null] },
  ]

  @Test(arguments: refusals)
  func isRefused(_ one: Case) throws {
    var fields = OCSPFields()
    #expect(Self.refusal(fields.encoded) == nil)
    one.change(&fields)
    let bytes = fields.encoded
    let refusal = try #require(Self.refusal(bytes))
    #expect(refusal == one.refusal)
  }

  @Test func theStructureAroundIsRefused() {
    let fields = OCSPFields()
    let octets = DER.octetString(fields.basic)
    let good = DER.sequence(DER.enumerated(0), DER.context(0, DER.sequence(fields.type, octets)))
    #expect(good == fields.encoded)
    #expect(Self.refusal(good + [0]) == Refusal(.encoding(.trailingData), .ocspResponse))
    #expect(Self.refusal([]) == Refusal(Self.tag(.sequence, nil), .ocspResponse))
    #expect(Self.refusal(DER.sequence(DER.enumerated(0))) == Refusal(.responseMissing, .responseBytes))
    #expect(
      Self.refusal(DER.sequence(DER.enumerated(0), DER.context(0, DER.sequence(fields.type, octets)), DER.null))
        == Refusal(.encoding(.trailingData), .ocspResponse))
    #expect(
      Self.refusal(DER.sequence(DER.enumerated(0), DER.context(0, DER.sequence(fields.type, octets) + DER.null)))
        == Refusal(.encoding(.trailingData), .responseBytes))
    #expect(
      Self.refusal(DER.sequence(DER.enumerated(0), DER.context(0, DER.sequence(fields.type, octets, DER.null))))
        == Refusal(.encoding(.trailingData), .responseBytes))
    let more = DER.octetString(fields.basic + [0])
    #expect(
      Self.refusal(DER.sequence(DER.enumerated(0), DER.context(0, DER.sequence(fields.type, more))))
        == Refusal(.encoding(.trailingData), .basicResponse))
    let large = [UInt8](repeating: 0x30, count: OCSPResponse.maximumByteCount + 1)
    #expect(Self.refusal(large) == Refusal(.tooLarge(byteCount: large.count), .ocspResponse))
  }

  @Test func offsetsCountFromTheResponse() throws {
    let bytes = OCSPFields.with { $0.answers[0].serialNumber = [2, 2, 0, 7] }
    let arena = ByteArena([1, 2, 3] + bytes, source: "two")
    let error = try #require(throws: OCSPResponseError.self) {
      try OCSPResponse(arena: arena, range: 3..<3 + bytes.count, position: nil)
    }
    #expect(Array(bytes[error.offset...].prefix(2)) == [0, 7])
    let alone = try #require(throws: OCSPResponseError.self) { try OCSPResponse(der: bytes) }
    #expect(alone == error)
  }

  @Test func damageAtAnyByteIsAnswered() throws {
    let bytes = OCSPFields.with { $0.certificates = [CertificateFields().encoded] }
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x01
      _ = try? OCSPResponse(der: damaged)
      #expect(Self.refusal(Array(bytes[..<index])) != nil)
    }
  }

  private func refusal(_ bytes: [UInt8]) -> Refusal? { Self.refusal(bytes) }

  private static func refusal(_ bytes: [UInt8]) -> Refusal? {
    do {
      _ = try OCSPResponse(der: bytes)
      return nil
    } catch { return Refusal(error.reason, error.field) }
  }
}

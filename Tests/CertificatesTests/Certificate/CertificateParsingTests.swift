import CertificateCryptography
import CertificateEncoding
import Certificates
import TestSupport
import Testing

@Suite struct CertificateParsingTests {
  @Test func fieldsAreWhatWasWritten() throws {
    let certificate = try Certificate(der: CertificateFields().encoded)
    #expect(certificate.version == 3)
    #expect(certificate.serialNumber == [7])
    #expect(certificate.issuer.description == "CN=Issuer")
    #expect(certificate.subject.description == "CN=Subject")
    #expect(certificate.notBefore == Timestamp("2020-01-01"))
    #expect(certificate.notAfter == Timestamp("2100-01-01"))
    #expect(certificate.publicKey == .rsa(bitCount: 2048, exponent: 65537, .none))
    #expect(certificate.signatureAlgorithm == .rsaPKCS1(.sha256))
    #expect(certificate.signature == [UInt8](repeating: 0xAB, count: 256))
    #expect(!certificate.isSelfIssued)
    #expect(certificate.derEncoding == CertificateFields().encoded)
    #expect(certificate.position == nil && certificate.source == nil)
  }

  @Test func versionsOneAndTwo() throws {
    let one = CertificateFields.with { ($0.version, $0.extensions) = (nil, nil) }
    #expect(try Certificate(der: one).version == 1)
    let two = CertificateFields.with {
      ($0.version, $0.extensions) = (DER.context(0, DER.integer(1)), nil)
      $0.uniqueIDs = [DER.implicit(1, DER.bitString([1])), DER.implicit(2, DER.bitString([2]))]
    }
    #expect(try Certificate(der: two).version == 2)
  }

  @Test func negativeAndLongSerialsAreKept() throws {
    #expect(try Certificate(der: CertificateFields.with { $0.serialNumber = DER.integer(-5) }).serialNumber == [0xFB])
    let long = [UInt8](repeating: 0x11, count: 40)
    let certificate = try Certificate(der: CertificateFields.with { $0.serialNumber = DER.integer(unsigned: long) })
    #expect(certificate.serialNumber == long)
  }

  @Test func criticalThatIsWrittenOutAsFalseIsAccepted() throws {
    let value = DER.sequence(DER.oid("2.5.29.19"), DER.boolean(false), DER.octetString(DER.sequence()))
    let certificate = try Certificate(der: CertificateFields.with { $0.extensions = [value] })
    #expect(certificate.firstExtension(.basicConstraints)?.isCritical == false)
  }

  /// A certificate with one fault, and how it should be refused.
  struct Fault: Sendable, CustomStringConvertible {
    let description: String
    let bytes: [UInt8]
    let reason: CertificateError.Reason
    let field: CertificateError.Field

    init(
      _ description: String, _ reason: CertificateError.Reason, _ field: CertificateError.Field,
      _ change: (inout CertificateFields) -> Void
    ) {
      (self.description, self.reason, self.field) = (description, reason, field)
      bytes = CertificateFields.with(change)
    }
  }

  static let faults = [
    Fault("version 4", .unsupportedVersion, .version) { $0.version = DER.context(0, DER.integer(3)) },
    Fault("default version", .encoding(.encodedDefault), .version) { $0.version = DER.context(0, DER.integer(0)) },
    Fault("negative version", .encoding(.integerOutOfRange), .version) { $0.version = DER.context(0, DER.integer(-1)) },
    Fault("padded serial", .encoding(.nonMinimalInteger), .serialNumber) { $0.serialNumber = [2, 2, 0, 7] },
    Fault("empty serial", .encoding(.emptyValue), .serialNumber) { $0.serialNumber = [2, 0] },
    Fault("other algorithm inside", .signatureAlgorithmMismatch, .signature) {
      $0.signature = DER.algorithm("1.2.840.113549.1.1.12", parameters: DER.null)
    },
    Fault("empty set in a name", .encoding(.emptyCollection), .issuer) { $0.issuer = DER.sequence(DER.set()) },
    Fault("fraction of a second", .encoding(.invalidTime), .validity) {
      $0.validity = DER.sequence(DER.generalizedTime("20200101000000.5Z"), DER.utcTime("200101000000Z"))
    },
    Fault("no such day", .encoding(.invalidTime), .validity) {
      $0.validity = DER.sequence(DER.utcTime("210229000000Z"), DER.utcTime("220101000000Z"))
    },
    Fault("one end of validity", .encoding(.truncated), .validity) {
      $0.validity = DER.sequence(DER.utcTime("210101000000Z"))
    },
    Fault("Latin in UTF-8", .encoding(.invalidString), .subject) {
      $0.subject = DER.name(relativeNames: [[DER.attribute("2.5.4.3", [0x0C, 1, 0xE4])]])
    },
    Fault(
      "no key", .encoding(.unexpectedTag(expected: DERTag(rawValue: 0x30), found: nil)), .subjectPublicKeyInfo
    ) { $0.publicKeyInfo = DER.sequence() },
    Fault("unique ID in version 1", .fieldNeedsLaterVersion, .issuerUniqueID) {
      ($0.version, $0.extensions) = (nil, nil)
      $0.uniqueIDs = [DER.implicit(1, DER.bitString([1]))]
    },
    Fault("extensions in version 1", .fieldNeedsLaterVersion, .extensions) { $0.version = nil },
    Fault("no extension", .encoding(.emptyCollection), .extensions) { $0.extensions = [] },
    Fault("an extension twice", .duplicateExtension(.keyUsage), .extensions) {
      let one = DER.extension("2.5.29.15", DER.namedBits(0))
      $0.extensions = [one, DER.extension("2.5.29.19", DER.sequence()), one]
    },
    Fault("too many extensions", .tooManyExtensions, .extensions) {
      $0.extensions = (0...128).map { DER.extension("1.3.6.1.4.1.32473.\($0)", DER.null) }
    },
    Fault("a field after the extensions", .encoding(.trailingData), .tbsCertificate) {
      $0.afterExtensions = [DER.null]
    },
    Fault("half a byte of signature", .encoding(.partialByte), .signatureValue) {
      $0.signatureValue = DER.bitString([0xF0], unusedBits: 4)
    },
  ]

  @Test(arguments: faults)
  func refusalNamesReasonAndField(_ fault: Fault) throws {
    let error = try #require(refusal(ofCertificate: fault.bytes))
    #expect(error.field == fault.field)
    #expect(error.reason == fault.reason)
    #expect((0...fault.bytes.count).contains(error.offset))
  }

  @Test func offsetsCountFromTheCertificate() throws {
    let bytes = CertificateFields.with { $0.serialNumber = [2, 2, 0, 7] }
    let error = try #require(refusal(ofCertificate: bytes))
    #expect(Array(bytes[error.offset...].prefix(2)) == [0, 7])
    // The same in the middle of a bundle.
    let bundle = CertificateBundle(CertificateFields().encoded + bytes)
    guard case .certificate(let inBundle)? = bundle.skipped.first?.reason else {
      Issue.record("the second certificate should have been skipped")
      return
    }
    #expect(inBundle == error)
  }

  @Test func trailingBytesAndTooManyBytes() throws {
    #expect(refusal(ofCertificate: CertificateFields().encoded + [0])?.reason == .encoding(.trailingData))
    #expect(refusal(ofCertificate: [])?.field == .certificate)
    let large = CertificateFields.with {
      $0.extensions = [DER.extension("1.3.6.1.4.1.32473.1", DER.octetString([UInt8](repeating: 0, count: 1 << 20)))]
    }
    #expect(refusal(ofCertificate: large)?.reason == .tooLarge(byteCount: large.count))
  }

  @Test func damageAtAnyByteIsAnsweredAndNeverEqual() throws {
    let good = CertificateBundle(try Vectors.bytes("good/chain.pem")).certificates[0]
    let bytes = good.derEncoding
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x01
      if let certificate = try? Certificate(der: damaged) { #expect(certificate != good) }
      #expect(refusal(ofCertificate: Array(bytes[..<index])) != nil)
    }
  }

  @Test func equalityIsByContentsNotByPlace() throws {
    let alone = try Certificate(der: CertificateFields().encoded)
    let bundled = CertificateBundle(CertificateFields().encoded + CertificateFields().encoded).certificates
    #expect(bundled.count == 2 && bundled[1].position?.block == 2)
    #expect(Set(bundled + [alone]).count == 1)
    #expect(alone.fingerprint() == bundled[1].fingerprint())
    #expect(alone.fingerprint(.sha1).hexadecimal.count == 40)
  }
}

import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct CertificateMessageTests {
  typealias Fields = MessageFields

  static let leaf = CertificateFields.leaf(by: "Root").signed(by: TestKey(2))
  static let root = CertificateFields.authority("Root", by: "Root", key: TestKey(2)).signed(by: TestKey(2))

  @Test func bothFormsAreRead() throws {
    let old = Fields.certificate12([Self.leaf, Self.root])
    let message12 = try CertificateMessage(old.span, 0..<old.count, version: .tls12)
    #expect(try message12.certificates(ByteArena(old)).map { $0.derEncoding } == [Self.leaf, Self.root])
    #expect(message12.entries.allSatisfy { $0.status == nil } && message12.context.isEmpty)
    readDamaged(old) { bytes, range throws(HandshakeMessageError) in
      try CertificateMessage(bytes, range, version: .tls12)
    }
    let status = Fields.extension(5, [1] + Fields.vector([0x30, 0], 3))
    let promises = Fields.extension(18, [0, 1, 2])
    let new = Fields.certificate13([(Self.leaf, [status, promises]), (Self.root, [])], context: [7])
    let message13 = try CertificateMessage(new.span, 0..<new.count, version: .tls13)
    #expect(message13.entries[0].status.map { Array(new[$0]) } == [0x30, 0])
    #expect(message13.entries[0].timestamps.map { Array(new[$0]) } == [0, 1, 2] && message13.entries[1].status == nil)
    #expect(Array(new[message13.context]) == [7])
    readDamaged(new) { bytes, range throws(HandshakeMessageError) in
      try CertificateMessage(bytes, range, version: .tls13)
    }
    // The context is that of a request, and nothing in a server's message.
    let misplaced = refusal { () throws(HandshakeMessageError) in try PresentedChain(message: new, version: .tls13) }
    #expect(misplaced?.reason == .illegalValue(.context) && misplaced?.alert == .illegalParameter)
    let chain = try PresentedChain(message: new, version: .tls13, context: [7])
    #expect(
      chain.certificates.count == 2 && chain.stapledResponses == [[0x30, 0]] && chain.timestampLists == [[0, 1, 2]])
    let empty = Fields.certificate13([])
    #expect(try CertificateMessage(empty.span, 0..<empty.count, version: .tls13).isEmpty)
  }

  @Test func whatIsWrongIsTold() throws {
    func error(_ body: [UInt8], _ version: ProtocolVersion = .tls13) -> HandshakeMessageError? {
      refusal { () throws(HandshakeMessageError) in try PresentedChain(message: body, version: version) }
    }
    var broken = Self.root
    broken[1] = 0x83
    let message = Fields.certificate12([Self.leaf, broken])
    let refused = try #require(error(message, .tls12))
    #expect(refused.alert == .badCertificate && refused.offset > Self.leaf.count && refused.message == .certificate)
    guard case .certificate(_, index: 1) = refused.reason else {
      Issue.record("\(refused)")
      return
    }
    #expect(error(Fields.certificate12([[]]), .tls12)?.reason == .length)
    let misplaced = Fields.certificate13([(Self.leaf, [Fields.extension(16, [0, 2, 1, 1])])])
    #expect(error(misplaced)?.reason == .misplacedExtension(.applicationProtocols))
    let status = Fields.certificate13([(Self.leaf, [Fields.extension(5, [2, 0, 0, 1, 0])])])
    #expect(error(status)?.reason == .illegalValue(.statusType) && error(status)?.extensionType == .statusRequest)
    let many = Fields.certificate12([[UInt8]](repeating: [0], count: CertificateMessage.maximumCertificateCount + 1))
    #expect(error(many, .tls12)?.reason == .tooManyElements)
  }

  @Test func aStatusIsRead() throws {
    let body: [UInt8] = [1] + Fields.vector([0x30, 0], 3)
    #expect(try Array(body[CertificateStatus(body.span, 0..<body.count).response]) == [0x30, 0])
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in try CertificateStatus(bytes, range) }
  }

  @Test func aSignatureIsRead() throws {
    let body = Fields.numbers(0x0403) + Fields.vector([1, 2, 3], 2)
    let message = try CertificateVerify(body.span, 0..<body.count)
    #expect(message.scheme.description == "ecdsa_secp256r1_sha256" && message.signature == 4..<7)
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in try CertificateVerify(bytes, range) }
  }

  @Test func finishedHasItsLength() throws {
    #expect(try Finished(3..<15, version: .tls12, cipherSuite: CipherSuite(rawValue: 0xC030)).verifyData == 3..<15)
    #expect(try Finished(0..<48, version: .tls13, cipherSuite: CipherSuite(rawValue: 0x1302)).verifyData == 0..<48)
    let error = refusal { () throws(HandshakeMessageError) in
      try Finished(0..<32, version: .tls13, cipherSuite: CipherSuite(rawValue: 0x1302))
    }
    #expect(error?.reason == .length && error?.alert == .decodeError)
  }

  @Test func aCompressedMessageIsExpanded() throws {
    // python3 -c 'import zlib; print(zlib.compress(b"certificate " * 20).hex())'
    let compressed = CompressedSample.repeated
    func message(_ algorithm: UInt16, _ count: Int, _ compressed: [UInt8]) -> [UInt8] {
      Fields.numbers(algorithm) + [UInt8(count >> 16), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
        + Fields.vector(compressed, 3)
    }
    func expand(_ body: [UInt8]) throws(HandshakeMessageError) -> [UInt8] {
      try CompressedCertificate(body.span, 0..<body.count).expanded(body.span)
    }
    let body = message(1, 240, compressed)
    #expect(try String(decoding: expand(body), as: UTF8.self) == String(repeating: "certificate ", count: 20))
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in
      try CompressedCertificate(bytes, range).expanded(bytes)
    }
    func reason(_ body: [UInt8]) -> HandshakeMessageError? {
      refusal { () throws(HandshakeMessageError) in try expand(body) }
    }
    for count in [239, 241, 0] {
      #expect(reason(message(1, count, compressed))?.reason == .compression(.wrongLength))
    }
    #expect(reason(message(1, 240, compressed))?.alert == nil)
    #expect(reason(message(1, 240, compressed + [0]))?.reason == .compression(.malformed))
    #expect(reason(message(1, 0xFFFFFF, compressed))?.reason == .compression(.tooLarge(byteCount: 0xFFFFFF)))
    #expect(reason(message(1, 0xFFFFFF, compressed))?.alert == .badCertificate)
    for (algorithm, name) in [(2, "brotli"), (3, "zstd")] {
      let error = reason(message(UInt16(algorithm), 240, compressed))
      #expect(error?.reason == .compression(.algorithm(UInt16(algorithm))) && error?.description.contains(name) == true)
    }
  }
}

/// Streams of zlib.
enum CompressedSample {
  static let repeated: [UInt8] = [
    0x78, 0x9C, 0x4B, 0x4E, 0x2D, 0x2A, 0xC9, 0x4C, 0xCB, 0x4C, 0x4E, 0x2C, 0x49, 0x55, 0x48, 0x1E, 0x01, 0x6C, 0x00,
    0xCA, 0x7D, 0x5C, 0xBD,
  ]
}

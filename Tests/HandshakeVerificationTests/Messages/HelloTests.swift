import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct HelloTests {
  typealias Fields = MessageFields

  static func read(_ body: [UInt8]) throws(HandshakeMessageError) -> ClientHello {
    try ClientHello(body.span, 0..<body.count)
  }

  static func readServer(_ body: [UInt8]) throws(HandshakeMessageError) -> ServerHello {
    try ServerHello(body.span, 0..<body.count)
  }

  @Test func aClientHelloSaysWhatIsOffered() throws {
    let body = Fields.ClientHello().body
    let hello = try Self.read(body)
    #expect(body[hello.random].elementsEqual(Fields.random))
    #expect(hello.cipherSuites.map { $0.rawValue } == [0x1301, 0xC02B])
    #expect(hello.serverName.map { String(decoding: body[$0], as: UTF8.self) } == "a.example")
    #expect(hello.offers(.tls13) && hello.offers(.tls12) && !hello.offers(.tls11))
    #expect(hello.groups?.map { $0.rawValue } == [0x1A1A, 0x1D, 0x17])
    #expect(hello.keyShareGroups?.map { $0.rawValue } == [0x1A1A, 0x1D])
    #expect(hello.schemes?.map { $0.rawValue } == [0x0403, 0x0804] && hello.certificateSchemes == nil)
    #expect(hello.applicationProtocols.map { Array(body[$0]) } == [[0x68, 0x32]])
    #expect(!hello.asksForStatus && !hello.hasEarlyData && hello.preSharedKeys == nil)
    // Without extensions, as TLS 1.2 allows: up to the compression methods it is whole as well.
    let bare = try Self.read(Fields.ClientHello.with { $0.extensions = nil })
    // RFC 5246 §7.4.1.4.1, RFC 8446 §4.2.3, §9.2.
    #expect(bare.offeredSchemes(.tls12).map { $0.rawValue } == [0x0201, 0x0202, 0x0203])
    #expect(bare.offeredSchemes(.tls13).isEmpty && bare.missingExtension == .signatureAlgorithms)
    #expect(!bare.offers(ProtocolVersion(rawValue: 0)) && bare.offers(.ssl30))
    #expect(bare.offers(.tls12) && bare.offers(.tls11) && !bare.offers(.tls13) && bare.serverName == nil)
    let wholeCount = Fields.ClientHello.with { $0.extensions = nil }.count
    readDamaged(body, wholeCounts: [wholeCount]) { bytes, range throws(HandshakeMessageError) in
      try ClientHello(bytes, range)
    }
  }

  static func preSharedKey(binders: Int) -> [UInt8] {
    let binder = Fields.vector([UInt8](repeating: 3, count: 32), 1)
    return Fields.extension(
      41,
      Fields.vector(Fields.vector([1, 2, 3], 2) + [0, 0, 0, 1], 2)
        + Fields.vector((0..<binders).flatMap { _ in binder }, 2))
  }

  @Test func preSharedKeysStandLast() throws {
    let body = Fields.ClientHello.with { $0.extensions?.append(Self.preSharedKey(binders: 1)) }
    let hello = try Self.read(body)
    let keys = try #require(hello.preSharedKeys)
    #expect(keys.identities.map { Array(body[$0]) } == [[1, 2, 3]] && keys.binders.count == 1)
    #expect(keys.bindersOffset == body.count - 35)
  }

  @Test func aServerHelloSaysWhatWasChosen() throws {
    let hello = try Self.readServer(Fields.ServerHello().body)
    #expect(hello.version == .tls13 && hello.cipherSuite.rawValue == 0x1301 && !hello.isRetryRequest)
    #expect(hello.keyShareGroup?.description == "x25519" && hello.preSharedKeyIndex == nil && hello.downgrade == nil)
    // Up to the compression method it is a whole one of TLS 1.2.
    let bareCount = Fields.ServerHello.with { $0.extensions = nil }.count
    readDamaged(Fields.ServerHello().body, wholeCounts: [bareCount]) { bytes, range throws(HandshakeMessageError) in
      try ServerHello(bytes, range)
    }
    let older = Fields.ServerHello.with {
      $0.suite = 0xC02B
      $0.extensions = [Fields.extension(23, []), Fields.extension(22, []), Fields.extension(16, [0, 2, 1, 0x68])]
    }
    let hello12 = try Self.readServer(older)
    #expect(hello12.version == .tls12 && hello12.hasExtendedMasterSecret && hello12.encryptsThenAuthenticates)
    #expect(hello12.applicationProtocol.map { Array(older[$0]) } == [0x68])
    #expect(try Self.readServer(Fields.ServerHello.with { $0.extensions = nil }).version == .tls12)
  }

  @Test func aRetryRequestIsTold() throws {
    let request = Fields.ServerHello.with {
      $0.random = ServerHello.retryRequestRandom
      $0.extensions = [
        Fields.extension(43, [3, 4]), Fields.extension(51, [0, 0x17]), Fields.extension(44, [0, 1, 9]),
      ]
    }
    let hello = try Self.readServer(request)
    #expect(hello.isRetryRequest && hello.version == .tls13 && hello.keyShareGroup?.rawValue == 0x17)
    readDamaged(request) { bytes, range throws(HandshakeMessageError) in try ServerHello(bytes, range) }
    // The random bytes of a request in a message without the version are no request.
    let error = refusal { () throws(HandshakeMessageError) in
      try Self.readServer(
        Fields.ServerHello.with {
          $0.random = ServerHello.retryRequestRandom
          $0.extensions = []
        })
    }
    #expect(error?.reason == .missingExtension(.supportedVersions) && error?.alert == .missingExtension)
  }

  @Test func aDowngradeIsTold() throws {
    let client = try Self.read(Fields.ClientHello().body)
    let old = try Self.read(Fields.ClientHello.with { $0.extensions = nil })
    let sentinel: [UInt8] = [0x44, 0x4F, 0x57, 0x4E, 0x47, 0x52, 0x44]
    func server(_ last: UInt8, _ version: UInt16) throws -> ServerHello {
      try Self.readServer(
        Fields.ServerHello.with {
          $0.version = version
          $0.extensions = nil
          $0.random = Array(Fields.random.prefix(24)) + sentinel + [last]
        })
    }
    #expect(try server(1, 0x0303).isDowngraded(from: client) && server(1, 0x0303).downgrade == .from13To12)
    #expect(try !server(1, 0x0303).isDowngraded(from: old))
    #expect(try server(0, 0x0302).isDowngraded(from: old) && server(0, 0x0303).isDowngraded(from: client))
    #expect(try !server(0, 0x0303).isDowngraded(from: old) && server(2, 0x0303).downgrade == nil)
  }

  @Test func encryptedExtensionsAreRead() throws {
    let body = Fields.vector(Fields.extension(16, [0, 3, 2, 0x68, 0x32]) + Fields.extension(20, [2]), 2)
    let message = try EncryptedExtensions(body.span, 0..<body.count)
    #expect(message.applicationProtocol.map { Array(body[$0]) } == [0x68, 0x32])
    #expect(message.serverCertificateType == 2 && message.clientCertificateType == nil && !message.acceptsEarlyData)
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in try EncryptedExtensions(bytes, range) }
    let misplaced = Fields.vector(Fields.extension(51, [0, 0x1D]), 2)
    let error = refusal { () throws(HandshakeMessageError) in
      try EncryptedExtensions(misplaced.span, 0..<misplaced.count)
    }
    #expect(error?.reason == .misplacedExtension(.keyShare))
  }
}

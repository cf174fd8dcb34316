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
    #expect(bare.offers(.tls12) && bare.offers(.tls11) && !bare.offers(.tls13) && bare.serverName == nil)
    let wholeCount = Fields.ClientHello.with { $0.extensions = nil }.count
    readDamaged(body, wholeCounts: [wholeCount]) { bytes, range throws(HandshakeMessageError) in
      try ClientHello(bytes, range)
    }
  }

  @Test(
    arguments: [
      ({ $0.compression = [] }, .length, .decodeError),
      ({ $0.compression = [1] }, .illegalValue(.compressionMethods), .illegalParameter),
      // TLS 1.3 has null only.
      ({ $0.compression = [1, 0] }, .illegalValue(.compressionMethods), .illegalParameter),
      ({ $0.sessionID = [UInt8](repeating: 1, count: 33) }, .length, .decodeError),
      ({ $0.suites = [] }, .length, .decodeError),
      ({ $0.suites = [0x13, 0x01, 0x13] }, .length, .decodeError),
      (
        { $0.extensions?.append(Fields.extension(16, [0, 2, 1, 1])) }, .duplicateExtension(.applicationProtocols),
        .illegalParameter
      ),
      ({ $0.extensions?.append(Fields.extension(48, [0, 0])) }, .misplacedExtension(.oidFilters), .illegalParameter),
      (
        { $0.extensions?[0] = Fields.extension(0, [0, 4, 1, 0, 1, 0x61]) }, .illegalValue(.serverName),
        .illegalParameter
      ),
      (
        { $0.extensions?[0] = Fields.extension(0, [0, 4, 0, 0, 1, 0x00]) }, .illegalValue(.serverName),
        .illegalParameter
      ),
      (
        { $0.extensions?[0] = Fields.extension(0, [0, 8, 0, 0, 1, 0x61, 0, 0, 1, 0x61]) }, .illegalValue(.serverName),
        .illegalParameter
      ),
      ({ $0.extensions?[0] = Fields.extension(0, [0, 0]) }, .length, .decodeError),
      ({ $0.extensions?[1] = Fields.extension(43, [3, 3, 4, 3]) }, .length, .decodeError),
      // A share of a group that was not offered, twice the same, and one that is too short.
      (
        {
          $0.extensions?[4] = Fields.extension(
            51, Fields.vector(Fields.numbers(0x18) + Fields.vector([UInt8](repeating: 4, count: 97), 2), 2))
        },
        .illegalValue(.keyShare), .illegalParameter
      ),
      (
        { $0.extensions?[4] = Fields.extension(51, Fields.vector(Fields.numbers(0x1D) + Fields.vector([1], 2), 2)) },
        .illegalValue(.keyShare), .illegalParameter
      ),
      (
        { $0.extensions?[4] = Fields.extension(51, Fields.vector([0x1A, 0x1A, 0, 1, 0, 0x1A, 0x1A, 0, 1, 0], 2)) },
        .illegalValue(.keyShare), .illegalParameter
      ),
      ({ $0.extensions?[5] = Fields.extension(16, [0, 1, 0]) }, .length, .decodeError),
      ({ $0.extensions?.append(Fields.extension(23, [0])) }, .trailingData, .decodeError),
      ({ $0.extensions?.append(Fields.extension(45, [0])) }, .length, .decodeError),
      (
        { $0.extensions?.insert(HelloTests.preSharedKey(binders: 1), at: 0) }, .illegalValue(.preSharedKey),
        .illegalParameter
      ),
      ({ $0.extensions?.append(HelloTests.preSharedKey(binders: 2)) }, .illegalValue(.preSharedKey), .illegalParameter),
    ] as [(@Sendable (inout MessageFields.ClientHello) -> Void, HandshakeMessageError.Reason, AlertDescription)])
  func aClientHelloIsRefused(
    _ change: @Sendable (inout Fields.ClientHello) -> Void, _ reason: HandshakeMessageError.Reason,
    _ alert: AlertDescription
  ) throws {
    let body = Fields.ClientHello.with(change)
    let error = try #require(refusal { () throws(HandshakeMessageError) in try Self.read(body) })
    #expect(error.reason == reason && error.alert == alert && error.message == .clientHello, "\(error)")
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
    readDamaged(Fields.ServerHello().body) { bytes, range throws(HandshakeMessageError) in
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

  @Test(
    arguments: [
      ({ $0.compression = 1 }, .illegalValue(.compressionMethods)),
      ({ $0.version = 0x0304 }, .illegalValue(.version)),
      ({ $0.version = 0x0301 }, .illegalValue(.version)),
      ({ $0.extensions?[0] = Fields.extension(43, [3, 3]) }, .illegalValue(.version)),
      ({ $0.extensions?[0] = Fields.extension(43, [3, 5]) }, .unsupportedVersion(ProtocolVersion(rawValue: 0x0305))),
      ({ $0.extensions?[0] = Fields.extension(43, [3]) }, .length),
      ({ $0.extensions?.removeLast() }, .missingExtension(.keyShare)),
      ({ $0.extensions?.append(Fields.extension(16, [0, 2, 1, 1])) }, .misplacedExtension(.applicationProtocols)),
      ({ $0.extensions?[1] = Fields.extension(51, [0, 0x1D, 0, 1, 7]) }, .illegalValue(.keyShare)),
      ({ $0.extensions = [Fields.extension(51, [0, 0x1D])] }, .misplacedExtension(.keyShare)),
      ({ $0.extensions = [Fields.extension(16, [0, 4, 1, 1, 1, 2])] }, .length),
      ({ $0.extensions = [Fields.extension(5, [1])] }, .trailingData),
    ] as [(@Sendable (inout MessageFields.ServerHello) -> Void, HandshakeMessageError.Reason)])
  func aServerHelloIsRefused(
    _ change: @Sendable (inout Fields.ServerHello) -> Void, _ reason: HandshakeMessageError.Reason
  ) throws {
    let error = try #require(
      refusal { () throws(HandshakeMessageError) in try Self.readServer(Fields.ServerHello.with(change)) })
    #expect(error.reason == reason && error.message == .serverHello, "\(error)")
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

import HandshakeVerification
import TestSupport
import Testing

@testable import HandshakeCapture

@Suite("Handshakes that no stack here makes")
struct SessionTests {
  private typealias Fields = MessageFields

  /// A CompressedCertificate of an algorithm: brotli is 2, zstd 3 (RFC 8879 §7.3).
  private static func compressed(_ algorithm: UInt16) -> [UInt8] {
    Fields.numbers(algorithm) + [0, 1, 0] + Fields.vector([1, 2, 3], 3)
  }

  private static func offer(_ algorithms: [UInt8]) -> [UInt8] {
    Fields.extension(27, Fields.vector(algorithms, 1))
  }

  /// EncryptedExtensions without any, and a CertificateVerify of somebody.
  private static let (nothing, proof): ([UInt8], [UInt8]) = ([0, 0], Fields.numbers(0x0403) + Fields.vector([1], 2))

  private static func outcomes(_ report: ConnectionReport, _ steps: [Step]) -> [StepResult.Outcome?] {
    steps.map { report.steps[$0]?.outcome }
  }

  @Test("Certificates that can't be expanded here can't be checked, and the rest can", arguments: [UInt16(2), 3, 900])
  func otherCompression(algorithm: UInt16) throws {
    for isOffered in [true, false] {
      var handshake = try WrittenHandshake(offers: [Self.offer(Fields.numbers(isOffered ? algorithm : 1))])
      handshake.send(.server, 8, Self.nothing)
      handshake.send(.server, 25, Self.compressed(algorithm))
      handshake.send(.server, 15, Self.proof)
      try handshake.finish(.server)
      try handshake.finish(.client)
      let report = try handshake.report()
      let looked: [Step] = [.serverChain, .serverName, .serverProof, .serverFinished, .clientFinished]
      #expect(Self.outcomes(report, looked) == [.notCheckable, .notCheckable, .notCheckable, .pass, .pass])
      #expect(report.steps[.parameters]?.outcome == (isOffered ? .pass : .fail))
      #expect(report.verdict == (isOffered ? .notCheckable : .fail))
    }
  }

  @Test("A client's certificates that can't be expanded here can't be checked either, if there are any")
  func otherCompressionOfClient() throws {
    for isEmpty in [true, false] {
      var handshake = try WrittenHandshake()
      handshake.send(.server, 8, Self.nothing)
      handshake.send(.server, 13, Fields.request13([Self.offer(Fields.numbers(2))]))
      handshake.send(.server, 11, Fields.certificate13([([1, 2, 3], [])]))
      handshake.send(.server, 15, Self.proof)
      try handshake.finish(.server)
      handshake.send(.client, 25, Self.compressed(2))
      if !isEmpty { handshake.send(.client, 15, Self.proof) }
      try handshake.finish(.client)
      let report = try handshake.report()
      let looked: [Step] = [.clientRequested, .clientChain, .clientProof, .clientFinished]
      #expect(Self.outcomes(report, looked) == [.pass, .notCheckable, .notCheckable, .pass])
      #expect(report.steps[.serverChain]?.outcome == .fail)
    }
  }

  @Test("A request after the handshake counts, answered or not")
  func laterRequest() throws {
    for isAnswered in [false, true] {
      var handshake = try WrittenHandshake(offers: [Fields.extension(49, [])])
      handshake.send(.server, 8, Self.nothing)
      handshake.send(.server, 11, Fields.certificate13([([1, 2, 3], [])]))
      handshake.send(.server, 15, Self.proof)
      try handshake.finish(.server)
      try handshake.finish(.client)
      handshake.beginData()
      handshake.send(.server, 13, [1, 7] + Fields.request13().dropFirst())
      if isAnswered {
        handshake.send(.client, 11, Fields.certificate13([], context: [7]))
        try handshake.finish(.client)
      }
      let report = try handshake.report()
      let looked: [Step] = [.clientRequested, .clientChain, .clientProof, .clientFinished]
      let client: StepResult.Outcome = isAnswered ? .notApplicable : .notCheckable
      #expect(Self.outcomes(report, looked) == [.pass, client, client, .pass])
    }
  }

  /// A handshake whose client lets itself be asked later, up to the keys for data.
  private static func beforeData() throws -> WrittenHandshake {
    var handshake = try WrittenHandshake(offers: [Fields.extension(49, [])])
    handshake.send(.server, 8, nothing)
    handshake.send(.server, 11, Fields.certificate13([([1, 2, 3], [])]))
    handshake.send(.server, 15, proof)
    try handshake.finish(.server)
    try handshake.finish(.client)
    handshake.beginData()
    return handshake
  }

  private static func request(_ context: [UInt8]) -> [UInt8] {
    Fields.vector(context, 1) + Fields.request13().dropFirst()
  }

  @Test("Each request after the handshake has a context of its own", arguments: [[[7], [8]], [[7], [7]], [[7], []]])
  func contexts(of requests: [[UInt8]]) throws {
    var handshake = try Self.beforeData()
    for context in requests { handshake.send(.server, 13, Self.request(context)) }
    let report = try handshake.report()
    let isSound = requests == [[7], [8]]
    #expect(report.steps[.parameters]?.outcome == (isSound ? .pass : .fail))
    #expect(Self.outcomes(report, [.clientRequested, .clientChain]) == [.pass, .notCheckable])
  }

  @Test("A request after the handshake that can't be read fails")
  func unreadableRequest() throws {
    var handshake = try Self.beforeData()
    handshake.send(.server, 13, [1, 7, 0])
    let looked: [Step] = [.clientRequested, .clientChain, .clientFinished]
    #expect(Self.outcomes(try handshake.report(), looked) == [.fail, .notCheckable, .pass])
  }

  @Test("Of so many requests only the first are looked at")
  func manyRequests() throws {
    var handshake = try Self.beforeData()
    for number in 0..<UInt8(200) { handshake.send(.server, 13, Self.request([1, number])) }
    let report = try handshake.report()
    #expect(
      Self.outcomes(report, [.parameters, .clientRequested, .clientChain]) == [.pass, .notCheckable, .notCheckable])
    #expect(report.notes.contains { $0.contains("65 times") })
  }

  @Test("In the handshake neither a request nor the server's certificates have a context")
  func contextsInHandshake() throws {
    for (request, server) in [([], []), ([7], []), ([], [7])] as [([UInt8], [UInt8])] {
      var handshake = try WrittenHandshake()
      handshake.send(.server, 8, Self.nothing)
      handshake.send(.server, 13, Self.request(request))
      handshake.send(.server, 11, Fields.certificate13([([1, 2, 3], [])], context: server))
      handshake.send(.server, 15, Self.proof)
      try handshake.finish(.server)
      handshake.send(.client, 11, Fields.certificate13([], context: request))
      try handshake.finish(.client)
      let report = try handshake.report()
      #expect(report.steps[.parameters]?.outcome == (request.isEmpty && server.isEmpty ? .pass : .fail))
      #expect(report.steps[.clientFinished]?.outcome == .pass)
    }
  }

  @Test("Where nobody proves a key, a note says so", arguments: ["static-rsa", "resumed-id"])
  func unproven(name: String) throws {
    let report = try HandshakeVectors.report(
      HandshakeVectors.bytes("forged/\(name).pcap"), keyLog: HandshakeVectors.keyLog("forged/keylog.txt"),
      HandshakeVectors.examiner())
    #expect(report.verdict == .pass)
    #expect(report.connections.first?.notes.contains { $0.hasPrefix("Nobody proves a key here") } == true)
  }

  @Test("A proof after the handshake that can't be read fails, and is told of as the client's")
  func unreadableProof() throws {
    var handshake = try Self.beforeData()
    handshake.send(.server, 13, Self.request([7]))
    handshake.send(.client, 11, Fields.certificate13([([1, 2, 3], [])], context: [7]))
    handshake.send(.client, 15, [4])
    try handshake.finish(.client)
    let report = try handshake.report()
    #expect(Self.outcomes(report, [.clientProof, .clientFinished]) == [.fail, .pass])
    #expect(report.steps[.clientProof]?.reason.contains("of the client") == true)
  }
}

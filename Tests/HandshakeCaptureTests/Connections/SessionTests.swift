import CertificateVerification
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

  @Test(
    "What the server makes of a client's certificate comes after the handshake, and is told", arguments: [116, 0, -1])
  func refusalAfterwards(alert: Int) throws {
    var handshake = try WrittenHandshake()
    handshake.send(.server, 8, Self.nothing)
    handshake.send(.server, 13, Self.request([]))
    handshake.send(.server, 11, Fields.certificate13([([1, 2, 3], [])]))
    handshake.send(.server, 15, Self.proof)
    try handshake.finish(.server)
    handshake.send(.client, 11, Fields.certificate13([]))
    try handshake.finish(.client)
    handshake.beginData()
    // A ticket tells nothing; data tells that the client was accepted.
    handshake.send(.server, 4, Fields.numbers(0, 1, 0, 1) + [0] + Fields.vector([1], 2) + [0, 0])
    if alert < 0 { handshake.write(.server, 23, [1]) }
    handshake.write(.server, 21, [2, UInt8(max(alert, 116))])
    let report = try handshake.report()
    #expect(
      Self.outcomes(report, [.clientChain, .clientProof, .clientFinished]) == [.notApplicable, .notApplicable, .pass])
    #expect(report.notes.contains { $0.contains("certificate_required") } == (alert >= 0))
    #expect(report.notes.contains { $0.contains("refused the client") } == (alert >= 0))
  }

  @Test("Nothing stands between the messages of an answer after the handshake")
  func dataWithinAnswer() throws {
    for isBetween in [false, true] {
      var handshake = try Self.beforeData()
      handshake.send(.server, 13, Self.request([7]))
      handshake.write(.client, 23, [1])
      handshake.send(.client, 11, Fields.certificate13([], context: [7]))
      if isBetween { handshake.write(.client, 23, [1]) }
      try handshake.finish(.client)
      #expect(try handshake.report().steps[.clientFinished]?.outcome == (isBetween ? .fail : .pass))
    }
  }

  @Test("An answer after the handshake whose end was not recorded is not whole")
  func unfinishedAnswer() throws {
    var handshake = try Self.beforeData()
    handshake.send(.server, 13, Self.request([7]))
    handshake.send(.client, 11, Fields.certificate13([], context: [7]))
    let report = try handshake.report()
    #expect(Self.outcomes(report, [.clientRequested, .clientFinished]) == [.pass, .notCheckable])
  }

  /// A pre_shared_key with one identity, and what has to stand before it.
  private static func keyFromBefore(modes: [UInt8], isEarly: Bool = false) -> [[UInt8]] {
    let identities = Fields.vector(Fields.vector([1], 2) + [0, 0, 0, 0], 2)
    let binders = Fields.vector(Fields.vector([UInt8](repeating: 1, count: 32), 1), 2)
    return [Fields.extension(45, Fields.vector(modes, 1))] + (isEarly ? [Fields.extension(42, [])] : [])
      + [Fields.extension(41, identities + binders)]
  }

  @Test("A key from before is used as the client offered", arguments: [[0], [1], [0, 1], [7]] as [[UInt8]])
  func modes(offered: [UInt8]) throws {
    // The server has a key share as well.
    var handshake = try WrittenHandshake(
      offers: Self.keyFromBefore(modes: offered), answers: [Fields.extension(41, [0, 0])])
    handshake.send(.server, 8, Self.nothing)
    try handshake.finish(.server)
    try handshake.finish(.client)
    let report = try handshake.report()
    #expect(report.steps[.parameters]?.outcome == (offered.contains(1) ? .pass : .fail))
    #expect(Self.outcomes(report, [.serverChain, .clientFinished]) == [.notApplicable, .pass])
  }

  @Test("Early data needs the first key from before")
  func earlyData() throws {
    for isResumed in [true, false] {
      var handshake = try WrittenHandshake(
        offers: Self.keyFromBefore(modes: [1], isEarly: true), answers: isResumed ? [Fields.extension(41, [0, 0])] : [])
      handshake.send(.server, 8, Fields.vector(Fields.extension(42, []), 2))
      if !isResumed {
        handshake.send(.server, 11, Fields.certificate13([([1, 2, 3], [])]))
        handshake.send(.server, 15, Self.proof)
      }
      try handshake.finish(.server)
      #expect(try handshake.report().steps[.parameters]?.outcome == (isResumed ? .pass : .fail))
    }
  }

  @Test("A session that is resumed for one name says nothing of another")
  func resumedForName() throws {
    for (name, outcome) in [("www.example.com", StepResult.Outcome.notApplicable), ("x.example.com", .notCheckable)] {
      let report = try HandshakeVectors.report(
        HandshakeVectors.bytes("forged/resumed-id.pcap"), keyLog: HandshakeVectors.keyLog("forged/keylog.txt"),
        HandshakeVectors.examiner(name: .dns(name)))
      #expect(report.connections.first?.steps[.serverName]?.outcome == outcome)
      #expect(report.connections.first?.steps[.serverChain]?.outcome == .notApplicable)
    }
  }
}

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
}

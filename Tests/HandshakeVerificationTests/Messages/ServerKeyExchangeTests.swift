import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct ServerKeyExchangeTests {
  typealias Fields = MessageFields

  static let signature = Fields.numbers(0x0403) + Fields.vector([1, 2], 2)
  static let curve: [UInt8] = [3, 0, 0x1D] + Fields.vector([UInt8](repeating: 5, count: 32), 1)

  static func finiteField(_ prime: [UInt8], _ generator: [UInt8], _ key: [UInt8]) -> [UInt8] {
    Fields.vector(prime, 2) + Fields.vector(generator, 2) + Fields.vector(key, 2)
  }

  static func read(
    _ body: [UInt8], _ exchange: CipherSuite.KeyExchange
  ) throws(HandshakeMessageError) -> ServerKeyExchange {
    try ServerKeyExchange(body.span, 0..<body.count, keyExchange: exchange)
  }

  @Test func ellipticCurvesAreRead() throws {
    let body = Self.curve + Self.signature
    let message = try Self.read(body, .ecdheECDSA)
    #expect(message.exchange == .ellipticCurve(NamedGroup(rawValue: 0x1D), point: 4..<36))
    #expect(message.parameters == 0..<36 && message.signed?.scheme.rawValue == 0x0403)
    #expect(message.signed.map { Array(body[$0.signature]) } == [1, 2] && message.primeBitCount(body.span) == nil)
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in
      try ServerKeyExchange(bytes, range, keyExchange: .ecdheRSA)
    }
    #expect(try Self.read(Self.curve, .ecdhAnonymous).signed == nil)
    #expect(try Self.read([0, 1, 9] + Self.curve, .ecdhePSK).parameters == 3..<39)
  }

  @Test func finiteFieldsAreRead() throws {
    let prime: [UInt8] = [0, 0x7F] + [UInt8](repeating: 0xFF, count: 255)
    let body = Self.finiteField(prime, [2], [9]) + Self.signature
    let message = try Self.read(body, .dheRSA)
    #expect(message.primeBitCount(body.span) == 2047 && message.parameters.count == body.count - Self.signature.count)
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in
      try ServerKeyExchange(bytes, range, keyExchange: .dheRSA)
    }
  }

  @Test(arguments: [
    (finiteField([0x17], [2], [0x15]), true), (finiteField([0x17], [2], [0x16]), false),
    (finiteField([0x17], [2], [0x17]), false), (finiteField([0x17], [2], [1]), false),
    (finiteField([0x17], [2], [0, 0]), false), (finiteField([0x17], [1], [5]), false),
    (finiteField([0x17], [0x15], [5]), true), (finiteField([0x17], [0x16], [5]), false),
    (finiteField([0x17], [0x18], [5]), false), (finiteField([0x16], [2], [5]), false),
    (finiteField([1, 1], [2], [1, 0]), false),
    (finiteField([1, 1], [2], [0xFF]), true), (finiteField([0], [2], [5]), false),
  ])
  func theNumberLeavesASecret(_ parameters: [UInt8], _ isGood: Bool) {
    let error = refusal { () throws(HandshakeMessageError) in try Self.read(parameters + Self.signature, .dheRSA) }
    #expect(error?.reason == (isGood ? nil : .illegalValue(.publicKey)))
  }

  @Test func whatIsWrongIsTold() {
    func error(_ body: [UInt8], _ exchange: CipherSuite.KeyExchange) -> HandshakeMessageError? {
      refusal { () throws(HandshakeMessageError) in try Self.read(body, exchange) }
    }
    #expect(error(Self.curve + Self.signature, .rsa)?.alert == .unexpectedMessage)
    #expect(error([1] + Self.curve.dropFirst() + Self.signature, .ecdheRSA)?.reason == .illegalValue(.curveType))
    #expect(error([3, 1, 0, 1, 5] + Self.signature, .ecdheRSA)?.reason == .illegalValue(.curveType))
    #expect(error([3, 0, 0x17, 1, 4] + Self.signature, .ecdheRSA)?.reason == .illegalValue(.publicKey))
    #expect(error([3, 0, 0x17, 0] + Self.signature, .ecdheRSA)?.alert == .decodeError)
    #expect(error(Self.curve, .ecdheRSA)?.message == .serverKeyExchange)
  }
}

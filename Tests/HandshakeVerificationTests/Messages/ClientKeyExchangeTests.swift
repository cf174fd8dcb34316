import CertificateEncoding
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct ClientKeyExchangeTests {
  typealias Fields = MessageFields

  @Test(arguments: [
    (CipherSuite.KeyExchange.rsa, Fields.vector([1, 2], 2), false), (.dheRSA, Fields.vector([1, 2], 2), false),
    (.ecdheECDSA, Fields.vector([1, 2], 1), false), (.psk, Fields.vector([9], 2), true),
    (.dhePSK, Fields.vector([9], 2) + Fields.vector([1, 2], 2), true),
    (.ecdhePSK, Fields.vector([9], 2) + Fields.vector([1, 2], 1), true),
    (.rsaPSK, Fields.vector([9], 2) + Fields.vector([1, 2], 2), true),
  ])
  func theFormIsThatOfTheSuite(_ keyExchange: CipherSuite.KeyExchange, _ body: [UInt8], _ hasIdentity: Bool) throws {
    let message = try ClientKeyExchange(body.span, 0..<body.count, keyExchange: keyExchange)
    #expect(message.identity.map { Array(body[$0]) } == (hasIdentity ? [9] : nil))
    #expect(message.exchange.map { Array(body[$0]) } == (keyExchange == .psk ? nil : [1, 2]))
    readDamaged(body) { bytes, range throws(HandshakeMessageError) in
      try ClientKeyExchange(bytes, range, keyExchange: keyExchange)
    }
  }

  @Test func nothingIsNoSecret() {
    for keyExchange in [CipherSuite.KeyExchange.rsa, .dheRSA, .ecdheRSA, .dhAnonymous, .ecdhAnonymous] {
      let body: [UInt8] = keyExchange == .ecdheRSA || keyExchange == .ecdhAnonymous ? [0] : [0, 0]
      let error = refusal { () throws(HandshakeMessageError) in
        try ClientKeyExchange(body.span, 0..<body.count, keyExchange: keyExchange)
      }
      #expect(error?.reason == .length && error?.message == .clientKeyExchange)
    }
  }
}

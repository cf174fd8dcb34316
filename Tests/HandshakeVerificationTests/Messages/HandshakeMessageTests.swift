import CertificateCryptography
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct HandshakeMessageTests {
  @Test func messagesStandOneAfterAnother() throws {
    let bytes = MessageFields.message(1, [1, 2, 3]) + MessageFields.message(14, []) + [11, 0, 0, 9, 1]
    func message(_ bytes: [UInt8], _ range: Range<Int>) -> HandshakeMessage? {
      HandshakeMessage(bytes.span, startingAt: range)
    }
    let first = try #require(message(bytes, 0..<bytes.count))
    #expect(first.type == .clientHello && first.range == 0..<7 && first.body == 4..<7)
    let second = try #require(message(bytes, 7..<bytes.count))
    #expect(second.type == .serverHelloDone && second.body.isEmpty)
    #expect(HandshakeMessage(bytes.span, startingAt: 11..<bytes.count) == nil)
    #expect(HandshakeMessage.byteCount(bytes.span, startingAt: 11..<bytes.count) == 13)
    #expect(HandshakeMessage.byteCount(bytes.span, startingAt: 13..<bytes.count) == nil)
    #expect(HandshakeMessage(bytes.span, startingAt: 0..<bytes.count + 1) == nil)
    #expect(try HandshakeMessage.all(bytes.span, 0..<11).map { $0.type } == [.clientHello, .serverHelloDone])
    let error = refusal { () throws(HandshakeMessageError) in try HandshakeMessage.all(bytes.span, 0..<bytes.count) }
    #expect(error?.reason == .truncated && error?.offset == 11)
  }

  @Test func theKindIsDemanded() throws {
    let bytes = MessageFields.message(14, [1])
    let found = HandshakeMessage(bytes.span, startingAt: 0..<bytes.count)
    let message = try #require(found)
    #expect(refusal { () throws(HandshakeMessageError) in try message.demandEmpty() }?.alert == .decodeError)
    let error = refusal { () throws(HandshakeMessageError) in try message.body(.finished) }
    #expect(error?.alert == .unexpectedMessage && error?.reason == .unexpectedMessage(.serverHelloDone))
    #expect(try message.body(.serverHelloDone) == 4..<5)
  }

  @Test func namesAreThoseOfTheRegistries() {
    #expect(HandshakeType.certificateVerify.description == "CertificateVerify")
    #expect(HandshakeType(rawValue: 99).description == "handshake message 99")
    #expect(AlertDescription.unknownAuthority.description == "unknown_ca")
    #expect(AlertDescription(rawValue: 200).description == "alert 200")
    #expect(ExtensionType.keyShare.description == "key_share")
    #expect(ExtensionType(rawValue: 0x1A1A).description == "6682")
    #expect(NamedGroup(rawValue: 0x11EC).description == "X25519MLKEM768")
    #expect(NamedGroup(rawValue: 0x1A1A).description == "0x1a1a")
    #expect(CipherSuite(rawValue: 0x1301).description == "TLS_AES_128_GCM_SHA256")
    #expect(CipherSuite(rawValue: 0x1304).description == "TLS_AES_128_CCM_SHA256")
    #expect(CipherSuite(rawValue: 0x1305).description == "TLS_AES_128_CCM_8_SHA256")
    #expect(CipherSuite(rawValue: 0xC02B).description == "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")
    #expect(CipherSuite(rawValue: 0xC030).description == "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384")
    #expect(CipherSuite(rawValue: 0xCCAA).description == "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256")
    #expect(CipherSuite(rawValue: 0xC024).description == "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384")
    #expect(CipherSuite(rawValue: 0x003D).description == "TLS_RSA_WITH_AES_256_CBC_SHA256")
    #expect(CipherSuite(rawValue: 0xC0AE).description == "TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8")
    #expect(CipherSuite(rawValue: 0xC0AA).description == "TLS_PSK_DHE_WITH_AES_128_CCM_8")
    #expect(NamedGroup(rawValue: 1).description == "sect163k1" && NamedGroup(rawValue: 22).description == "secp256k1")
    #expect(NamedGroup(rawValue: 22).isDeprecated && !NamedGroup(rawValue: 23).isDeprecated)
    #expect(ProtocolVersion(rawValue: 7).description == "version 0x0007")
    #expect(CipherSuite(rawValue: 0x002F).description == "TLS_RSA_WITH_AES_128_CBC_SHA")
    #expect(CipherSuite(rawValue: 0x00FF).description == "TLS_EMPTY_RENEGOTIATION_INFO_SCSV")
    #expect(
      CipherSuite(rawValue: 0x002F).parts?.hash == .sha256 && CipherSuite(rawValue: 0xC024).parts?.hash == .sha384)
    #expect(CipherSuite(rawValue: 0x1302).isFor13 == true && CipherSuite(rawValue: 0x0A0A).isFor13 == nil)
  }
}

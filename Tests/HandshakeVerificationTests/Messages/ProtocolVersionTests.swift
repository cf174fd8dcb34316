import HandshakeVerification
import Testing

@Suite("Versions of TLS")
struct ProtocolVersionTests {
  @Test("Versions are told by their names, and others by their numbers")
  func names() {
    #expect(ProtocolVersion.tls13.description == "TLS 1.3")
    #expect(ProtocolVersion(rawValue: 0x0a).description == "version 0x000a")
    #expect(ProtocolVersion.tls12 < .tls13)
  }
}

@testable import HandshakeCapture
import Testing

@Suite("Link types")
struct LinkTypeTests {
  @Test("Linux's two cooked forms are two types")
  func cooked() { #expect(LinkType.linuxCooked != .linuxCooked2) }
}

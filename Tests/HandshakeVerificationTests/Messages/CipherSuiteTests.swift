import CertificateCryptography
import Foundation
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct CipherSuiteTests {
  /// Each suite that OpenSSL knows, by its number and the registry's name.
  @Test(.enabled(if: Command.openSSL != nil)) func namesAreThoseOfOpenSSL() throws {
    let tool = try #require(Command.openSSL)
    try withTemporaryFolder { folder in
      let arguments = ["ciphers", "-V", "-stdname", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]
      let text = String(decoding: try #require(try tool.run(arguments, in: folder)), as: UTF8.self)
      var count = 0
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        let digits = words[0].split(separator: ",").map { $0.dropFirst(2) }.joined()
        // Those of GOST and of SRP (RFC 5054) have key exchanges that are not known.
        guard let number = UInt16(digits, radix: 16), words[2].hasPrefix("TLS_"), !words[2].hasPrefix("TLS_SRP"),
          !words[2].contains("GOST")
        else { continue }
        #expect(CipherSuite(rawValue: number).description == words[2])
        count += 1
      }
      #expect(count > 20)
    }
  }

  @Test func whatIsNotOpenedIsKnownForItsExchange() {
    func parts(_ number: UInt16) -> CipherSuite.Parts? { CipherSuite(rawValue: number).parts }
    #expect(parts(0xC015)?.keyExchange == .ecdhAnonymous && parts(0x0018)?.keyExchange == .dhAnonymous)
    #expect(parts(0xC076)?.keyExchange == .ecdheRSA && parts(0xC076)?.hash == .sha256)
    #expect(parts(0xC077)?.hash == .sha384 && parts(0xC05D)?.protection == .other("ARIA_256_GCM_SHA384"))
    #expect(parts(0x003B)?.keyExchange == .rsa && parts(0x0041)?.keyExchange == .rsa)
    for number: UInt16 in [0x0000, 0x00C6, 0x0A0A, 0x1306, 0xC03E, 0xC0FF] { #expect(parts(number) == nil) }
  }
}

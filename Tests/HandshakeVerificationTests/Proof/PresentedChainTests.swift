import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import HandshakeVerification

@Suite struct PresentedChainTests {
  typealias Fields = MessageFields

  private static let certificate = CertificateFields.leaf(by: "Root", names: []).signed(by: TestKey(2))

  private static func refused(_ read: () throws(HandshakeMessageError) -> PresentedChain) -> HandshakeMessageError? {
    refusal(read)
  }

  @Test func aStatusOf12IsStapled() throws {
    let body = Fields.certificate12([Self.certificate])
    #expect(try PresentedChain(message: body, version: .tls12).stapledResponses.isEmpty)
    let status = [1] + Fields.vector([4, 5, 6], 3)
    let chain = try PresentedChain(message: body, version: .tls12, status: status)
    #expect(chain.stapledResponses == [[4, 5, 6]] && chain.certificates.count == 1)
    let error = Self.refused { () throws(HandshakeMessageError) in
      try PresentedChain(message: body, version: .tls12, status: [2])
    }
    #expect(error?.message == .certificateStatus)
  }

  @Test func onlyTwoVersionsAreRead() {
    let body = Fields.certificate12([Self.certificate])
    for version in [0x0300, 0x0301, 0x0302, 0xFEFD, 0x0305] as [UInt16] {
      let version = ProtocolVersion(rawValue: version)
      let error = Self.refused { () throws(HandshakeMessageError) in try PresentedChain(message: body, version: version)
      }
      #expect(error?.reason == .unsupportedVersion(version) && error?.message == .certificate)
    }
  }

  @Test func aCompressedMessageIsExpanded() throws {
    let body = Fields.certificate13([(Self.certificate, [])])
    // RFC 1950 §2.2, RFC 1951 §3.2.4: one stored block.
    let count = UInt16(body.count)
    let stored: [UInt8] =
      [0x78, 0x01, 1, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)] + body
      + Self.adler32(body)
    func message(_ algorithm: UInt16, _ byteCount: Int) -> [UInt8] {
      Fields.numbers(algorithm) + [0, UInt8(byteCount >> 8), UInt8(byteCount & 0xFF)] + Fields.vector(stored, 3)
    }
    let chain = try PresentedChain(compressedMessage: message(1, body.count))
    #expect(chain.certificates.map { $0.derEncoding } == [Self.certificate])
    for (algorithm, byteCount) in [(UInt16(2), body.count), (1, body.count - 1), (1, body.count + 1)] {
      let error = Self.refused { () throws(HandshakeMessageError) in
        try PresentedChain(compressedMessage: message(algorithm, byteCount))
      }
      #expect(error?.message == .compressedCertificate)
    }
    let error = Self.refused { () throws(HandshakeMessageError) in
      try PresentedChain(compressedMessage: message(1, body.count), context: [7])
    }
    #expect(error?.reason == .illegalValue(.context))
  }

  /// RFC 1950 §8.2.
  private static func adler32(_ bytes: [UInt8]) -> [UInt8] {
    var (one, two): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      one = (one + UInt32(byte)) % 65521
      two = (two + one) % 65521
    }
    return [two >> 8, two & 0xFF, one >> 8, one & 0xFF].map { UInt8($0) }
  }
}

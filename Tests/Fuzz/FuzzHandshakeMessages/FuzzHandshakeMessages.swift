import CertificateEncoding
import Certificates
import FuzzSupport
import HandshakeVerification

/// Reads the first byte of any input as the kind of a handshake message, the second as what was agreed on before, and the
/// rest as its body; and all of it as messages one after another.
@main
enum FuzzHandshakeMessages {
  static func main() {
    fuzz { input in
      guard input.count >= 2 else { return }
      let body = 2..<input.count
      do throws(HandshakeMessageError) {
        try read(input, body)
      } catch {
        precondition(error.offset >= 0 && error.offset <= input.count + CompressedCertificate.maximumByteCount)
        precondition(!error.description.isEmpty && error.alert != .internalError)
      }
      if let messages = try? HandshakeMessage.all(input.span, body) {
        precondition(messages.reduce(0) { $0 + $1.range.count } == body.count, "messages leave no gap")
      }
    }
  }

  private static func read(_ input: [UInt8], _ body: Range<Int>) throws(HandshakeMessageError) {
    let bytes = input.span
    let version: ProtocolVersion = input[1] & 1 == 0 ? .tls13 : .tls12
    let type = HandshakeType(rawValue: input[0])
    switch type {
    case .clientHello:
      let hello = try ClientHello(bytes, body)
      precondition(hello.random.count == 32 && !hello.cipherSuites.isEmpty)
      for suite in hello.cipherSuites { _ = suite.description }
    case .serverHello:
      let hello = try ServerHello(bytes, body)
      precondition(hello.version <= .tls13 && !(hello.isRetryRequest && hello.version != .tls13))
    case .encryptedExtensions: _ = try EncryptedExtensions(bytes, body)
    case .certificate:
      let chain = try PresentedChain(ByteArena(input), body, version: version)
      precondition(chain.certificates.count <= CertificateMessage.maximumCertificateCount)
    case .compressedCertificate:
      let message = try CompressedCertificate(bytes, body)
      let expanded = try message.expanded(bytes)
      precondition(expanded.count == message.uncompressedByteCount)
    case .certificateRequest:
      let request = try CertificateRequest(bytes, body, version: version)
      for rules in IdentitySelector.Rules.allCases {
        let selection = IdentitySelector([], rules: rules).select(for: request, at: Timestamp(secondsSince1970: 0))
        precondition(selection.chosen == nil && !selection.explanation.isEmpty)
      }
    case .serverKeyExchange:
      let exchanges: [CipherSuite.KeyExchange] = [.ecdheRSA, .dheRSA, .ecdhAnonymous, .dhAnonymous, .ecdhePSK, .dhePSK]
      let exchange = try ServerKeyExchange(
        bytes, body, keyExchange: exchanges[Int(input[1]) % exchanges.count])
      precondition(exchange.parameters.lowerBound >= body.lowerBound && exchange.primeBitCount(bytes) != 0)
    case .certificateVerify: _ = try CertificateVerify(bytes, body)
    case .certificateStatus: _ = try CertificateStatus(bytes, body)
    case .finished: _ = try Finished(body, version: version, cipherSuite: CipherSuite(rawValue: 0x1301))
    default: _ = try? Zlib.expand(bytes, body, limit: 1 << 16)
    }
  }
}

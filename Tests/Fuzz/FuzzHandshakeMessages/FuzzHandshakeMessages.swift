import CertificateCryptography
import CertificateEncoding
import CertificateVerification
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
      if let request = try? CertificateRequest(file: Array(input[1...]), version: input[0] & 1 == 0 ? nil : .tls12) {
        precondition(request.version == .tls12 || request.version == .tls13)
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
      for suite in hello.cipherSuites { precondition(!suite.description.isEmpty) }
      _ = (hello.missingExtension, hello.offeredSchemes(version))
    case .serverHello:
      let hello = try ServerHello(bytes, body)
      precondition(hello.version <= .tls13 && !(hello.isRetryRequest && hello.version != .tls13))
      // The hello of a client that offers TLS 1.3, and nothing else.
      let offer: [UInt8] =
        [3, 3] + [UInt8](repeating: 1, count: 32) + [0, 0, 2, 0x13, 1, 1, 0, 0, 7, 0, 43, 0, 3, 2, 3, 4]
      let client = try ClientHello(offer.span, 0..<offer.count)
      precondition(!hello.isDowngraded(from: client) || hello.version < .tls13)
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
        let selector = IdentitySelector(chains: [FixedIdentity.chain, FixedIdentity.chain], rules: rules)
        let selection = selector.select(for: request, at: Timestamp(secondsSince1970: 1_798_761_600))
        precondition(selection.chosenIndex != 1, "the second is never chosen where the first is the same")
        if let scheme = selection.chosen?.scheme { precondition(request.schemes.contains(scheme)) }
        precondition(!selection.explanation.isEmpty && !selection.jsonValue.text.isEmpty)
      }
      for authority in request.authorities { precondition(!authority.text.isEmpty) }
    case .serverKeyExchange:
      let exchanges: [CipherSuite.KeyExchange] = [.ecdheRSA, .dheRSA, .ecdhAnonymous, .dhAnonymous, .ecdhePSK, .dhePSK]
      let exchange = try ServerKeyExchange(
        bytes, body, keyExchange: exchanges[Int(input[1]) % exchanges.count])
      precondition(exchange.parameters.lowerBound >= body.lowerBound && exchange.primeBitCount(bytes) != 0)
      try prove(
        .server12(
          message: Array(input[body]), clientRandom: [UInt8](repeating: 1, count: 32),
          serverRandom: [UInt8](repeating: 2, count: 32), cipherSuite: input[1] & 2 == 0 ? 0xC02B : 0x009E))
    case .clientKeyExchange:
      let exchanges: [CipherSuite.KeyExchange] = [.rsa, .dheRSA, .ecdheRSA, .psk, .dhePSK, .ecdhePSK, .rsaPSK]
      let read = try ClientKeyExchange(bytes, body, keyExchange: exchanges[Int(input[1]) % exchanges.count])
      precondition(read.identity != nil || read.exchange != nil)
    case .certificateVerify:
      let nothing: [UInt8] = []
      let transcript = HashAlgorithm.sha256.digest(of: nothing.span)
      try prove(.server13(message: Array(input[body]), transcript: transcript, cipherSuite: 0x1301))
      try prove(.client12(message: Array(input[body]), messages: [1, 2, 3]))
    case .certificateStatus: _ = try CertificateStatus(bytes, body)
    case .finished: _ = try Finished(body, version: version, cipherSuite: CipherSuite(rawValue: 0x1301))
    default: _ = try? Zlib.expand(bytes, body, limit: 1 << 16)
    }
  }

  /// Nobody has made a signature, so that each is refused, for a reason with words and an alert.
  private static func prove(_ proof: PeerProof) {
    guard let leaf = FixedIdentity.chain.first else { preconditionFailure("the fixed identity can't be read") }
    let reason = proof.objection(of: leaf, offered: nil, policy: .rfc5280)
    precondition(reason.map { !$0.statement(proof.role).isEmpty } == true, "a signature that nobody made is right")
  }
}

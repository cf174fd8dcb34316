import CertificateCryptography
import HandshakeVerification
import TestSupport
import Testing

@testable import HandshakeCapture

/// A handshake of TLS 1.3 that a test writes message by message, with secrets of its own instead of a key exchange.
struct WrittenHandshake {
  /// What the sides send.
  private(set) var client: [UInt8] = []
  private(set) var server: [UInt8] = []
  private var transcript = Transcript(.sha256)
  /// What protects the next record of each side; `nil` before the hellos are through.
  private var keys: [PeerRole: Keys] = [:]

  private struct Keys {
    let secret: [UInt8]
    var sequence: UInt8 = 0
  }

  /// Begins with the two hellos.
  ///
  /// - Parameters:
  ///   - offers: more extensions of the client.
  ///   - answers: more extensions of the server's hello.
  init(offers: [[UInt8]] = [], answers: [[UInt8]] = []) throws {
    send(.client, 1, MessageFields.ClientHello.with { $0.extensions? += offers })
    send(.server, 2, MessageFields.ServerHello.with { $0.extensions? += answers })
    keys = [.client: Keys(secret: Self.secret(1)), .server: Keys(secret: Self.secret(2))]
  }

  /// Sends a message.
  mutating func send(_ side: PeerRole, _ type: UInt8, _ body: [UInt8]) {
    let message = MessageFields.message(type, body)
    transcript.append(message.span)
    write(side, 22, message)
  }

  /// Sends a record of another kind: 21 for an alert, 23 for data.
  mutating func write(_ side: PeerRole, _ type: UInt8, _ payload: [UInt8]) {
    let record = keys[side] == nil ? Self.record(type, payload) : sealed(side, type, payload)
    if side == .client { client += record } else { server += record }
  }

  /// Sends a Finished.
  mutating func finish(_ side: PeerRole) throws {
    let secret = try #require(keys[side]?.secret)
    let code = FinishedCode.tls13(baseKey: secret.span, transcript: transcript.digest())
    send(side, 20, try #require(code))
  }

  /// Goes on with the keys for data.
  mutating func beginData() {
    keys = [.client: Keys(secret: Self.secret(3)), .server: Keys(secret: Self.secret(4))]
  }

  /// What comes of it, for somebody who trusts nobody.
  func report() throws -> ConnectionReport {
    var log = KeyLog()
    let random = Self.hexadecimal(MessageFields.random)
    for (index, label) in [
      SecretLabel.clientHandshake, .serverHandshake, .clientTraffic, .serverTraffic,
    ].enumerated() {
      let line = Array("\(label.rawValue) \(random) \(Self.hexadecimal(Self.secret(UInt8(index + 1))))\n".utf8)
      log.insert(line.span)
    }
    let report = try CaptureAnalysis.examine(
      client: client, server: server, keyLog: log, examiner: HandshakeVectors.examiner(), at: nil)
    return try #require(report)
  }

  /// RFC 8446 §5.2: the type is behind the contents, and the header is authenticated.
  private mutating func sealed(_ side: PeerRole, _ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    guard let keys = keys[side] else { return [] }
    self.keys[side]?.sequence += 1
    let none: [UInt8] = []
    func derived(_ label: String, _ count: Int) -> [UInt8] {
      HKDF.expandLabel(.sha256, secret: keys.secret.span, label: label, context: none.span, byteCount: count)?
        .withBytes { bytes in bytes.indices.map { bytes[$0] } } ?? []
    }
    let key = derived("key", 16)
    var nonce = derived("iv", 12)
    nonce[11] ^= keys.sequence
    let header = Array(Self.record(23, [UInt8](repeating: 0, count: payload.count + 17)).prefix(5))
    let plaintext = payload + [type]
    let sealed = AEAD(.aes128GCM, key: key.span)?.seal(plaintext.span, nonce: nonce.span, authenticating: header.span)
    return header + (sealed ?? [])
  }

  private static func record(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [type, 3, 3] + MessageFields.vector(payload, 2)
  }

  private static func secret(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 32) }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

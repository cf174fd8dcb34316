import CertificateCryptography
import Certificates
import HandshakeVerification

/// Whether what the sides chose was offered by the other, and is sound (RFC 8446 §4.1.3, §4.1.4, §4.2; RFC 5246 §7.4).
struct ParameterCheck {
  /// The least bits of a prime in a Diffie-Hellman exchange: those of RFC 7919's smallest group.
  static let minimumPrimeBitCount = 2048

  let facts: HandshakeFacts
  let hello: ClientHello
  let answer: ServerHello
  /// What is wrong, a clause each.
  private(set) var objections: [String] = []

  /// Looks at what is there of a handshake; `nil` if the two hellos aren't.
  init?(_ facts: HandshakeFacts) {
    guard let hello = facts.clientHello?.message, let answer = facts.serverHello?.message else { return nil }
    (self.facts, self.hello, self.answer) = (facts, hello, answer)
    checkVersion()
    checkSuite()
    checkExtensions()
    if answer.version == .tls13 { checkHello13() }
    checkRetry()
    checkRenegotiation()
    checkExchange()
    checkProtocol()
    checkServerCertificate()
    for other in facts.authentications { checkClient(other) }
    checkRequests()
  }

  /// Objects, once.
  mutating func object(_ objection: String) {
    if !objections.contains(objection) { objections.append(objection) }
  }

  private mutating func checkVersion() {
    if !hello.offers(answer.version) { object("the server chose \(answer.version), which the client did not offer") }
    // RFC 8996.
    if answer.version < .tls12 { object("\(answer.version) is not to be used any more") }
    if answer.isDowngraded(from: hello) {
      object("the server's random number says that it would have spoken a later version: somebody kept it from that")
    }
  }

  private mutating func checkSuite() {
    let suite = answer.cipherSuite
    if !hello.cipherSuites.contains(suite) {
      object("the server chose the suite \(suite), which the client did not offer")
    }
    guard let parts = suite.parts else { return }
    if (parts.keyExchange == .tls13) != (answer.version == .tls13) {
      object("the suite \(suite) is not one of \(answer.version)")
    }
    // RFC 7366 §3: only where CBC is used.
    if answer.version < .tls13, answer.encryptsThenAuthenticates, parts.protection.isAuthenticating {
      object(
        "the server answers with the extension \(ExtensionType.encryptThenMAC), which is not for the suite \(suite)")
    }
    switch parts.keyExchange {
    case .dhAnonymous, .ecdhAnonymous: object("the suite \(suite) lets anybody be the server")
    default: break
    }
    // RFC 8446 §4.1.4: the suite of the HelloRetryRequest is kept.
    if let retry = facts.retryRequest?.message, retry.cipherSuite != suite {
      object("the server changed the suite after its HelloRetryRequest")
    }
  }

  private mutating func checkExtensions() {
    let offered = hello.extensions
    func strangers(_ list: HandshakeExtensions, allowing other: [ExtensionType] = []) -> [ExtensionType] {
      list.list.map { $0.type }.filter { !offered.contains($0) && !other.contains($0) }
    }
    // RFC 5746 §3.6: the suite that is none stands for the extension.
    let renegotiation: [ExtensionType] = hello.cipherSuites.contains(.renegotiationInfo) ? [.renegotiationInfo] : []
    var found = strangers(answer.extensions, allowing: renegotiation)
    if let encrypted = facts.encryptedExtensions?.message { found += strangers(encrypted.extensions) }
    for type in found { object("the server answers with the extension \(type), which the client did not send") }
  }

  private mutating func checkHello13() {
    if let missing = hello.missingExtension {
      object("the client sent no extension \(missing), for want of which the server has to refuse (missing_extension)")
    } else if answer.preSharedKeyIndex == nil, hello.schemes == nil {
      // RFC 8446 §4.2.3.
      object(
        "the server shows a certificate to a client that sent no extension signature_algorithms (missing_extension)")
    }
    guard let clientBytes = facts.clientHello?.bytes, let serverBytes = facts.serverHello?.bytes else { return }
    if clientBytes[hello.sessionID] != serverBytes[answer.sessionID] {
      object("the server did not repeat the client's session identifier")
    }
    if let group = answer.keyShareGroup {
      if hello.keyShareGroups?.contains(group) != true {
        object("the server answers in the group \(group), for which the client sent no key share")
      }
      if hello.groups?.contains(group) == false {
        object("the server chose the group \(group), which the client did not offer")
      }
    }
    if let index = answer.preSharedKeyIndex {
      let count = hello.preSharedKeys?.identities.count ?? 0
      if index >= count { object("the server chose the key \(index + 1) from before, of \(count) that the client has") }
      // RFC 8446 §4.2.9: psk_ke (0) is without a key share, psk_dhe_ke (1) with one.
      let mode: UInt8 = answer.keyShareGroup == nil ? 0 : 1
      if hello.preSharedKeyModes?.contains(mode) == false {
        let use = mode == 0 ? "alone" : "together with a key share"
        object("the server uses a key from before \(use), which the client did not offer")
      }
    }
    // RFC 8446 §4.2.10: with the first key that was offered, and not behind a HelloRetryRequest.
    if facts.encryptedExtensions?.message.acceptsEarlyData == true,
      answer.preSharedKeyIndex != 0 || facts.retryRequest != nil
    {
      object("the server takes early data that this handshake can't have")
    }
  }

  private mutating func checkExchange() {
    guard let exchange = facts.serverKeyExchange else { return }
    switch exchange.message.exchange {
    case .ellipticCurve(let group, _):
      if hello.groups?.contains(group) == false {
        object("the server chose the group \(group), which the client did not offer")
      }
      // RFC 8422 §5.1.1.
      if group.isDeprecated { object("the curve \(group) of the key exchange is not to be used any more") }
    case .finiteField:
      let array = exchange.bytes
      let count = exchange.message.primeBitCount(array.span) ?? 0
      if count < Self.minimumPrimeBitCount {
        object("the prime of the key exchange has \(count) bits, fewer than \(Self.minimumPrimeBitCount)")
      }
    }
  }

  private mutating func checkProtocol() {
    guard let offered = facts.clientHello else { return }
    let names = hello.applicationProtocols.map { Array(offered.bytes[$0]) }
    var chosen: [UInt8]?
    if let read = facts.serverHello, let range = read.message.applicationProtocol { chosen = Array(read.bytes[range]) }
    if let read = facts.encryptedExtensions, let range = read.message.applicationProtocol {
      chosen = Array(read.bytes[range])
    }
    if let chosen, !names.contains(chosen) {
      object("the server chose an application protocol that the client did not offer")
    }
  }
}

extension CipherSuite.Protection {
  /// Whether what is encrypted is authenticated by the same algorithm, as in the modes GCM and CCM (RFC 5246 §6.2.3.3).
  fileprivate var isAuthenticating: Bool {
    switch self {
    case .aesGCM, .aesCCM, .chaCha20Poly1305: true
    default: false
    }
  }
}

extension Course {
  /// Whether what was chosen was offered.
  var parameters: StepResult {
    let stopped = missing(.parameters)
    guard let check = ParameterCheck(facts) else { return stopped }
    var objections = check.objections
    if stopped.outcome == .fail { objections.append(stopped.reason) }
    let flaw = facts.flaws[.parameters]
    if let flaw, flaw.isBreach { objections.append(flaw.words) }
    guard objections.isEmpty else { return .fail(objections.joined(separator: "; ")) }
    if let flaw { return .notCheckable(flaw.words) }
    if let (reason, place) = facts.stop, place == .parameters {
      // Without the secret, the hellos are all there is to see of TLS 1.3.
      guard case .unsupported = reason else {
        return .pass("what the server's hello chose was offered by the client's; \(reason.words)")
      }
      return .notCheckable(reason.words)
    }
    if let stop = facts.stop, facts.version == .tls13, facts.encryptedExtensions == nil {
      return .pass("what the server's hello chose was offered by the client's; \(stop.reason.words)")
    }
    return .pass("what the sides chose was offered by the other")
  }
}

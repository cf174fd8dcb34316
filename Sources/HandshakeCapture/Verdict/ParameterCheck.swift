import CertificateCryptography
import Certificates
import HandshakeVerification

/// Whether what the sides chose was offered by the other, and is sound (RFC 8446 §4.1.3, §4.1.4, §4.2; RFC 5246 §7.4).
struct ParameterCheck {
  /// The least bits of a prime in a Diffie-Hellman exchange: those of RFC 7919's smallest group.
  static let minimumPrimeBitCount = 2048

  private let facts: HandshakeFacts
  private let hello: ClientHello
  private let answer: ServerHello
  /// What is wrong, a clause each.
  private(set) var objections: [String] = []

  /// Looks at what is there of a handshake; `nil` if the two hellos aren't.
  init?(_ facts: HandshakeFacts, client: ShownCertificates?) {
    guard let hello = facts.clientHello?.message, let answer = facts.serverHello?.message else { return nil }
    (self.facts, self.hello, self.answer) = (facts, hello, answer)
    checkVersion()
    checkSuite()
    checkExtensions()
    checkRenegotiation()
    if answer.version == .tls13 { checkHello13() }
    checkRetry()
    checkExchange()
    checkProtocol()
    checkCertificateEntries()
    checkProofs(client)
  }

  private mutating func object(_ objection: String) { objections.append(objection) }

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

  /// A first handshake has nothing to go back to: otherwise somebody has put another one before it (RFC 5746 §3.4, §3.6).
  private mutating func checkRenegotiation() {
    if answer.version < .tls13, answer.renegotiatedConnection?.isEmpty == false {
      object("the server goes on from a handshake before this one, which the client knows nothing of (RFC 5746)")
    }
    if answer.version < .tls13, hello.renegotiatedConnection?.isEmpty == false {
      object("the client goes on from a handshake before this one, which the server knows nothing of (RFC 5746)")
    }
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
    }
  }

  private mutating func checkRetry() {
    guard let retry = facts.retryRequest?.message, let first = facts.firstHello else { return }
    let before = first.message
    if let group = retry.keyShareGroup {
      if before.groups?.contains(group) != true {
        object("the server asked again for the group \(group), which the client did not offer")
      }
      if before.keyShareGroups?.contains(group) == true {
        object("the server asked again for the group \(group), for which it had a key share")
      }
      if answer.keyShareGroup != nil, answer.keyShareGroup != group {
        object("the server asked again for the group \(group), and then chose another")
      }
    }
    // RFC 8446 §4.1.2: all but some extensions stays.
    guard let second = facts.clientHello else { return }
    if first.bytes[before.random] != second.bytes[hello.random] || before.cipherSuites != hello.cipherSuites
      || first.bytes[before.sessionID] != second.bytes[hello.sessionID]
    {
      object("the client changed more in its second hello than it may")
    }
    // RFC 8446 §4.1.3: both name the version.
    if retry.version != answer.version { object("the server changed the version after its HelloRetryRequest") }
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

  /// Whether what comes with certificates was asked for (RFC 8446 §4.4.2, RFC 8879 §3, §4).
  private mutating func checkCertificateEntries() {
    for entry in facts.serverCertificate?.message.entries ?? [] {
      for type in entry.extensions.list.map({ $0.type }) where !hello.extensions.contains(type) {
        object("the server's certificate comes with the extension \(type), which the client did not send")
      }
    }
    if facts.certificateStatus != nil, !hello.asksForStatus {
      object("the server stapled an answer that the client did not ask for")
    }
    if let algorithm = facts.serverCompression, !hello.certificateCompression.contains(algorithm) {
      object("the server compressed its certificates in a way that the client did not offer")
    }
    guard let request = facts.certificateRequest else { return }
    for entry in facts.clientCertificate?.message.entries ?? [] {
      for type in entry.extensions.list.map({ $0.type }) where !request.extensionTypes.contains(type) {
        object("the client's certificate comes with the extension \(type), which the server did not send")
      }
    }
    if let algorithm = facts.clientCompression, !request.certificateCompression.contains(algorithm) {
      object("the client compressed its certificates in a way that the server did not offer")
    }
  }

  /// Whether each scheme is one that the other side takes (RFC 8446 §4.4.3, RFC 5246 §7.4.3, §7.4.8).
  private mutating func checkProofs(_ client: ShownCertificates?) {
    if let scheme = facts.serverProof?.scheme, !hello.offeredSchemes(answer.version).contains(scheme) {
      object("the server signed with \(scheme), which the client did not offer")
    }
    guard let request = facts.certificateRequest else { return }
    if let scheme = facts.clientProof?.scheme, !request.schemes.contains(scheme) {
      object("the client signed with \(scheme), which the server did not offer")
    }
    switch client?.leaf.flatMap({ request.objection(to: $0) }) {
    case .certificateType(let key)?: object("the client shows a key, \(key), of a kind that the server did not offer")
    case let reason?: object(reason.statement(.client))
    case nil: break
    }
  }
}

extension Course {
  /// Whether what was chosen was offered.
  func parameters(client: ShownCertificates?) -> StepResult {
    let stopped = missing(.parameters)
    guard let check = ParameterCheck(facts, client: client) else { return stopped }
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

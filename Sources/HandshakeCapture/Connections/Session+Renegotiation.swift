import HandshakeVerification

/// Further handshakes within a connection of TLS 1.2 (RFC 5246 §7.4.1.1), each of which is followed like the first, under
/// the keys of the one before.
extension Session {
  /// The most handshakes of a connection that are followed; who needs more has another purpose.
  private static let maximumHandshakeCount = 8
  /// How much a server may send ahead of a ClientHello that is missing so far.
  private static let maximumAheadCount = 1 << 20

  /// Whether this handshake is not the first of its connection.
  var isRenegotiating: Bool { !earlier.isEmpty }

  /// Looks on behind a handshake for another one; false if there is nothing yet.
  mutating func watch12(_ context: inout Context) throws(Stop) -> Bool {
    transcript = []
    try passServer12(&context)
    switch context.skipData(.client) {
    case nil:
      guard !context.client.isMalformed, !context.server.isMalformed else { throw .records(.client, .header) }
      if context.isFinal, case .handshake? = context.skipData(.server) { overlook12(.missing(.client)) }
      return false
    case .handshake?:
      guard earlier.count + 1 < Self.maximumHandshakeCount else {
        overlook12(.unsupported("the sides began more handshakes within the connection than are followed"))
        return false
      }
      renegotiate12()
      return true
    default: return try takeBehind12(.client, &context)
    }
  }

  /// Passes over what the server sends before it answers a ClientHello: data, alerts, and requests to begin.
  private mutating func passServer12(_ context: inout Context) throws(Stop) {
    // A look opens all that is there once more, so that there has to be twice as much for another one.
    let count = context.server.heldByteCount
    guard context.isFinal || count < seenAheadCount || count >= 2 * seenAheadCount else { return }
    seenAheadCount = 0
    while let type = context.skipData(.server) {
      guard type == .handshake else {
        guard try takeBehind12(.server, &context) else { return }
        continue
      }
      // A ServerHello has to wait for its ClientHello, and a HelloRequest has not (RFC 5246 §7.4.1.1).
      var server = context.server
      guard case .message(let bytes) = server.next(), HandshakeType(rawValue: bytes[0]) == .helloRequest else {
        seenAheadCount = context.server.heldByteCount
        if seenAheadCount > Self.maximumAheadCount { overlook12(.memory) }
        return
      }
      context.server = server
    }
  }

  /// Takes a record behind a handshake that is neither data nor of another handshake; false if there is nothing yet.
  private mutating func takeBehind12(_ side: PeerRole, _ context: inout Context) throws(Stop) -> Bool {
    switch context.next(side) {
    case .alert(let level, let description): try takeAlert(side, level, description)
    case .nothing, .ended, .missing: return false
    case .forgotten: throw .memory
    case .sealed: throw .noSecret(side, .master, knowsConnection: facts.hasSecrets)
    case .notAuthentic: throw .notAuthentic(side)
    case .malformed(let flaw): throw .records(side, flaw)
    case .message, .changeCipherSpec, .applicationData:
      throw .unexpected(side, found: "a record without a handshake", expected: phase.expectation)
    }
    return true
  }

  /// Notes that there is another handshake of which nothing can be told.
  private mutating func overlook12(_ stop: Stop) {
    earlier.append(facts)
    facts = HandshakeFacts()
    facts.stop = (stop, .parameters)
    settle()
  }

  /// Begins another handshake.
  private mutating func renegotiate12() {
    earlier.append(facts)
    let (isShortened, hasSecrets) = (facts.isShortened, facts.hasSecrets)
    facts = HandshakeFacts()
    (facts.isShortened, facts.hasSecrets) = (isShortened, hasSecrets)
    facts.previous = FinishedCodes(client: codes12[.client] ?? [], server: codes12[.server] ?? [])
    (hash, keys12, awaited, codes12) = (nil, [:], [:], [:])
    (serverIsFirst12, hasTicket12, hasExchange12, hasNextProtocol12) = (false, false, false, false)
    seenAheadCount = 0
    phase = .clientHello
  }

  /// Goes back to the handshake before, as the server doesn't want another one.
  mutating func abandon12() {
    guard var before = earlier.popLast() else { return }
    before.alerts += facts.alerts
    before.refusedRenegotiationCount += 1
    // Both sides go on with what they had.
    if let previous = facts.previous { codes12 = [.client: previous.client, .server: previous.server] }
    facts = before
    (transcript, hash) = ([], nil)
    phase = .done12
  }
}

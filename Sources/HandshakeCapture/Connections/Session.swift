import CertificateCryptography
import HandshakeVerification

/// One TLS handshake, followed message by message in the order in which the standards have them, whatever the order in
/// which the recording has the two sides (RFC 5246 §7.3, RFC 8446 §2).
struct Session {
  /// The most bytes of handshake messages that are kept for a signature over all of them.
  static let maximumTranscriptCount = 1 << 25

  /// What was found out.
  var facts = HandshakeFacts()
  /// What has to come next.
  var phase = Phase.clientHello
  /// Whether nothing that may come changes what was found out.
  private(set) var isSettled: Bool

  /// All messages so far: for their hash before the function is known, and for signatures of TLS 1.2.
  var transcript: [UInt8] = []
  /// The hash of all messages so far, once its function is known.
  var hash: Transcript?
  /// The sides whose secret isn't known yet.
  var awaited: [PeerRole: SecretLabel] = [:]
  /// The keys of the sides in TLS 1.2, before they are used.
  var keys12: [PeerRole: RecordProtection] = [:]
  /// The secrets of the sides' records in TLS 1.3, to be updated.
  var traffic: [PeerRole: SecretBytes] = [:]
  /// Whether the session of TLS 1.2 is a resumed one, in which the server's Finished comes first.
  var serverIsFirst12 = false
  /// Whether the server has renewed the client's ticket in this handshake of TLS 1.2.
  var hasTicket12 = false
  /// Whether the server has sent a ServerKeyExchange in this handshake of TLS 1.2, and the client a NextProtocol.
  var hasExchange12 = false
  var hasNextProtocol12 = false
  /// How much the server had sent ahead of a ClientHello when that was last looked at.
  var seenAheadCount = 0
  /// What the two Finished of TLS 1.2 hold.
  var codes12: [PeerRole: [UInt8]] = [:]
  /// What was found out of the handshakes before this one within the connection.
  var earlier: [HandshakeFacts] = []
  /// Requests after the handshake that were not answered, by their place among ``HandshakeFacts/later``, with the hash that
  /// the answer continues.
  var requests13: [(number: Int, hash: Transcript)] = []
  /// Whether nothing is of interest after the handshake but an alert by which the server refuses the client.
  var awaitsVerdict13 = false
  /// Who sent the message that is being read after the handshake, where no side has to wait for the other.
  var speaker: PeerRole?
  /// The request that is being answered, and the hash that the answer goes on with; `nil` before its certificates.
  var answer13: (number: Int, hash: Transcript)?

  init(isSettled: Bool = false) { self.isSettled = isSettled }

  /// How much memory is taken by what strangers can make large.
  var heldByteCount: Int {
    transcript.capacity + facts.heldByteCount + earlier.reduce(0) { $0 + $1.heldByteCount }
  }

  /// Whether both sides are through with the handshake, so that only what comes after it is still looked at.
  var isComplete: Bool { phase == .done12 || phase == .done13 }

  /// Goes as far as the records and the secrets allow.
  ///
  /// - Parameters:
  ///   - client: what the client sent.
  ///   - server: what the server sent.
  ///   - hasServer: whether the first record of the server was found.
  ///   - secrets: what is known of keys.
  ///   - isFinal: whether nothing more will come.
  mutating func advance(
    _ client: inout RecordStream, _ server: inout RecordStream, hasServer: Bool, _ secrets: SecretSource, isFinal: Bool
  ) {
    var context = Context(client: client, server: server, secrets: secrets, isFinal: isFinal)
    // Two copies of a buffer would be copied as soon as one is changed.
    (client, server) = (RecordStream(), RecordStream())
    run(&context, hasServer: hasServer)
    (client, server) = (context.client, context.server)
  }

  /// What a handshake is followed with.
  struct Context {
    var client: RecordStream
    var server: RecordStream
    let secrets: SecretSource
    let isFinal: Bool

    /// What comes next on a side.
    mutating func next(_ side: PeerRole) -> RecordItem { side == .client ? client.next() : server.next() }

    /// Passes over the data of the application that comes next on a side of TLS 1.2; the type of the record behind it, or
    /// `nil` if that isn't all there.
    mutating func skipData(_ side: PeerRole) -> ContentType? {
      side == .client ? client.skipData() : server.skipData()
    }

    /// Goes on with other keys on a side; false if a message is cut by that.
    mutating func change(_ side: PeerRole, _ protection: RecordStream.Protection) -> Bool {
      side == .client ? client.change(protection) : server.change(protection)
    }
  }

  private mutating func run(_ context: inout Context, hasServer: Bool) {
    unlock(&context)
    while !isSettled {
      guard hasServer || phase.side == .client else {
        if context.isFinal { end(.recordingEnds(.server), &context) }
        return
      }
      do throws(Stop) {
        let goesOn: Bool
        switch phase {
        case .done12: goesOn = try watch12(&context)
        case .done13: goesOn = try watch13(&context)
        default:
          if isRenegotiating { _ = context.skipData(phase.side) }
          goesOn = try take(context.next(phase.side), phase.side, &context)
        }
        if !goesOn { return }
      } catch {
        end(error, &context)
      }
    }
  }

  /// Takes what comes next on the side whose turn it is; false if there is nothing to take yet.
  private mutating func take(_ item: RecordItem, _ side: PeerRole, _ context: inout Context) throws(Stop) -> Bool {
    switch item {
    case .message(let bytes): try take(bytes, &context)
    case .changeCipherSpec: try takeChange(&context)
    case .alert(let level, let description): try takeAlert(side, level, description)
    case .applicationData:
      // Early data, which may come before the client knows of a HelloRetryRequest (RFC 8446 §4.2.10); and data under the
      // keys of the handshake before.
      guard phase == .secondClientHello || phase == .earlyData || isRenegotiating else {
        throw .unexpected(side, found: "application data", expected: phase.expectation)
      }
    case .nothing:
      guard context.isFinal else { return false }
      throw .recordingEnds(side)
    case .ended:
      guard context.isFinal else { return false }
      throw .closed(side)
    case .missing:
      guard context.isFinal else { return false }
      throw .missing(side)
    case .forgotten: throw .memory
    case .sealed:
      let label = awaited[side] ?? .master
      guard context.isFinal || !context.secrets.mayGrow else { return false }
      throw .noSecret(side, label, knowsConnection: facts.hasSecrets)
    case .notAuthentic: throw .notAuthentic(side)
    case .malformed(let flaw): throw .records(side, flaw)
    }
    return true
  }

  /// RFC 5246 §7.2, RFC 8446 §6: in TLS 1.3 each alert ends the connection, in TLS 1.2 a warning need not.
  mutating func takeAlert(_ side: PeerRole, _ level: UInt8, _ description: UInt8) throws(Stop) {
    let alert = AlertDescription(rawValue: description)
    let isBefore13 = (facts.version ?? .tls12) < .tls13
    if facts.alerts.count < 16 {
      facts.alerts.append(HandshakeFacts.Alert(side: side, level: level, description: alert))
    }
    // RFC 5246 §7.2.2: whoever doesn't want another handshake says so, and the connection goes on.
    if isRenegotiating, side == .server, phase == .serverHello, alert.rawValue == 100 { return abandon12() }
    let isWarning = level == 1 && description != 0 && isBefore13
    guard isWarning else { throw .alert(side, level: level, alert) }
  }

  /// Ends the handshake before its time.
  private mutating func end(_ stop: Stop, _ context: inout Context) {
    var stop = stop
    // Where one side falls silent, the other may say why.
    switch stop {
    case .recordingEnds(let side), .closed(let side), .missing(let side):
      if case .alert(let level, let description) = context.next(side.other) {
        stop = .alert(side.other, level: level, AlertDescription(rawValue: description))
        facts.alerts.append(
          HandshakeFacts.Alert(
            side: side.other, level: level, description: AlertDescription(rawValue: description)))
      }
    default: break
    }
    if isRenegotiating, phase == .serverHello, stop.isRefusal {
      abandon12()
    } else if phase == .done13 {
      noteLater(stop)
    } else if phase == .done12 {
      if stop.isBreach { facts.laterStop = stop }
    } else {
      // The first record tells whether the secret is this handshake's at all, which is what Finished stands for; of what
      // was chosen it says nothing.
      let isFirst = stop == .notAuthentic(.server) && phase == .encryptedExtensions
      // A suite without certificates has no step for them.
      let isLeftOut = facts.isWithoutCertificate && [.serverChain, .serverProof].contains(phase.step)
      facts.stop = (stop, isFirst || isLeftOut ? .serverFinished : phase.step)
    }
    settle()
  }

  /// Leaves the rest of the connection alone.
  mutating func settle() {
    isSettled = true
    transcript = []
    (hash, answer13) = (nil, nil)
    (keys12, traffic, requests13, codes12) = ([:], [:], [], [:])
  }

  /// Ends the handshake for want of memory.
  mutating func giveUp() {
    facts.stop = facts.stop ?? (.memory, phase.step)
    settle()
  }

  /// Ends the handshake as what answers the client isn't TLS.
  mutating func stopWithoutServer() {
    facts.stop = (.noServer, phase.step)
    settle()
  }

  /// Gives away what was found out.
  mutating func takeFacts() -> HandshakeFacts {
    settle()
    guard var first = earlier.first else { return facts }
    first.renegotiations = Array(earlier.dropFirst()) + [facts]
    // What is said of the connection is said once.
    for other in first.renegotiations {
      first.isShortened = first.isShortened || other.isShortened
      first.isReset = first.isReset || other.isReset
      first.hasConflict = first.hasConflict || other.hasConflict
      first.refusedRenegotiationCount += other.refusedRenegotiationCount
      first.laterStop = first.laterStop ?? other.laterStop
      first.alerts += other.alerts
    }
    return first
  }
}

extension Phase {
  /// What has to come, as a person reads it.
  var expectation: String {
    switch self {
    case .clientHello, .secondClientHello: "a ClientHello"
    case .serverHello: "a ServerHello"
    case .serverCertificate12, .serverCertificate13, .clientCertificate12, .clientCertificate13: "a Certificate"
    case .serverKeyExchange12: "the rest of the server's messages"
    case .clientKeyExchange12: "a ClientKeyExchange"
    case .clientChange12, .serverChange12: "a ChangeCipherSpec"
    case .serverVerify13, .clientVerify13: "a CertificateVerify"
    case .clientFinished12, .serverFinished12, .serverFinished13, .clientFinished13, .earlyData: "a Finished"
    case .encryptedExtensions: "EncryptedExtensions"
    case .done12, .done13: "application data"
    }
  }
}

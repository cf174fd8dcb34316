import CertificateCryptography
import HandshakeVerification

/// What TLS 1.3 does after the handshake: tickets, new keys, and requests for the client's certificate (RFC 8446 §4.6).
extension Session {
  /// The most requests of a connection that are looked at; browsers and servers have one, or one for each page.
  private static let maximumRequestCount = 64

  /// Takes what both sides send; false once there is nothing more yet.
  mutating func watch13(_ context: inout Context) throws(Stop) -> Bool {
    // A request comes before its answer, so that the server is heard first.
    for side in awaitsVerdict13 ? [PeerRole.server] : [.server, .client] {
      while !isSettled, try takeLater(context.next(side), side, &context) {}
    }
    if context.isFinal, !isSettled { noteUnfinished13() }
    return false
  }

  /// Takes what comes next on a side; false if there is nothing yet.
  private mutating func takeLater(
    _ item: RecordItem, _ side: PeerRole, _ context: inout Context
  ) throws(Stop) -> Bool {
    switch item {
    case .message(let bytes): try takeLater(bytes, side, &context)
    // Whoever answers has accepted the client.
    case .applicationData:
      if awaitsVerdict13 { settle() }
      if side == .client, let answer13 {
        throw .unexpected(side, found: "application data", expected: facts.later[answer13.number].expectation)
      }
    case .alert(let level, let description): try takeAlert(side, level, description)
    case .nothing, .ended, .missing: return false
    case .forgotten: throw .memory
    case .sealed:
      // Without the secret nobody can know, unless the recording still brings it.
      guard !context.secrets.mayGrow || context.isFinal else { return false }
      throw .noSecret(side, side == .client ? .clientTraffic : .serverTraffic, knowsConnection: facts.hasSecrets)
    case .changeCipherSpec: throw .unexpected(side, found: "a ChangeCipherSpec", expected: phase.expectation)
    case .notAuthentic: throw .notAuthentic(side)
    case .malformed(let flaw): throw .records(side, flaw)
    }
    return true
  }

  private mutating func takeLater(_ bytes: [UInt8], _ side: PeerRole, _ context: inout Context) throws(Stop) {
    let type = HandshakeType(rawValue: bytes[0])
    speaker = side
    if side == .client, let answer = answer13 { return try takeAnswer(bytes, type, answer) }
    switch (side, type) {
    case (.server, .newSessionTicket): break
    case (_, .keyUpdate): try update(side, &context)
    case (.server, .certificateRequest): try takeRequestLater(bytes)
    case (.client, .certificate), (.client, .compressedCertificate): try takeCertificateLater(bytes, type)
    default: throw .unexpected(side, found: type.description, expected: "application data")
    }
  }

  private mutating func takeRequestLater(_ bytes: [UInt8]) throws(Stop) {
    guard facts.later.count < Self.maximumRequestCount, var hash else {
      // One more than are looked at, of which nothing is known.
      facts.later.append(LaterAuthentication(flaws: [.clientRequested: .memory, .clientChain: .memory]))
      throw .memory
    }
    do throws(Stop) {
      let request = try request13(bytes)
      facts.later.append(LaterAuthentication(request: request))
    } catch {
      facts.later.append(LaterAuthentication(flaws: [.clientRequested: error]))
      throw error
    }
    // RFC 8446 §4.4: the transcript of the handshake, and the request.
    hash.append(bytes.span)
    requests13.append((facts.later.count - 1, hash))
  }

  /// Takes the certificates that answer a request after the handshake.
  private mutating func takeCertificateLater(_ bytes: [UInt8], _ type: HandshakeType) throws(Stop) {
    var certificate: HandshakeFacts.Read<CertificateMessage>?
    var flaw: Stop?
    do throws(Stop) {
      certificate = try certificate13(bytes, type)
    } catch {
      flaw = error
    }
    guard let place = place(of: certificate) else {
      let stop = flaw ?? .unexpected(.client, found: "certificates for a request that was not made", expected: "data")
      facts.later.append(LaterAuthentication(isAnswered: true, flaws: [.clientChain: stop]))
      throw stop
    }
    var (number, hash) = requests13.remove(at: place)
    hash.append(bytes.span)
    answer13 = (number, hash)
    facts.later[number].isAnswered = true
    facts.later[number].certificate = certificate
    facts.later[number].compression = compression13(bytes, type)
    facts.later[number].flaws[.clientChain] = flaw
  }

  /// Which of the requests certificates answer; `nil` if none, or if nobody can tell.
  private func place(of certificate: HandshakeFacts.Read<CertificateMessage>?) -> Int? {
    // Certificates that can't be read answer the only request that there is.
    guard let certificate else { return requests13.count == 1 ? 0 : nil }
    let context = Array(certificate.bytes[certificate.message.context])
    return requests13.firstIndex { facts.later[$0.number].request?.context == context }
  }

  /// Takes what follows the certificates, without anything in between (RFC 8446 §4.6.2).
  private mutating func takeAnswer(
    _ bytes: [UInt8], _ type: HandshakeType, _ answer: (number: Int, hash: Transcript)
  ) throws(Stop) {
    var (number, hash) = answer
    switch (facts.later[number].nextStep, type) {
    case (.clientProof, .certificateVerify):
      do throws(Stop) {
        facts.later[number].proof = try proof13(bytes, type, .client, hash)
      } catch {
        facts.later[number].flaws[.clientProof] = error
      }
      hash.append(bytes.span)
      answer13 = (number, hash)
    case (.clientProof, .finished), (.clientFinished, .finished):
      // A certificate that can't be read may be none, which needs no proof.
      facts.later[number].lacksProof =
        facts.later[number].nextStep == .clientProof && facts.later[number].certificate != nil
      facts.later[number].finished = try finished13(bytes, type, .client, hash)
      answer13 = nil
    default: throw .unexpected(.client, found: type.description, expected: facts.later[number].expectation)
    }
  }

  /// Notes that an answer has begun of which no Finished was recorded.
  mutating func noteUnfinished13() {
    guard let number = answer13?.number, facts.later[number].finished == nil else { return }
    let step = facts.later[number].nextStep
    facts.later[number].flaws[step] = facts.later[number].flaws[step] ?? .recordingEnds(.client)
    // Whatever else is missing, the end is.
    facts.later[number].flaws[.clientFinished] = facts.later[number].flaws[.clientFinished] ?? .recordingEnds(.client)
  }

  /// Notes what put an end to looking on after the handshake, at the step that it spoils.
  mutating func noteLater(_ stop: Stop) {
    if let number = answer13?.number, stop.isOf(.client) {
      let step = facts.later[number].nextStep
      facts.later[number].flaws[step] = facts.later[number].flaws[step] ?? stop
    }
    if case .alert = stop { return }
    facts.laterStop = stop
  }

  /// Goes on with the next keys of a side (RFC 8446 §4.6.3, §7.2).
  private mutating func update(_ side: PeerRole, _ context: inout Context) throws(Stop) {
    guard let parts = facts.suite, let old = traffic[side], let next = KeySchedule.updated(parts, old),
      let protection = KeySchedule.protection13(parts, next)
    else { return settle() }
    traffic[side] = next
    guard context.change(side, .known(protection)) else { throw .records(side, .keyChange) }
  }
}

extension LaterAuthentication {
  /// What has to come next, as a person reads it.
  fileprivate var expectation: String { nextStep == .clientProof ? "a CertificateVerify" : "a Finished" }
}

extension Stop {
  /// Whether it is about what a side sent.
  fileprivate func isOf(_ role: PeerRole) -> Bool {
    switch self {
    case .recordingEnds(let side), .closed(let side), .missing(let side), .notAuthentic(let side),
      .noSecret(let side, _, _), .records(let side, _), .message(let side, _), .unexpected(let side, _, _),
      .alert(let side, _, _):
      side == role
    case .noServer, .unsupported, .memory: false
    }
  }
}

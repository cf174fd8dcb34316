import CertificateCryptography
import HandshakeVerification

/// What TLS 1.3 does after the handshake: tickets, new keys, and requests for the client's certificate (RFC 8446 §4.6).
extension Session {
  /// The most requests that may wait for an answer; browsers and servers have one.
  private static let maximumRequestCount = 16

  /// Takes what both sides send; false once there is nothing more yet.
  mutating func watch13(_ context: inout Context) throws(Stop) -> Bool {
    // A request comes before its answer, so that the server is heard first.
    for side in [PeerRole.server, .client] {
      while !isSettled, try takeLater(context.next(side), side, &context) {}
    }
    return false
  }

  /// Takes what comes next on a side; false if there is nothing yet.
  private mutating func takeLater(
    _ item: RecordItem, _ side: PeerRole, _ context: inout Context
  ) throws(Stop) -> Bool {
    switch item {
    case .message(let bytes): try takeLater(bytes, side, &context)
    case .applicationData: break
    case .alert(let level, let description): try takeAlert(side, level, description)
    case .nothing, .ended, .missing, .forgotten: return false
    case .sealed:
      // Without the secret nobody can know, unless the recording still brings it.
      guard !context.secrets.mayGrow || context.isFinal else { return false }
      settle()
    // Whatever is wrong with data isn't the handshake's affair, which is complete.
    case .changeCipherSpec, .notAuthentic, .malformed: settle()
    }
    return true
  }

  private mutating func takeLater(_ bytes: [UInt8], _ side: PeerRole, _ context: inout Context) throws(Stop) {
    let type = HandshakeType(rawValue: bytes[0])
    switch (side, type) {
    case (.server, .newSessionTicket): break
    case (_, .keyUpdate): try update(side, &context)
    case (.server, .certificateRequest):
      guard requests13.count < Self.maximumRequestCount, var hash else { return settle() }
      // RFC 8446 §4.4: the transcript of the handshake, and the request.
      hash.append(bytes.span)
      let request = try request13(bytes)
      requests13.append((request, hash))
      // One that is never answered is a request all the same.
      if !facts.hasRequest {
        (facts.hasRequest, facts.certificateRequest, facts.hasPostHandshakeRequest) = (true, request, true)
      }
    case (.client, .certificate), (.client, .compressedCertificate): try takeCertificateLater(bytes, type)
    case (.client, .certificateVerify):
      guard var hash = answer13 else { throw .unexpected(side, found: type.description, expected: "application data") }
      facts.clientProof = try tolerate(.clientProof) { session throws(Stop) in
        try session.proof13(bytes, type, .client, hash)
      }
      hash.append(bytes.span)
      answer13 = hash
    case (.client, .finished):
      guard let hash = answer13 else { throw .unexpected(side, found: type.description, expected: "application data") }
      let isValid = try finished13(bytes, type, .client, hash)
      facts.clientFinished = isValid && facts.clientFinished != false
      facts.lacksClientProof = facts.clientCertificate?.message.isEmpty == false && facts.clientProof == nil
      answer13 = nil
    default: throw .unexpected(side, found: type.description, expected: "application data")
    }
  }

  /// Takes the certificates that answer a request after the handshake.
  private mutating func takeCertificateLater(_ bytes: [UInt8], _ type: HandshakeType) throws(Stop) {
    let certificate = try certificate13(bytes, type)
    let context = Array(certificate.bytes[certificate.message.context])
    guard let index = requests13.firstIndex(where: { $0.request.context == context }) else {
      throw .unexpected(.client, found: "certificates for a request that was not made", expected: "application data")
    }
    var (request, hash) = requests13.remove(at: index)
    hash.append(bytes.span)
    answer13 = hash
    facts.hasPostHandshakeRequest = true
    (facts.hasRequest, facts.certificateRequest) = (true, request)
    (facts.clientCertificate, facts.clientCompression) = (certificate, compression13(bytes, type))
    (facts.clientProof, facts.lacksClientCertificate) = (nil, false)
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

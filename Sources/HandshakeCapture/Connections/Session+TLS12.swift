import CertificateCryptography
import CertificateEncoding
import HandshakeVerification

/// The handshake of TLS 1.2 behind the hellos (RFC 5246 §7.3).
extension Session {
  /// Takes a message.
  mutating func take12(_ bytes: [UInt8], _ type: HandshakeType, _ context: inout Context) throws(Stop) {
    // RFC 5246 §7.4.1.1: a HelloRequest is no part of the handshake, and may be passed over.
    if type == .helloRequest, phase.side == .server { return }
    switch phase {
    case .serverCertificate12: try takeServerCertificate12(bytes, type)
    case .serverKeyExchange12: try takeServerFlight12(bytes, type)
    case .clientCertificate12:
      if type == .clientKeyExchange {
        // RFC 5246 §7.4.6: a client without a fitting certificate sends an empty message.
        facts.lacksClientCertificate = true
        phase = .clientKeyExchange12
        return try take12(bytes, type, &context)
      }
      try demand(.certificate, type)
      facts.clientCertificate = try tolerate(.clientChain) { session throws(Stop) in
        try session.read(bytes) { span, body throws(HandshakeMessageError) in
          try CertificateMessage(span, body, version: .tls12)
        }
      }
      try note(bytes)
      phase = .clientKeyExchange12
    case .clientKeyExchange12:
      try demand(.clientKeyExchange, type)
      if let keyExchange = facts.suite?.keyExchange {
        _ = try read(bytes) { span, body throws(HandshakeMessageError) in
          try ClientKeyExchange(span, body, keyExchange: keyExchange)
        }
      }
      try note(bytes)
      phase = .clientChange12
    case .clientChange12:
      try demand(.certificateVerify, type)
      guard facts.hasClientCertificate, facts.clientProof == nil, facts.flaws[.clientProof] == nil else {
        throw unexpected(type)
      }
      // RFC 5246 §7.4.8: over all messages up to here.
      facts.clientProof = try tolerate(.clientProof) { session throws(Stop) in
        let verify = try session.read(bytes) { span, body throws(HandshakeMessageError) in
          try CertificateVerify(span, body)
        }
        return .client12(
          scheme: verify.message.scheme, signature: Array(bytes[verify.message.signature]),
          messages: session.transcript)
      }
      try note(bytes)
    case .clientFinished12: try takeFinished12(bytes, type, .client, context.secrets)
    case .serverChange12: try takeTicket12(bytes, type)
    case .serverFinished12: try takeFinished12(bytes, type, .server, context.secrets)
    default: throw unexpected(type)
    }
  }

  private mutating func takeServerCertificate12(_ bytes: [UInt8], _ type: HandshakeType) throws(Stop) {
    if type == .newSessionTicket, mayResume12, announcesTicket12 {
      // RFC 5077 §3.3: right behind the hello it renews the ticket of a session that is resumed.
      resume12()
      return try takeTicket12(bytes, type)
    }
    if facts.isWithoutCertificate {
      phase = .serverKeyExchange12
      return try takeServerFlight12(bytes, type)
    }
    guard type == .certificate else {
      facts.lacksServerCertificate = true
      throw unexpected(type)
    }
    facts.serverCertificate = try tolerate(.serverChain) { session throws(Stop) in
      try session.read(bytes) { span, body throws(HandshakeMessageError) in
        try CertificateMessage(span, body, version: .tls12)
      }
    }
    try note(bytes)
    phase = .serverKeyExchange12
  }

  /// Whether the server's hello says that a session is resumed, or leaves it to what comes next.
  ///
  /// RFC 5246 §7.3, §7.4.1.3: it repeats the identifier that the client asked for, which is not empty. RFC 5077 §3.4: to a
  /// client with a ticket and no identifier it answers with any.
  private var mayResume12: Bool {
    guard let client = facts.clientHello, let server = facts.serverHello else { return false }
    let asked = client.bytes[client.message.sessionID]
    guard asked.isEmpty else { return asked == server.bytes[server.message.sessionID] }
    return client.message.extensions[.sessionTicket]?.isEmpty == false
  }

  /// Whether the server's hello says that there will be a NewSessionTicket (RFC 5077 §3.2).
  private var announcesTicket12: Bool { facts.serverHello?.message.extensions.contains(.sessionTicket) == true }

  /// Takes a NewSessionTicket, once, and if the server's hello announced it (RFC 5077 §3.2, §3.3).
  private mutating func takeTicket12(_ bytes: [UInt8], _ type: HandshakeType) throws(Stop) {
    try demand(.newSessionTicket, type)
    guard !hasTicket12, announcesTicket12 else { throw unexpected(type) }
    hasTicket12 = true
    // struct { uint32 ticket_lifetime_hint; opaque ticket<0..2^16-1>; } NewSessionTicket;
    try check(bytes, type) { span, reader throws(HandshakeMessageError) in
      _ = try reader.number(span, byteCount: 4)
      _ = try reader.vector(span, lengthByteCount: 2)
    }
    try note(bytes)
  }

  /// Checks the form of a message of which nothing is kept.
  private func check(
    _ bytes: [UInt8], _ type: HandshakeType,
    _ parts: (Span<UInt8>, inout MessageReader) throws(HandshakeMessageError) -> Void
  ) throws(Stop) {
    _ = try read(bytes) { span, body throws(HandshakeMessageError) in
      do throws(HandshakeMessageError) {
        var reader = MessageReader(body)
        try parts(span, &reader)
        try reader.finish()
      } catch {
        throw error.within(type)
      }
    }
  }

  /// Goes on with a session from before, in which the server changes its keys first (RFC 5246 §7.3).
  private mutating func resume12() {
    facts.isResumed = true
    serverIsFirst12 = true
    phase = .serverChange12
  }

  private mutating func takeServerFlight12(_ bytes: [UInt8], _ type: HandshakeType) throws(Stop) {
    guard let keyExchange = facts.suite?.keyExchange else { return }
    switch type {
    case .certificateStatus where facts.certificateStatus == nil && !hasExchange12:
      facts.certificateStatus = try tolerate(.serverChain) { session throws(Stop) in
        let status = try session.read(bytes) { span, body throws(HandshakeMessageError) in
          try CertificateStatus(span, body)
        }
        return Array(bytes[status.message.response])
      }
    case .serverKeyExchange where !hasExchange12 && !facts.hasRequest:
      hasExchange12 = true
      try takeKeyExchange12(bytes, keyExchange)
    case .certificateRequest where !facts.hasRequest:
      facts.hasRequest = true
      facts.certificateRequest = try tolerate(.clientRequested) { session throws(Stop) in
        try session.read(bytes) { span, body throws(HandshakeMessageError) in
          try CertificateRequest(span, body, version: .tls12)
        }
        .message
      }
    case .serverHelloDone:
      guard bytes.count == HandshakeMessage.headerByteCount else { throw unexpected(type) }
      if !hasExchange12 {
        // Without a signature there is no step of its own that it would be missed in.
        if keyExchange.isSigned12 {
          facts.lacksServerProof = true
        } else if keyExchange.needsServerKeyExchange {
          throw .unexpected(.server, found: type.description, expected: "a ServerKeyExchange")
        }
      }
      facts.hasWholeServerFlight = true
      phase = facts.hasRequest ? .clientCertificate12 : .clientKeyExchange12
    default: throw unexpected(type)
    }
    try note(bytes)
  }

  private mutating func takeKeyExchange12(
    _ bytes: [UInt8], _ keyExchange: CipherSuite.KeyExchange
  ) throws(Stop) {
    if keyExchange == .psk || keyExchange == .rsaPSK {
      // Without Diffie-Hellman, nothing but a hint for the identity of the key (RFC 4279 §2, §4).
      return try tolerate(.serverProof) { session throws(Stop) in
        try session.check(bytes, .serverKeyExchange) { span, reader throws(HandshakeMessageError) in
          _ = try reader.vector(span, lengthByteCount: 2)
        }
      } ?? ()
    }
    let exchange = try tolerate(.serverProof) { session throws(Stop) in
      try session.read(bytes) { span, body throws(HandshakeMessageError) in
        try ServerKeyExchange(span, body, keyExchange: keyExchange)
      }
    }
    guard let exchange else { return }
    facts.serverKeyExchange = exchange
    guard let signed = exchange.message.signed, let client = facts.clientHello, let server = facts.serverHello else {
      return
    }
    facts.serverProof = .server12(
      scheme: signed.scheme, signature: Array(bytes[signed.signature]),
      clientRandom: Array(client.bytes[client.message.random]),
      serverRandom: Array(server.bytes[server.message.random]), parameters: Array(bytes[exchange.message.parameters]),
      cipherSuite: server.message.cipherSuite.rawValue)
  }

  /// Takes a ChangeCipherSpec (RFC 5246 §7.1), which means nothing in TLS 1.3 (RFC 8446 §5).
  mutating func takeChange(_ context: inout Context) throws(Stop) {
    if ignoresChange { return }
    // Right behind the hello it is the sign of a session that is resumed.
    if phase == .serverCertificate12 {
      guard mayResume12 else {
        facts.lacksServerCertificate = !facts.isWithoutCertificate
        throw unexpectedChange
      }
      resume12()
    }
    switch phase {
    case .clientChange12:
      facts.lacksClientProof = facts.hasClientCertificate && facts.clientProof == nil
      phase = .clientFinished12
      try change12(.client, &context)
    case .serverChange12:
      phase = .serverFinished12
      try change12(.server, &context)
    default: throw unexpectedChange
    }
  }

  /// Whether a ChangeCipherSpec means nothing here: in TLS 1.3, which a HelloRetryRequest announces.
  private var ignoresChange: Bool {
    switch facts.version {
    case ProtocolVersion.tls13?: true
    case nil: facts.retryRequest != nil
    default: false
    }
  }

  private var unexpectedChange: Stop {
    .unexpected(phase.side, found: "a ChangeCipherSpec", expected: phase.expectation)
  }

  /// Goes on with the keys that the master secret gives.
  private mutating func change12(_ side: PeerRole, _ context: inout Context) throws(Stop) {
    let isClean: Bool
    if let protection = protection12(side, context.secrets) {
      isClean = context.change(side, .known(protection))
    } else {
      awaited[side] = .master
      isClean = context.change(side, .unknown)
    }
    guard isClean else { throw .records(side, .keyChange) }
    switch facts.suite?.protection {
    case .tripleDES: throw .unsupported("records that are protected by Triple DES aren't opened here")
    case .other(let name): throw .unsupported("records that are protected by \(name) aren't opened here")
    default: break
    }
  }

  /// The keys of a side's records; `nil` if the master secret isn't known.
  mutating func protection12(_ side: PeerRole, _ secrets: SecretSource) -> RecordProtection? {
    if let known = keys12[side] { return known }
    guard let master = secret(.master, secrets), let parts = facts.suite, let clientHello = facts.clientHello,
      let serverHello = facts.serverHello
    else { return nil }
    let both = KeySchedule.protection12(
      parts, master: master, clientRandom: Array(clientHello.bytes[clientHello.message.random]),
      serverRandom: Array(serverHello.bytes[serverHello.message.random]),
      encryptsThenAuthenticates: serverHello.message.encryptsThenAuthenticates)
    guard let both else { return nil }
    keys12 = [.client: both.client, .server: both.server]
    return keys12[side]
  }

  private mutating func takeFinished12(
    _ bytes: [UInt8], _ type: HandshakeType, _ side: PeerRole, _ secrets: SecretSource
  ) throws(Stop) {
    // A draft that some servers speak has the client name its protocol here, under encryption.
    if type.rawValue == 67, side == .client, !hasNextProtocol12,
      facts.serverHello?.message.extensions.contains(.nextProtocol) == true
    {
      hasNextProtocol12 = true
      return try note(bytes)
    }
    try demand(.finished, type)
    guard let hash, let master = secret(.master, secrets), let suite = facts.serverHello?.message.cipherSuite
    else { throw .noSecret(side, .master, knowsConnection: facts.hasSecrets) }
    let finished = try read(bytes) { _, body throws(HandshakeMessageError) in
      try Finished(body, version: .tls12, cipherSuite: suite)
    }
    let expected = master.withBytes {
      FinishedCode.tls12(side, masterSecret: $0, transcript: hash.digest())
    }
    let code = Array(bytes[finished.message.verifyData])
    let isValid = code == expected
    codes12[side] = code
    try note(bytes)
    if side == .client {
      facts.clientFinished = isValid
      phase = serverIsFirst12 ? .done12 : .serverChange12
    } else {
      facts.serverFinished = isValid
      phase = serverIsFirst12 ? .clientChange12 : .done12
    }
  }
}

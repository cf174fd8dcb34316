import CertificateCryptography
import HandshakeVerification

extension Session {
  /// Takes a handshake message of the side whose turn it is.
  mutating func take(_ bytes: [UInt8], _ context: inout Context) throws(Stop) {
    let type = HandshakeType(rawValue: bytes[0])
    switch phase {
    case .clientHello, .secondClientHello: try takeClientHello(bytes, type)
    case .serverHello: try takeServerHello(bytes, type, &context)
    case .serverCertificate12, .serverKeyExchange12, .clientCertificate12, .clientKeyExchange12, .clientChange12,
      .clientFinished12, .serverChange12, .serverFinished12, .done12:
      try take12(bytes, type, &context)
    case .encryptedExtensions, .serverCertificate13, .serverVerify13, .serverFinished13, .earlyData,
      .clientCertificate13, .clientVerify13, .clientFinished13, .done13:
      try take13(bytes, type, &context)
    }
  }

  /// Takes a message into the transcript.
  mutating func note(_ bytes: [UInt8]) throws(Stop) {
    if hash == nil || facts.version != .tls13 {
      guard transcript.count + bytes.count <= Self.maximumTranscriptCount else { throw .memory }
      transcript += bytes
    }
    hash?.append(bytes.span)
  }

  /// Demands the type of a message.
  func demand(_ type: HandshakeType, _ found: HandshakeType) throws(Stop) {
    guard found == type else { throw unexpected(found) }
  }

  /// The objection to a message that has no place here.
  func unexpected(_ found: HandshakeType) -> Stop {
    .unexpected(phase.side, found: found.description, expected: phase.expectation)
  }

  /// Reads a message, whose body is given to `read` as a range of its bytes.
  func read<Message>(
    _ bytes: [UInt8], _ read: (Span<UInt8>, Range<Int>) throws(HandshakeMessageError) -> Message
  ) throws(Stop) -> HandshakeFacts.Read<Message> {
    do throws(HandshakeMessageError) {
      let body = HandshakeMessage.headerByteCount..<bytes.count
      return HandshakeFacts.Read(bytes: bytes, message: try read(bytes.span, body))
    } catch {
      throw .message(speaker ?? phase.side, error)
    }
  }

  /// Reads a message without which the handshake can be followed on; `nil` if it can't be read, or isn't read here, which
  /// the step then tells.
  mutating func tolerate<Message>(
    _ step: Step, _ read: (Session) throws(Stop) -> Message
  ) throws(Stop) -> Message? {
    do throws(Stop) {
      return try read(self)
    } catch {
      switch error {
      case .message, .unsupported: facts.flaws[step] = error
      default: throw error
      }
      return nil
    }
  }

  private mutating func takeClientHello(_ bytes: [UInt8], _ type: HandshakeType) throws(Stop) {
    try demand(.clientHello, type)
    let hello = try read(bytes) { span, body throws(HandshakeMessageError) in try ClientHello(span, body) }
    if phase == .secondClientHello {
      facts.firstHello = facts.clientHello
      facts.clientHello = hello
      try note(bytes)
    } else {
      facts.clientHello = hello
      try note(bytes)
    }
    phase = .serverHello
  }

  private mutating func takeServerHello(
    _ bytes: [UInt8], _ type: HandshakeType, _ context: inout Context
  ) throws(Stop) {
    // RFC 5246 §7.4.1.1: while a handshake is under way already, a request for one means nothing.
    if isRenegotiating, type == .helloRequest { return }
    try demand(.serverHello, type)
    let hello = try read(bytes) { span, body throws(HandshakeMessageError) in try ServerHello(span, body) }
    let version = hello.message.version
    // RFC 8446 §4.1.2: within a connection the version stays.
    guard !isRenegotiating || version == .tls12 else {
      throw .unexpected(.server, found: "a hello of \(version)", expected: "one of TLS 1.2")
    }
    if hello.message.isRetryRequest {
      // RFC 8446 §4.1.4: a client that is asked again a second time ends the handshake.
      guard facts.retryRequest == nil else {
        throw .unexpected(.server, found: "a second HelloRetryRequest", expected: "a ServerHello")
      }
      guard let parts = hello.message.cipherSuite.parts else { throw unknownSuite(hello.message.cipherSuite) }
      facts.retryRequest = hello
      var hash = Transcript(parts.hash)
      hash.append(transcript.span)
      hash.replaceByMessageHash()
      self.hash = hash
      transcript = []
      self.hash?.append(bytes.span)
      phase = .secondClientHello
      return
    }
    facts.serverHello = hello
    guard version == .tls12 || version == .tls13 else {
      throw .unsupported("\(version) is not verified here, and nobody should use it (RFC 8996)")
    }
    guard let parts = hello.message.cipherSuite.parts else { throw unknownSuite(hello.message.cipherSuite) }
    if hash == nil {
      var hash = Transcript(parts.hash)
      hash.append(transcript.span)
      self.hash = hash
      if version == .tls13 { transcript = [] }
    }
    try note(bytes)
    if version == .tls13 {
      guard parts.keyExchange == .tls13 else { throw unknownSuite(hello.message.cipherSuite) }
      try begin13(&context)
    } else {
      guard parts.keyExchange != .tls13 else { throw unknownSuite(hello.message.cipherSuite) }
      phase = .serverCertificate12
    }
  }

  private func unknownSuite(_ suite: CipherSuite) -> Stop {
    .unsupported("the suite \(suite) is not known here, or not one of the version")
  }

  /// The random number by which key logs name the connection.
  var randomKey: RandomKey? {
    // Key logs name the first ClientHello's number; the second has the same (RFC 8446 §4.1.2).
    guard let hello = facts.firstHello ?? facts.clientHello else { return nil }
    let bytes = hello.bytes
    return RandomKey(bytes.span.extracting(hello.message.random))
  }

  /// A secret of this connection; `nil` if it isn't known.
  mutating func secret(_ label: SecretLabel, _ secrets: SecretSource) -> SecretBytes? {
    guard let randomKey else { return nil }
    facts.hasSecrets = facts.hasSecrets || secrets.log.knows(randomKey)
    return secrets.log.secret(label, of: randomKey)
  }

  /// Goes on with keys that were not known before.
  mutating func unlock(_ context: inout Context) {
    for (side, label) in awaited {
      if label == .master {
        guard let protection = protection12(side, context.secrets) else { continue }
        awaited[side] = nil
        // What was waited for begins with a whole record.
        _ = context.change(side, .known(protection))
      } else if let protection = protection13(side, label, context.secrets) {
        awaited[side] = nil
        _ = context.change(side, .known(protection))
      }
    }
  }
}

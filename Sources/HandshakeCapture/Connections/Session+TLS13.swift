import CertificateCryptography
import HandshakeVerification

/// The handshake of TLS 1.3 behind the hellos (RFC 8446 §4.3, §4.4).
extension Session {
  /// Goes on under the handshake's keys.
  mutating func begin13(_ context: inout Context) throws(Stop) {
    facts.isResumed = facts.serverHello?.message.preSharedKeyIndex != nil
    phase = .encryptedExtensions
    try change13(.server, .serverHandshake, &context)
  }

  /// Goes on with the keys that a secret gives.
  private mutating func change13(_ side: PeerRole, _ label: SecretLabel, _ context: inout Context) throws(Stop) {
    let isClean: Bool
    if let protection = protection13(side, label, context.secrets) {
      isClean = context.change(side, .known(protection))
    } else {
      awaited[side] = label
      isClean = context.change(side, .unknown)
    }
    guard isClean else { throw .records(side, .keyChange) }
  }

  /// The keys that a secret gives; `nil` if it isn't known.
  mutating func protection13(_ side: PeerRole, _ label: SecretLabel, _ secrets: SecretSource) -> RecordProtection? {
    guard let secret = secret(label, secrets), let parts = facts.suite else { return nil }
    traffic[side] = secret
    return KeySchedule.protection13(parts, secret)
  }

  /// Takes a message.
  mutating func take13(_ bytes: [UInt8], _ type: HandshakeType, _ context: inout Context) throws(Stop) {
    switch phase {
    case .encryptedExtensions:
      try demand(.encryptedExtensions, type)
      facts.encryptedExtensions = try tolerate(.parameters) { session throws(Stop) in
        try session.read(bytes) { span, body throws(HandshakeMessageError) in try EncryptedExtensions(span, body) }
      }
      try note(bytes)
      phase = facts.isResumed ? .serverFinished13 : .serverCertificate13
    case .serverCertificate13:
      if type == .certificateRequest, !facts.hasRequest {
        facts.hasRequest = true
        facts.certificateRequest = try tolerate(.clientRequested) { session throws(Stop) in
          try session.request13(bytes)
        }
        return try note(bytes)
      }
      if type == .finished {
        facts.lacksServerCertificate = true
        phase = .serverFinished13
        return try take13(bytes, type, &context)
      }
      facts.serverCompression = compression13(bytes, type)
      facts.serverCertificate = try tolerate(.serverChain) { session throws(Stop) in
        try session.certificate13(bytes, type)
      }
      try note(bytes)
      phase = .serverVerify13
    case .serverVerify13:
      if type == .finished {
        facts.lacksServerProof = true
        phase = .serverFinished13
        return try take13(bytes, type, &context)
      }
      facts.serverProof = try tolerate(.serverProof) { session throws(Stop) in
        try session.proof13(bytes, type, .server, session.hash)
      }
      try note(bytes)
      phase = .serverFinished13
    case .serverFinished13:
      facts.serverFinished = try finished13(bytes, type, .server, hash)
      try note(bytes)
      facts.hasWholeServerFlight = true
      try beginClient13(&context)
    case .earlyData:
      try demand(.endOfEarlyData, type)
      guard bytes.count == HandshakeMessage.headerByteCount else { throw unexpected(type) }
      try note(bytes)
      try change13(.client, .clientHandshake, &context)
      phase = facts.hasRequest ? .clientCertificate13 : .clientFinished13
    case .clientCertificate13:
      if type == .finished {
        facts.lacksClientCertificate = true
        phase = .clientFinished13
        return try take13(bytes, type, &context)
      }
      facts.clientCompression = compression13(bytes, type)
      facts.clientCertificate = try tolerate(.clientChain) { session throws(Stop) in
        try session.certificate13(bytes, type)
      }
      try note(bytes)
      phase = facts.hasClientCertificate ? .clientVerify13 : .clientFinished13
    case .clientVerify13:
      if type == .finished {
        facts.lacksClientProof = true
        phase = .clientFinished13
        return try take13(bytes, type, &context)
      }
      facts.clientProof = try tolerate(.clientProof) { session throws(Stop) in
        try session.proof13(bytes, type, .client, session.hash)
      }
      try note(bytes)
      phase = .clientFinished13
    case .clientFinished13:
      facts.clientFinished = try finished13(bytes, type, .client, hash)
      try note(bytes)
      try beginData13(&context)
    default: throw unexpected(type)
    }
  }

  /// Goes on with the client's answer, and with the early data that may come before it.
  private mutating func beginClient13(_ context: inout Context) throws(Stop) {
    phase = facts.hasRequest ? .clientCertificate13 : .clientFinished13
    let offered = (facts.firstHello ?? facts.clientHello)?.message.hasEarlyData == true
    guard facts.encryptedExtensions?.message.acceptsEarlyData == true else {
      // RFC 8446 §4.2.10: a server that refuses early data passes over all records that it can't open.
      context.client.skipsUnreadable = offered
      return try change13(.client, .clientHandshake, &context)
    }
    if secret(.clientEarly, context.secrets) != nil {
      phase = .earlyData
      return try change13(.client, .clientEarly, &context)
    }
    // Without the secret of early data its end can't be seen, but what it says is known (RFC 8446 §4.5).
    try note([HandshakeType.endOfEarlyData.rawValue, 0, 0, 0])
    context.client.skipsUnreadable = true
    try change13(.client, .clientHandshake, &context)
  }

  /// Goes on after the handshake, if the client lets itself be asked for a certificate later (RFC 8446 §4.6.2), or if the
  /// server has yet to say what it makes of the client's answer to its request.
  private mutating func beginData13(_ context: inout Context) throws(Stop) {
    phase = .done13
    guard facts.clientHello?.message.allowsPostHandshakeAuth == true else {
      guard facts.hasRequest, secret(.serverTraffic, context.secrets) != nil else { return settle() }
      awaitsVerdict13 = true
      return try change13(.server, .serverTraffic, &context)
    }
    try change13(.server, .serverTraffic, &context)
    try change13(.client, .clientTraffic, &context)
  }

  /// The algorithm by which a Certificate is compressed (RFC 8879 §4); `nil` if it isn't, or if that can't be read.
  func compression13(_ bytes: [UInt8], _ type: HandshakeType) -> UInt16? {
    guard type == .compressedCertificate else { return nil }
    return try? CompressedCertificate(bytes.span, HandshakeMessage.headerByteCount..<bytes.count).algorithm
  }

  /// Reads a Certificate, compressed or not (RFC 8879 §4).
  func certificate13(
    _ bytes: [UInt8], _ type: HandshakeType
  ) throws(Stop) -> HandshakeFacts.Read<CertificateMessage> {
    guard type == .compressedCertificate else {
      try demand(.certificate, type)
      return try read(bytes) { span, body throws(HandshakeMessageError) in
        try CertificateMessage(span, body, version: .tls13)
      }
    }
    let compressed = try read(bytes) { span, body throws(HandshakeMessageError) in
      try CompressedCertificate(span, body)
    }
    // What can't be expanded here may well be right.
    guard compressed.message.isExpandable else {
      throw .unsupported("certificates that are compressed by \(compressed.message.algorithmName) aren't expanded here")
    }
    let expanded = try read(bytes) { span, _ throws(HandshakeMessageError) in try compressed.message.expanded(span) }
    let message = [HandshakeType.certificate.rawValue, 0, 0, 0] + expanded.message
    return try read(message) { span, body throws(HandshakeMessageError) in
      try CertificateMessage(span, body, version: .tls13)
    }
  }

  /// Reads a CertificateRequest.
  func request13(_ bytes: [UInt8]) throws(Stop) -> CertificateRequest {
    try read(bytes) { span, body throws(HandshakeMessageError) in
      try CertificateRequest(span, body, version: .tls13)
    }
    .message
  }

  /// Reads a CertificateVerify, which has to be over the messages before it (RFC 8446 §4.4.3).
  func proof13(
    _ bytes: [UInt8], _ type: HandshakeType, _ side: PeerRole, _ hash: Transcript?
  ) throws(Stop) -> PeerProof {
    try demand(.certificateVerify, type)
    let verify = try read(bytes) { span, body throws(HandshakeMessageError) in try CertificateVerify(span, body) }
    // There is a hash since the hellos.
    guard let digest = hash?.digest(), let suite = facts.serverHello?.message.cipherSuite.rawValue else {
      throw unexpected(type)
    }
    let (scheme, signature) = (verify.message.scheme, Array(bytes[verify.message.signature]))
    return side == .server
      ? .server13(scheme: scheme, signature: signature, transcript: digest, cipherSuite: suite)
      : .client13(scheme: scheme, signature: signature, transcript: digest, cipherSuite: suite)
  }

  /// Reads a Finished, and tells whether it holds what it has to (RFC 8446 §4.4.4).
  func finished13(
    _ bytes: [UInt8], _ type: HandshakeType, _ side: PeerRole, _ hash: Transcript?
  ) throws(Stop) -> Bool {
    try demand(.finished, type)
    guard let hash, let secret = traffic[side], let suite = facts.serverHello?.message.cipherSuite else { return false }
    let finished = try read(bytes) { _, body throws(HandshakeMessageError) in
      try Finished(body, version: .tls13, cipherSuite: suite)
    }
    let expected = secret.withBytes { FinishedCode.tls13(baseKey: $0, transcript: hash.digest()) }
    return Array(bytes[finished.message.verifyData]) == expected
  }
}

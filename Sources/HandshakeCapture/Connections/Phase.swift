import HandshakeVerification

/// What has to come next in a handshake.
enum Phase: Sendable, Hashable {
  case clientHello
  case serverHello
  /// The ClientHello after a HelloRetryRequest.
  case secondClientHello

  // TLS 1.2, RFC 5246 §7.3.
  /// The server's certificates, or a sign that a session is resumed.
  case serverCertificate12
  /// CertificateStatus, ServerKeyExchange, CertificateRequest and ServerHelloDone, those of them that there are.
  case serverKeyExchange12
  case clientCertificate12
  case clientKeyExchange12
  /// CertificateVerify or ChangeCipherSpec.
  case clientChange12
  case clientFinished12
  /// NewSessionTicket or ChangeCipherSpec.
  case serverChange12
  case serverFinished12
  case done12

  // TLS 1.3, RFC 8446 §2.
  case encryptedExtensions
  /// CertificateRequest or Certificate.
  case serverCertificate13
  case serverVerify13
  case serverFinished13
  case earlyData
  case clientCertificate13
  case clientVerify13
  case clientFinished13
  case done13

  /// Who has to send it.
  var side: PeerRole {
    switch self {
    case .clientHello, .secondClientHello, .clientCertificate12, .clientKeyExchange12, .clientChange12,
      .clientFinished12, .earlyData, .clientCertificate13, .clientVerify13, .clientFinished13:
      .client
    case .serverHello, .serverCertificate12, .serverKeyExchange12, .serverChange12, .serverFinished12, .done12,
      .encryptedExtensions, .serverCertificate13, .serverVerify13, .serverFinished13, .done13:
      .server
    }
  }

  /// The step that fails if what comes is not what has to.
  var step: Step {
    switch self {
    case .clientHello, .serverHello, .secondClientHello, .encryptedExtensions: .parameters
    case .serverCertificate12, .serverCertificate13: .serverChain
    case .serverKeyExchange12, .serverVerify13: .serverProof
    case .clientCertificate12, .clientCertificate13: .clientChain
    case .clientVerify13: .clientProof
    case .clientKeyExchange12, .clientChange12, .clientFinished12, .earlyData, .clientFinished13: .clientFinished
    case .serverChange12, .serverFinished12, .serverFinished13: .serverFinished
    case .done12, .done13: .clientFinished
    }
  }
}

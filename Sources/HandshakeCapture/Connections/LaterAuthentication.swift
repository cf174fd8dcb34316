import HandshakeVerification

/// A request for the client's certificate after the handshake of TLS 1.3, and the answer (RFC 8446 §4.6.2).
struct LaterAuthentication: Sendable {
  /// What was asked for; `nil` if it can't be read.
  let request: CertificateRequest?
  var certificate: HandshakeFacts.Read<CertificateMessage>? {
    didSet { certificateByteCount = certificate?.heldByteCount ?? 0 }
  }
  /// How much memory the request and the certificates take, counted once.
  private let requestByteCount: Int
  private var certificateByteCount = 0
  /// The algorithm by which the certificates are compressed (RFC 8879).
  var compression: UInt16?
  var proof: PeerProof?
  /// Whether Finished holds what it has to; `nil` if it was not read.
  var finished: Bool?
  /// Whether there is no CertificateVerify, which has to be there.
  var lacksProof = false
  /// Whether the answer began.
  var isAnswered = false
  /// Messages that can't be read, or have no place there, by the step that they are for.
  var flaws: [Step: Stop] = [:]

  init(request: CertificateRequest? = nil, isAnswered: Bool = false, flaws: [Step: Stop] = [:]) {
    self.request = request
    self.isAnswered = isAnswered
    self.flaws = flaws
    requestByteCount = request?.heldByteCount ?? 0
  }

  /// The step that the next message of the answer is for.
  var nextStep: Step {
    if !isAnswered { return .clientChain }
    if proof == nil, flaws[.clientProof] == nil, certificate?.message.isEmpty != true { return .clientProof }
    return .clientFinished
  }

  /// How much memory is taken by what strangers can make large.
  var heldByteCount: Int { requestByteCount + certificateByteCount + (proof?.heldByteCount ?? 0) }
}

extension HandshakeFacts {
  /// The handshake as each authentication of its client has it: in the handshake, and then as each later one has it.
  var authentications: [HandshakeFacts] {
    guard !later.isEmpty else { return [self] }
    return (hasRequest ? [self] : []) + later.map { with($0) }
  }

  /// The same handshake, with another answer of the client's.
  private func with(_ other: LaterAuthentication) -> HandshakeFacts {
    var facts = self
    (facts.later, facts.renegotiations, facts.isLater) = ([], [], true)
    (facts.hasRequest, facts.certificateRequest) = (true, other.request)
    (facts.clientCertificate, facts.clientCompression) = (other.certificate, other.compression)
    (facts.clientProof, facts.clientFinished) = (other.proof, other.finished)
    (facts.lacksClientCertificate, facts.lacksClientProof) = (false, other.lacksProof)
    for step in [Step.clientRequested, .clientChain, .clientProof, .clientFinished] {
      facts.flaws[step] = other.flaws[step]
    }
    return facts
  }
}

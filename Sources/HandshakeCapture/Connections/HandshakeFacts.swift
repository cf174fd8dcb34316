import CertificateCryptography
import Certificates
import HandshakeVerification

/// Everything that was found in one handshake.
struct HandshakeFacts: Sendable {
  /// A message that was read, and the bytes that its ranges lie in.
  struct Read<Message: Sendable>: Sendable {
    let bytes: [UInt8]
    let message: Message
  }

  /// An alert and who sent it.
  struct Alert: Sendable, Hashable {
    let side: PeerRole
    let level: UInt8
    let description: AlertDescription
  }

  /// The first ClientHello, if a HelloRetryRequest made the client send another.
  var firstHello: Read<ClientHello>?
  var retryRequest: Read<ServerHello>?
  var clientHello: Read<ClientHello>?
  var serverHello: Read<ServerHello>?
  var encryptedExtensions: Read<EncryptedExtensions>?
  var serverCertificate: Read<CertificateMessage>? {
    didSet { certificateByteCounts.server = serverCertificate?.heldByteCount ?? 0 }
  }
  var serverKeyExchange: Read<ServerKeyExchange>?
  var certificateRequest: CertificateRequest? {
    didSet { requestByteCount = certificateRequest?.heldByteCount ?? 0 }
  }
  /// How much memory the request and the certificates take.
  private(set) var requestByteCount = 0
  private(set) var certificateByteCounts = (server: 0, client: 0)
  var clientCertificate: Read<CertificateMessage>? {
    didSet { certificateByteCounts.client = clientCertificate?.heldByteCount ?? 0 }
  }
  /// The algorithms by which the sides compressed their certificates (RFC 8879).
  var serverCompression: UInt16?
  var clientCompression: UInt16?
  /// An OCSP response in a message of its own (RFC 6066 §8).
  var certificateStatus: [UInt8]?
  /// What the sides signed.
  var serverProof: PeerProof?
  var clientProof: PeerProof?
  /// Whether the Finished messages hold what they have to; `nil` for one that was not read.
  var serverFinished: Bool?
  var clientFinished: Bool?
  /// Messages that can't be read, by the step that they are for, although the handshake goes on without them.
  var flaws: [Step: Stop] = [:]
  /// Whether the server asked for a certificate, in a message that can be read or not.
  var hasRequest = false
  /// Whether a message was left out that has to be there.
  var lacksServerCertificate = false
  var lacksServerProof = false
  var lacksClientCertificate = false
  var lacksClientProof = false

  /// What the server asked for after the handshake, and what came of it (RFC 8446 §4.6.2).
  var later: [LaterAuthentication] = []
  /// The handshakes that followed within the connection (RFC 5246 §7.4.1.1), each by itself.
  var renegotiations: [HandshakeFacts] = []
  /// The verify_data of both Finished of the handshake before, which a handshake within its connection has to name
  /// (RFC 5746 §3.5); `nil` for the first.
  var previous: FinishedCodes?
  /// How many handshakes within the connection the other side didn't want.
  var refusedRenegotiationCount = 0
  /// What put an end to looking on after the handshake; `nil` if nothing did.
  var laterStop: Stop?
  /// How many bytes the client sent before its ClientHello.
  var precedingByteCount = 0

  /// Whether the sides went on with a session or a key from before.
  var isResumed = false
  /// Whether the server's messages up to the client's answer are complete, so that what isn't among them was not sent.
  var hasWholeServerFlight = false
  /// Whether these are the facts as ``LaterAuthentication`` has them.
  var isLater = false
  /// The alerts, in order.
  var alerts: [Alert] = []

  /// Whether packets were cut short by the recorder.
  var isShortened = false
  /// Whether an end broke the connection off.
  var isReset = false
  /// Whether data came twice, and not the same both times.
  var hasConflict = false
  /// Whether data was damaged on its way, and came again.
  var hasReplacement = false
  /// Whether some secret of the connection is known.
  var hasSecrets = false
  /// Why the handshake isn't followed on, and which step it was at; `nil` if it came to its end.
  var stop: (reason: Stop, at: Step)?

  /// The version that the server chose.
  var version: ProtocolVersion? { serverHello?.message.version }
  /// Whether the client showed a certificate, in a message that can be read or not.
  var hasClientCertificate: Bool { clientCertificate?.message.isEmpty == false || flaws[.clientChain] != nil }
  /// What the suite that the server chose is made of; `nil` if it isn't known.
  var suite: CipherSuite.Parts? { serverHello?.message.cipherSuite.parts }
  /// Whether the server shows no certificate for another reason than a resumption.
  var isWithoutCertificate: Bool {
    switch suite?.keyExchange {
    case .psk, .dhePSK, .ecdhePSK, .dhAnonymous, .ecdhAnonymous: true
    default: false
    }
  }
}

import Certificates
import HandshakeVerification

/// What the course of a handshake says of its steps, before any certificate or signature is looked at.
struct Course {
  let facts: HandshakeFacts

  init(_ facts: HandshakeFacts) { self.facts = facts }

  private static let resumption =
    "the sides went on with a session or a key from before, so that nobody shows a certificate"
  private static let withoutCertificate = "the suite has no certificates"

  /// What there is to say of a step for which nothing was found.
  func missing(_ step: Step) -> StepResult {
    guard let (reason, place) = facts.stop else { return .notCheckable("no such message was recorded") }
    return place == step ? reason.result : .notCheckable(reason.words)
  }

  /// What is to be said of the server's chain or name without looking at them; `nil` if there are certificates.
  func serverPart(_ step: Step) -> StepResult? {
    if facts.isResumed { return .notApplicable(Self.resumption) }
    if facts.isWithoutCertificate { return .notApplicable(Self.withoutCertificate) }
    if let flaw = facts.flaws[.serverChain] {
      return step == .serverChain ? flaw.result : .notCheckable("the server's certificates can't be read")
    }
    if facts.lacksServerCertificate {
      return step == .serverChain
        ? .fail("the server sent no certificate, although it has to") : .notCheckable("the server sent no certificate")
    }
    guard let certificate = facts.serverCertificate?.message else { return missing(step) }
    guard !isRawKey(.server) else { return .notCheckable("the server shows a key without a certificate (RFC 7250)") }
    guard !certificate.isEmpty else {
      return step == .serverChain
        ? .fail("the server's list of certificates is empty") : .notCheckable("the server shows no certificate")
    }
    return nil
  }

  /// What is to be said of the server's proof without looking at a signature; `nil` if there is one.
  var serverProof: StepResult? {
    if facts.isResumed { return .notApplicable(Self.resumption) }
    if facts.isWithoutCertificate { return .notApplicable(Self.withoutCertificate) }
    switch facts.suite?.keyExchange {
    case .rsa, .rsaPSK:
      return .notApplicable(
        "in a static RSA key exchange the server signs nothing; its Finished is what proves its key")
    default: break
    }
    if let flaw = facts.flaws[.serverProof] { return flaw.result }
    if facts.lacksServerProof {
      return .fail("the server sent no \(facts.version == .tls13 ? "CertificateVerify" : "signed ServerKeyExchange")")
    }
    guard facts.serverProof != nil else {
      if facts.lacksServerCertificate {
        return .fail("the server proved nothing: it sent neither certificate nor signature")
      }
      return missing(.serverProof)
    }
    return nil
  }

  /// Whether the server asked for a certificate, and for what.
  var clientRequested: StepResult {
    if let flaw = facts.flaws[.clientRequested] { return flaw.result }
    if let request = facts.certificateRequest {
      let when = facts.hasPostHandshakeRequest ? "after the handshake " : ""
      return .pass("the server asked \(when)for \(request.words)")
    }
    if facts.isResumed { return .notApplicable(Self.resumption) }
    if facts.hasWholeServerFlight { return .notApplicable("the server asked for no certificate") }
    return missing(.clientRequested)
  }

  /// What is to be said of the client's chain or proof without looking at them; `nil` if there is something to look at.
  func clientPart(_ step: Step) -> StepResult? {
    if !facts.hasRequest {
      if facts.isResumed { return .notApplicable(Self.resumption) }
      return facts.hasWholeServerFlight ? .notApplicable("the server asked for no certificate") : missing(step)
    }
    if let flaw = facts.flaws[step] { return flaw.result }
    if facts.flaws[.clientChain] != nil { return .notCheckable("the client's certificates can't be read") }
    if facts.lacksClientCertificate {
      return step == .clientChain
        ? .fail("the client sent no Certificate, which would have to be there, even if empty")
        : .notCheckable("the client sent no Certificate")
    }
    guard let certificate = facts.clientCertificate?.message else { return missing(step) }
    guard !certificate.isEmpty else { return .notApplicable("the client showed no certificate") }
    guard !isRawKey(.client) else { return .notCheckable("the client shows a key without a certificate (RFC 7250)") }
    guard step == .clientProof, facts.clientProof == nil else { return nil }
    return facts.lacksClientProof
      ? .fail("the client showed a certificate and sent no CertificateVerify") : missing(step)
  }

  /// What became of a side's Finished.
  func finished(_ side: PeerRole) -> StepResult {
    let step: Step = side == .server ? .serverFinished : .clientFinished
    guard let isValid = side == .server ? facts.serverFinished : facts.clientFinished else { return missing(step) }
    if isValid {
      return .pass("it is what the secret of the key log makes of the handshake as it was recorded")
    }
    let other = side == .client ? facts.serverFinished : facts.clientFinished
    return .fail(
      "it is not what the secret of the key log makes of the handshake as it was recorded"
        + (other == false ? "; nor is the other side's" : ""))
  }

  /// Whether a side shows a bare key.
  private func isRawKey(_ side: PeerRole) -> Bool {
    let (hello, encrypted) = (facts.serverHello?.message, facts.encryptedExtensions?.message)
    let type =
      side == .server
      ? encrypted?.serverCertificateType ?? hello?.serverCertificateType
      : encrypted?.clientCertificateType ?? hello?.clientCertificateType
    return type.map { $0 != 0 } ?? false
  }
}

extension Stop {
  /// What becomes of the step that it is about.
  fileprivate var result: StepResult { isBreach ? .fail(words) : .notCheckable(words) }
}

extension CertificateRequest {
  /// What is asked for, in words.
  fileprivate var words: String {
    var parts: [String] = []
    if !certificateTypes.isEmpty { parts.append("a key for \(Self.list(certificateTypes.map { $0.description }))") }
    parts.append("a signature with \(Self.list(schemes.map { $0.description }))")
    if authorities.isEmpty {
      parts.append("a certificate of any authority")
    } else {
      let names = authorities.map { $0.name?.description.abbreviated() ?? "a name that can't be read" }
      parts.append("a certificate of \(Self.list(names, separator: "; "))")
    }
    return parts.joined(separator: ", and ")
  }

  /// The first few of a list.
  private static func list(_ words: [String], separator: String = ", ") -> String {
    let limit = 8
    guard words.count > limit else { return words.joined(separator: separator) }
    return words.prefix(limit).joined(separator: separator) + "\(separator)and \(words.count - limit) more"
  }
}

import CertificateEncoding
import CertificateVerification
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
    return place == step ? reason.result : .notCheckable(reason.words, reason.remedy)
  }

  /// What is to be said of the server's chain or name without looking at them; `nil` if there are certificates.
  ///
  /// - Parameter name: the name that the server has to have, whatever the client asked for; `nil` if there is none.
  func serverPart(_ step: Step, name: PeerName? = nil) -> StepResult? {
    if facts.isResumed {
      // RFC 6066 §3: a session is for the name that it was begun for, and so is what the other handshake proved.
      if step == .serverName, let name, let asked = facts.requestedName,
        asked.description.lowercased() != name.description.lowercased()
      {
        return .notCheckable("\(Self.resumption); the client wants \(DisplayText.escaped(asked.description))")
      }
      return .notApplicable(Self.resumption)
    }
    if facts.isWithoutCertificate { return .notApplicable(Self.withoutCertificate) }
    // A key in the place of a list of certificates is no list (RFC 7250 §3).
    if isRawKey(.server), facts.serverCertificate != nil || facts.flaws[.serverChain] != nil {
      return .notCheckable("the server shows a key without a certificate (RFC 7250)")
    }
    if let flaw = facts.flaws[.serverChain] {
      return step == .serverChain ? flaw.result : .notCheckable("the server's certificates can't be read")
    }
    if facts.lacksServerCertificate {
      return step == .serverChain
        ? .fail("the server sent no certificate, although it has to") : .notCheckable("the server sent no certificate")
    }
    guard let certificate = facts.serverCertificate?.message else { return missing(step) }
    guard !certificate.isEmpty else {
      return step == .serverChain
        ? .fail("the server's list of certificates is empty") : .notCheckable("the server shows no certificate")
    }
    return nil
  }

  /// What is to be said of the server's proof without looking at a signature; `nil` if there is one.
  ///
  /// - Parameter shown: the server's certificates.
  func serverProof(_ shown: ShownCertificates?) -> StepResult? {
    if facts.isResumed { return .notApplicable(Self.resumption) }
    // What is said in place of a proof must be right as well: a short-lived RSA key in a static exchange is the door of
    // FREAK (CVE-2015-0204).
    if let flaw = facts.flaws[.serverProof] { return flaw.result }
    if let (reason, place) = facts.stop, place == .serverProof, reason.isBreach { return reason.result }
    if facts.isWithoutCertificate { return .notApplicable(Self.withoutCertificate) }
    switch facts.suite?.keyExchange {
    case .rsa, .rsaPSK:
      return staticProof(shown?.leaf)
    default: break
    }
    if facts.serverCertificate?.message.entries.first?.extensions.contains(.delegatedCredential) == true {
      return .notCheckable("the server signs with a delegated credential (RFC 9345), which is not verified here")
    }
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

  /// What is to be said of the server's proof where the client encrypts a secret for the server's key.
  ///
  /// The key has to be one for that: RFC 5246 §7.4.2 and RFC 4279 §4 want an RSA key, and keyEncipherment where there is a
  /// key usage. RFC 4055 §1.2: a key that is marked for RSASSA-PSS is for nothing else.
  private func staticProof(_ leaf: Certificate?) -> StepResult {
    if let leaf {
      guard case .rsa(_, _, .none) = leaf.subjectKey.publicKey else {
        return .fail("the suite \(suiteName) needs an RSA key for encryption, which the server's certificate has not")
      }
      guard leaf.permitsKeyEncipherment else {
        return .fail("the suite \(suiteName) encrypts for the server's key, which its key usage does not permit")
      }
    }
    return .notApplicable(
      "in a static RSA key exchange the server signs nothing; only its Finished could tell the peers that it has the "
        + "key, and whoever has the secrets of a key log can make that up")
  }

  private var suiteName: String { facts.serverHello?.message.cipherSuite.description ?? "" }

  /// Whether the server asked for a certificate, and for what.
  var clientRequested: StepResult {
    if let flaw = facts.flaws[.clientRequested] { return flaw.result }
    if let request = facts.certificateRequest {
      let when = facts.isLater ? "after the handshake " : ""
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
    if facts.hasClientCertificate, isRawKey(.client) {
      return .notCheckable("the client shows a key without a certificate (RFC 7250)")
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
    if step == .clientProof, certificate.entries.first?.extensions.contains(.delegatedCredential) == true {
      return .notCheckable("the client signs with a delegated credential (RFC 9345), which is not verified here")
    }
    guard step == .clientProof, facts.clientProof == nil else { return nil }
    return facts.lacksClientProof
      ? .fail("the client showed a certificate and sent no CertificateVerify") : missing(step)
  }

  /// What became of a side's Finished.
  func finished(_ side: PeerRole) -> StepResult {
    let step: Step = side == .server ? .serverFinished : .clientFinished
    if let flaw = facts.flaws[step] { return flaw.result }
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
  fileprivate var result: StepResult { isBreach ? .fail(words) : .notCheckable(words, remedy) }
}

extension Certificate {
  /// Whether a secret may be encrypted for the key: the certificate has no key usage, or one with keyEncipherment.
  ///
  /// One that can't be read permits nothing.
  fileprivate var permitsKeyEncipherment: Bool {
    guard let value = firstExtension(.keyUsage)?.value else { return true }
    let array = arena.bytes
    return (try? KeyUsage(array.span, value))?.contains(.keyEncipherment) ?? false
  }
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

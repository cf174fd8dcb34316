package import CertificateEncoding
import CertificateVerification
import Certificates
import HandshakeVerification

/// What is to be told of one recorded TLS connection; everything from strangers is escaped.
package struct ConnectionReport: Sendable {
  /// The place among all TCP connections of the recording.
  let number: Int
  /// Who began.
  package let client: Endpoint
  /// Who answered.
  package let server: Endpoint
  /// When its first packet was recorded; `nil` if the recording doesn't say.
  package let time: Timestamp?
  /// For which moment certificates had to hold.
  package let moment: Timestamp
  /// The name of the server that the client asked for.
  package let serverName: String?
  /// The version and the suite that the server chose; `nil` if it didn't come to that.
  package let version: String?
  package let cipherSuite: String?
  /// The group in which they agreed on a secret.
  package let group: String?
  /// The application's protocol.
  package let applicationProtocol: String?
  /// The schemes of the two proofs.
  package let serverScheme: String?
  package let clientScheme: String?
  /// The subjects of the two certificates.
  package let serverSubject: String?
  package let clientSubject: String?
  /// What else is worth telling, a sentence each.
  package let notes: [String]
  /// What became of each step.
  package let steps: StepResults
  /// The verdict on all of them.
  package let verdict: StepResult.Outcome
  /// What would let more of them be checked, or pass, each once.
  let remedies: [Remedy]
  /// About how much memory it takes.
  private(set) var heldByteCount = 0

  /// Looks at what was found of a connection.
  ///
  /// - Parameters:
  ///   - finished: the connection.
  ///   - examiner: who decides.
  ///   - texts: keeps texts that many connections have.
  init(_ finished: ConversationTable.Finished, _ examiner: Examiner, _ texts: inout TextPool) {
    let facts = finished.facts
    number = finished.number
    (client, server) = (finished.client, finished.server)
    time = finished.time?.timestamp
    moment = examiner.moment(finished.time)
    serverName = texts.shared(facts.requestedName.map { DisplayText.escaped($0.description).abbreviated() })
    version = texts.shared(facts.version?.description)
    cipherSuite = texts.shared(facts.serverHello?.message.cipherSuite.description)
    group = texts.shared(facts.group?.description)
    applicationProtocol = texts.shared(facts.applicationProtocol?.abbreviated())
    serverScheme = texts.shared(facts.serverProof?.scheme.description)
    let authentication = facts.authentications.first { $0.clientProof != nil } ?? facts
    clientScheme = texts.shared(authentication.clientProof?.scheme.description)
    serverSubject = texts.shared(facts.serverShown?.leaf?.subject.description.abbreviated())
    clientSubject = texts.shared(authentication.clientShown?.leaf?.subject.description.abbreviated())
    notes = facts.notes(time: finished.time).map { texts.shared($0.abbreviated(to: TextPool.maximumReasonCount)) }
    let results = examiner.steps(facts, time: finished.time)
    verdict = results.values.verdict
    var remedies: [Remedy] = []
    for step in Step.allCases {
      guard let remedy = results[step]?.remedy.map({ $0.shared(&texts) }), !remedies.contains(remedy) else { continue }
      remedies.append(remedy)
    }
    self.remedies = remedies
    steps = StepResults(
      results.mapValues {
        StepResult(
          outcome: $0.outcome, reason: texts.shared($0.reason.abbreviated(to: TextPool.maximumReasonCount)))
      })
    let shown =
      [
        serverName, version, cipherSuite, group, applicationProtocol, serverScheme, clientScheme, serverSubject,
        clientSubject,
      ].compactMap { $0 } + notes + steps.values.map { $0.reason } + remedies.compactMap { $0.text }
    heldByteCount =
      MemoryLayout<Self>.stride + Step.allCases.count * MemoryLayout<StepResult?>.stride
      + remedies.count * MemoryLayout<Remedy>.stride
      + shown.reduce(notes.count * MemoryLayout<String>.stride) { $0 + TextPool.byteCount($1) }
  }
}

extension Remedy {
  /// What a certificate's words are; `nil` for what needs none.
  fileprivate var text: String? {
    if case .certificate(let words, _) = self { words } else { nil }
  }

  /// The same with its words in memory that others have as well.
  fileprivate func shared(_ texts: inout TextPool) -> Remedy {
    guard case .certificate(let words, let wantsRoot) = self else { return self }
    return .certificate(texts.shared(words.abbreviated(to: TextPool.maximumReasonCount)), wantsRoot: wantsRoot)
  }
}

extension HandshakeFacts {
  /// The group in which the sides agreed on a secret; `nil` if none is known.
  fileprivate var group: NamedGroup? {
    if let group = serverHello?.message.keyShareGroup { return group }
    guard case .ellipticCurve(let group, _) = serverKeyExchange?.message.exchange else { return nil }
    return group
  }

  /// The application's protocol; `nil` if none was chosen.
  fileprivate var applicationProtocol: String? {
    var bytes: ArraySlice<UInt8>?
    if let read = serverHello, let range = read.message.applicationProtocol { bytes = read.bytes[range] }
    if let read = encryptedExtensions, let range = read.message.applicationProtocol { bytes = read.bytes[range] }
    return bytes.map { DisplayText.escaped(String(decoding: $0, as: UTF8.self)) }
  }

  /// What else is worth telling, a sentence each.
  fileprivate func notes(time: CaptureTime?) -> [String] {
    var notes: [String] = []
    if precedingByteCount > 0 {
      notes.append(
        "TLS begins behind \(precedingByteCount) other bytes of the client's, as with STARTTLS or a proxy; nobody vouches "
          + "for those.")
    }
    if isResumed {
      let index = serverHello?.message.preSharedKeyIndex
      notes.append(index == nil ? "A session from before is resumed." : "A key from before is used (PSK).")
    }
    if let note = unprovenNote { notes.append(note) }
    if clientHello?.message.mayHideAnother == true {
      notes.append(
        serverFinished == true
          ? "The client's hello had Encrypted Client Hello (ECH) in it, which the server did not take."
          : "The client's hello may hide another (Encrypted Client Hello, ECH), with another server name.")
    }
    if retryRequest != nil { notes.append("The server asked for another hello (HelloRetryRequest).") }
    if (firstHello ?? clientHello)?.message.hasEarlyData == true {
      let isKnown = encryptedExtensions != nil
      let isAccepted = encryptedExtensions?.message.acceptsEarlyData == true
      notes.append(
        "The client sent data before the handshake's end (0-RTT)"
          + (isKnown ? ", which the server \(isAccepted ? "took" : "refused")." : "."))
    }
    if let hello = serverHello?.message, hello.version == .tls12, !isResumed {
      notes.append(
        hello.hasExtendedMasterSecret
          ? "The master secret is bound to the handshake (extended master secret)."
          : "The master secret is not bound to the handshake (no extended master secret, RFC 7627).")
    }
    if certificateStatus != nil || serverCertificate?.message.entries.first?.status != nil {
      notes.append("The server stapled an OCSP response.")
    }
    notes += laterNotes
    for alert in alerts where alert.description.rawValue != 0 {
      notes.append("The \(alert.side) sent the alert \(alert.description).")
    }
    if serverFinished == true, clientFinished == true, refusal != nil {
      notes.append("After a whole handshake, the server refused the client by this alert.")
    }
    if isReset { notes.append("The connection was broken off.") }
    if isShortened { notes.append("The recorder cut packets short.") }
    if hasReplacement { notes.append("Data was damaged on its way (a wrong checksum) and came again.") }
    if hasConflict { notes.append("Data came twice and was not the same; the first version counts.") }
    if time == nil { notes.append("The recording doesn't say when, or no moment that there is.") }
    return notes
  }

  /// The alert by which the server ended the connection; `nil` if there is none.
  private var refusal: AlertDescription? {
    alerts.first { $0.side == .server && $0.description.rawValue != 0 && ($0.level == 2 || version == .tls13) }?
      .description
  }

  /// That nobody has proved a key, where that is so; `nil` if somebody has, or has to.
  private var unprovenNote: String? {
    if isResumed {
      return
        "Nobody proves a key here: who the sides are rests on the handshake that they go on from, which is not looked up."
    }
    if isWithoutCertificate { return "Nobody proves a key here: the sides know a secret, or nobody." }
    switch suite?.keyExchange {
    case .rsa, .rsaPSK:
      return
        "Nobody proves a key here by a signature: with static RSA, a key log's owner can make up the whole handshake."
    default: return nil
    }
  }

  /// What is worth telling of what followed the handshake.
  private var laterNotes: [String] {
    var notes: [String] = []
    if !later.isEmpty {
      notes.append(
        later.count == 1
          ? "The server asked for a certificate after the handshake."
          : "The server asked for a certificate \(later.count) times after the handshake.")
    }
    if !renegotiations.isEmpty {
      notes.append("The sides began another handshake within the connection (renegotiation); each step tells of all.")
      let shown = [self] + renegotiations
      let leaves = shown.compactMap { facts in
        facts.serverCertificate?.message.isEmpty == false ? facts.serverLeaf : nil
      }
      if Set(leaves).count > 1 { notes.append("The server shows another certificate than in the handshake before.") }
    }
    if refusedRenegotiationCount > 0 { notes.append("The server refused another handshake within the connection.") }
    if let laterStop, clientHello?.message.allowsPostHandshakeAuth == true || laterStop.isBreach {
      notes.append("After the handshake, nothing was looked at any more from where \(laterStop.words).")
    }
    return notes
  }

  /// The bytes of the server's own certificate.
  private var serverLeaf: [UInt8]? {
    guard let read = serverCertificate, let entry = read.message.entries.first else { return nil }
    return Array(read.bytes[entry.certificate])
  }
}

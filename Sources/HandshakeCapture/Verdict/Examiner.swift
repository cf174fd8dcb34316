package import CertificateEncoding
package import CertificateVerification
import Certificates
import HandshakeVerification

/// Says of what was found in a handshake what becomes of each step.
package struct Examiner: Sendable {
  /// For which moment certificates have to hold.
  package enum Moment: Sendable, Hashable {
    /// When the connection was recorded; the other, if the recording doesn't say.
    case capture(otherwise: Timestamp)
    /// Whenever it was recorded.
    case at(Timestamp)
  }

  /// Whom to trust and what to demand.
  package let verifier: CertificateVerifier
  /// The name that each server has to have; `nil` for the one that its client asked for.
  package let name: PeerName?
  /// For which moment certificates have to hold.
  package let moment: Moment

  /// Creates an examiner.
  package init(verifier: CertificateVerifier, name: PeerName?, moment: Moment) {
    (self.verifier, self.name, self.moment) = (verifier, name, moment)
  }

  /// The moment for which the certificates of a connection have to hold.
  func moment(_ time: CaptureTime?) -> Timestamp {
    switch moment {
    case .capture(let otherwise): time?.timestamp ?? otherwise
    case .at(let moment): moment
    }
  }

  /// What becomes of the steps of a connection: of its handshake, and of those that followed within it.
  func steps(_ facts: HandshakeFacts, time: CaptureTime?) -> [Step: StepResult] {
    let moment = moment(time)
    var steps = handshake(facts, at: moment)
    for (index, other) in facts.renegotiations.enumerated() {
      steps.join(handshake(other, at: moment), "in handshake \(index + 2) of the connection")
    }
    return steps
  }

  /// What becomes of the steps of one handshake.
  private func handshake(_ facts: HandshakeFacts, at moment: Timestamp) -> [Step: StepResult] {
    let server = facts.serverShown
    let course = Course(facts)
    let offered = facts.version.flatMap { facts.clientHello?.message.offeredSchemes($0) }
    var steps: [Step: StepResult] = [
      .parameters: course.parameters,
      .serverChain: course.serverPart(.serverChain)
        ?? chain(
          server, .server, isAskedForStatus: facts.clientHello?.message.asksForStatus == true, at: moment),
      .serverName: course.serverPart(.serverName, name: name) ?? serverName(server, facts, at: moment),
      .serverProof: course.serverProof(server) ?? proof(facts.serverProof, server, .server, offered: offered),
      .serverFinished: course.finished(.server),
      .clientFinished: course.finished(.client),
    ]
    for (index, other) in facts.authentications.enumerated() {
      steps.join(authentication(other, at: moment), index == 0 ? nil : "asked once more after the handshake")
    }
    return course.withDoubt(steps)
  }

  /// What becomes of the client's steps, each time that it is asked.
  private func authentication(_ facts: HandshakeFacts, at moment: Timestamp) -> [Step: StepResult] {
    let client = facts.clientShown
    let course = Course(facts)
    var steps: [Step: StepResult] = [
      .clientRequested: course.clientRequested,
      .clientChain: course.clientPart(.clientChain) ?? chain(client, .client, at: moment),
      .clientProof: course.clientPart(.clientProof)
        ?? proof(facts.clientProof, client, .client, offered: facts.certificateRequest?.schemes),
    ]
    // After the handshake, an answer has a Finished of its own.
    if facts.isLater, facts.clientFinished != nil || facts.flaws[.clientFinished] != nil {
      steps[.clientFinished] = course.finished(.client)
    }
    return steps
  }

  /// Whether a side's signature was made by the key of its certificate.
  private func proof(
    _ proof: PeerProof?, _ shown: ShownCertificates?, _ side: PeerRole, offered: [SignatureScheme]?
  ) -> StepResult {
    guard let proof else { return .notCheckable("no signature was recorded") }
    guard let leaf = shown?.leaf else { return .notCheckable("the \(side)'s certificate can't be read") }
    // That the scheme was offered is a matter of the parameters.
    if let objection = proof.objection(of: leaf, offered: nil, policy: verifier.policy) {
      let statement = objection.statement(side)
      guard objection.isForWantOfKnowledge else { return .fail(statement) }
      // But one that nobody knows and nobody asked for is no proof to anybody.
      if case .schemeUnsupported(let scheme) = objection, let offered, !offered.contains(scheme) {
        return .fail(HandshakeError.Reason.schemeNotOffered(scheme).statement(side))
      }
      return .notCheckable(statement)
    }
    return .pass("the key of the \(side)'s certificate signed this handshake, with \(proof.scheme)")
  }
}

extension [Step: StepResult] {
  /// Takes what became of the same steps another time, of which `place` tells; the worst counts.
  fileprivate mutating func join(_ others: [Step: StepResult], _ place: String?) {
    for (step, other) in others {
      self[step] = self[step].map { $0.joined(with: other, place) } ?? other
    }
  }
}

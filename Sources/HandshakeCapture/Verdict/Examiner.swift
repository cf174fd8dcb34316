package import CertificateEncoding
package import CertificateVerification
import Certificates

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

  /// What becomes of the steps of a handshake, in their order.
  func steps(_ facts: HandshakeFacts, time: CaptureTime?) -> [Step: StepResult] {
    let moment = moment(time)
    let server = PresentedChain(facts.serverCertificate)
    let client = PresentedChain(facts.clientCertificate)
    let course = Course(facts)
    return [
      .parameters: course.parameters(server: server, client: client),
      .serverChain: course.serverPart(.serverChain) ?? chain(server, .server, facts, at: moment),
      .serverName: course.serverPart(.serverName) ?? serverName(server, facts, at: moment),
      .serverProof: course.serverProof ?? proof(facts.serverProof, server, .server, facts),
      .clientRequested: course.clientRequested,
      .clientChain: course.clientPart(.clientChain) ?? chain(client, .client, facts, at: moment),
      .clientProof: course.clientPart(.clientProof) ?? proof(facts.clientProof, client, .client, facts),
      .serverFinished: course.finished(.server),
      .clientFinished: course.finished(.client),
    ]
  }
}

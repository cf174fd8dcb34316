import CertificateEncoding
import CertificateVerification
import Certificates
import HandshakeVerification

extension Examiner {
  /// What came of verifying a side's certificates.
  private enum Outcome {
    case evaluated(Evaluation)
    /// There is none, or a stapled response can't be read.
    case refused(String)
  }

  /// Whether a side's certificates lead to a trusted root.
  func chain(_ shown: ShownCertificates?, _ side: PeerRole, isAskedForStatus: Bool = false, at moment: Timestamp)
    -> StepResult
  {
    guard let shown else { return .notCheckable("no certificate was recorded") }
    if let flaw = shown.flaw { return .fail(flaw) }
    // RFC 7633 §4, where somebody asks for revocation at all.
    if side == .server, isAskedForStatus, verifier.policy.revocation != .off, shown.chain.lacksPromisedResponse {
      return .fail(HandshakeError.Reason.stapledResponseMissing.statement(side))
    }
    switch evaluate(shown, side, at: moment) {
    case .refused(let reason): return .fail(reason)
    case .evaluated(let evaluation):
      guard let verified = evaluation.verifiedChain else {
        guard let item = evaluation.explanation.paths.first?.items.first else { return .fail("no path could be built") }
        return .fail(
          "\(item.statement) \(item.facts)", Self.remedy(item, side))
      }
      return .pass("\(Self.name(verified.leaf)) is certified up to \(Self.name(verified.anchor)), at \(moment)")
    }
  }

  /// Whether the server's certificate is for the name that was asked for.
  func serverName(_ shown: ShownCertificates?, _ facts: HandshakeFacts, at moment: Timestamp) -> StepResult {
    guard let asked = name ?? facts.requestedName else {
      return .notCheckable("the client named no server, and no name was given to ask for", .name)
    }
    guard let leaf = shown?.leaf else { return .notCheckable("the server's certificate can't be read") }
    let origin = "\(name == nil ? "the client" : "whoever asks here") wants \(DisplayText.escaped(asked.description))"
    // The chain is another step, so that the leaf is looked at alone; of what is found, only the name counts here. Every
    // path begins with the leaf, so that what there is to say of its name is said of each.
    let evaluation = verifier.evaluate(leaf, intermediates: [], for: asked, at: moment)
    let items = evaluation.explanation.paths.flatMap { $0.items }
    if let item = items.first(where: { $0.finding.rule == .peerName }) {
      return .fail("\(origin): \(item.statement) \(item.facts)", .certificate(item.remedy, wantsRoot: false))
    }
    guard evaluation.isVerified || !items.isEmpty, !items.contains(where: { $0.finding.rule == .budget }) else {
      return .notCheckable("the certificate takes too much work to look at")
    }
    let kind = if case .ip = asked { "address" } else { "name" }
    return .pass("\(origin), and the certificate is for that \(kind)")
  }

  /// Verifies a side's certificates, with what was stapled to them.
  private func evaluate(_ shown: ShownCertificates, _ side: PeerRole, at moment: Timestamp) -> Outcome {
    let verifier = HandshakeVerifier(verifier)
    do throws(OCSPResponseError) {
      guard let evaluation = try verifier.evaluate(shown.chain, side, name: nil, at: moment) else {
        return .refused("there is no certificate")
      }
      return .evaluated(evaluation)
    } catch {
      return .refused("the stapled OCSP response can't be read: \(DisplayText.escaped("\(error)"))")
    }
  }

  /// What is to be done about a chain; the words of an explanation are on servers.
  private static func remedy(_ item: Explanation.Item, _ side: PeerRole) -> Remedy? {
    let wantsRoot = item.finding.rule == .issuer
    switch side {
    case .server: return .certificate(item.remedy, wantsRoot: wantsRoot)
    case .client:
      return wantsRoot
        ? .certificate("The client has to show a certificate up to a root that is trusted here.", wantsRoot: true) : nil
    }
  }

  private static func name(_ certificate: Certificate) -> String {
    let subject = certificate.subject.description.abbreviated()
    return subject.isEmpty ? "the certificate" : "“\(subject)”"
  }
}

extension HandshakeFacts {
  /// The name that the client asked for in the clear; `nil` if it named none.
  var requestedName: PeerName? {
    guard let hello = clientHello, let range = hello.message.serverName else { return nil }
    return .dns(String(decoding: hello.bytes[range], as: UTF8.self))
  }
}

import CertificateEncoding
import CertificateVerification
import Certificates
import HandshakeVerification

extension Examiner {
  /// Whether a side's certificates lead to a trusted root.
  func chain(_ chain: PresentedChain?, _ side: Side, _ facts: HandshakeFacts, at moment: Timestamp) -> StepResult {
    guard let chain else { return .notCheckable("no certificate was recorded") }
    if let flaw = chain.flaw { return .fail(DisplayText.escaped(flaw)) }
    guard let evaluation = evaluate(chain, side, facts, name: nil, at: moment), let leaf = chain.leaf else {
      return .fail("there is no certificate")
    }
    if let verified = evaluation.verifiedChain {
      return .pass("\(Self.name(leaf)) is certified up to \(Self.name(verified.anchor)), at \(moment)")
    }
    return .fail(Self.refusal(evaluation))
  }

  /// Whether the server's certificate is for the name that was asked for.
  func serverName(_ chain: PresentedChain?, _ facts: HandshakeFacts, at moment: Timestamp) -> StepResult {
    guard let asked = name ?? facts.requestedName else {
      return .notCheckable("the client named no server, and --hostname names none")
    }
    guard let chain, chain.leaf != nil else { return .notCheckable("the server's certificate can't be read") }
    let origin = name == nil ? "the client asked for" : "--hostname names"
    guard let evaluation = evaluate(chain, .server, facts, name: asked, at: moment) else {
      return .notCheckable("there is no certificate")
    }
    // The chain is another step; of what is found, only the name counts here.
    let items = evaluation.explanation.paths.flatMap { $0.items }
    if let item = items.first(where: { $0.finding.rule == .peerName }) {
      return .fail("\(origin) \(DisplayText.escaped(asked.description)): \(item.statement) \(item.facts)")
    }
    guard evaluation.isVerified || items.contains(where: { $0.finding.rule != .budget }) else {
      return .notCheckable("the certificate takes too much work to look at")
    }
    return .pass("\(origin) \(DisplayText.escaped(asked.description)), and the certificate is for that name")
  }

  /// Verifies a side's certificates, with what was stapled to them.
  private func evaluate(
    _ chain: PresentedChain, _ side: Side, _ facts: HandshakeFacts, name: PeerName?, at moment: Timestamp
  ) -> Evaluation? {
    guard let leaf = chain.leaf else { return nil }
    var verifier = verifier
    if side == .server, let status = chain.status ?? facts.certificateStatus {
      verifier.revocation.insert(contentsOf: status)
      if verifier.policy.revocation == .off { verifier.policy.revocation = .softFail }
    }
    return verifier.evaluate(
      leaf, intermediates: Array(chain.certificates.dropFirst()), for: name,
      purpose: side == .server ? .server : .client, at: moment)
  }

  private static func name(_ certificate: Certificate) -> String {
    let subject = certificate.subject.description
    return subject.isEmpty ? "the certificate" : "“\(subject)”"
  }

  /// Why a chain is refused.
  private static func refusal(_ evaluation: Evaluation) -> String {
    guard let item = evaluation.explanation.paths.first?.items.first else { return "no path could be built" }
    return "\(item.statement) \(item.facts)"
  }
}

extension HandshakeFacts {
  /// The name that the client asked for in the clear; `nil` if it named none.
  var requestedName: PeerName? {
    guard let hello = clientHello, let range = hello.message.serverName else { return nil }
    return .dns(String(decoding: hello.bytes[range], as: UTF8.self))
  }
}

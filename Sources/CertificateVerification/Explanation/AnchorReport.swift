package import CertificateEncoding
package import Certificates

/// What the rules object to in an anchor by itself, in the words of explanations: every path to it is refused for that.
package enum AnchorReport {
  /// What speaks against an anchor under a policy, whatever the purpose; the gravest first.
  package static func items(
    _ anchor: Certificate, _ policy: VerificationPolicy = .rfc5280, at moment: Timestamp
  ) -> [Explanation.Item] {
    var trust = TrustStore()
    trust.insert(anchor)
    let node = PathNode(.anchor(0), anchor)
    // What the anchor is trusted for, and its own purposes, are limits and no faults.
    let request = VerificationRequest(trust: trust, policy: policy, purpose: .any, name: nil, moment: moment)
    var findings = ChainCheck.findings(
      RuleContext(
        node: node, publicKey: anchor.publicKey, role: .anchor, isTrusted: true, position: 0, intermediatesBelow: 0,
        request: request))
    if let constraints = node.facts.nameConstraints, let subtree = malformedSubtree(anchor, constraints) {
      findings.append(Finding(.nameConstraintMalformed(subtree), certificate: 0))
    }
    let attempt = Attempt(certificates: [anchor], findings: findings, reachesAnchor: true)
    let sentences = Sentences(
      Evaluation(
        verifiedChain: nil, attempts: [attempt], omittedAttempts: 0, effort: SearchEffort(), request: request,
        presentedCount: 0, atHand: []))
    return attempt.findings.map { sentences.item($0, Sentences.Place(anchor: anchor)) }
  }

  /// A subtree of an anchor's name constraints that is no name of its form, fit to be shown.
  private static func malformedSubtree(_ anchor: Certificate, _ constraints: NameConstraints) -> String? {
    let array = anchor.arena.bytes
    do throws(SubtreeSet.Malformation) {
      _ = try NameConstraintSet(anchor, array, constraints)
      return nil
    } catch {
      return error.base.describe(array.span)
    }
  }
}

import Certificates

/// A chain keeps to what the trust store demands of its anchor: when the leaf may have been issued, and which names it and
/// the intermediates may have.
///
/// There is no RFC for the date. It is the distrust-after of the browsers' root programs, which lets what an authority has
/// issued run out and takes nothing new of it: what counts is the start of the leaf's validity. The names are those of RFC
/// 5280 §4.2.1.10, put beside the anchor as RFC 5937 §3.2 has it. For which purposes an anchor is trusted says
/// ``TrustRule``.
enum AnchorConstraintsRule {
  static func findings(
    _ constraints: AnchorConstraints, _ anchor: PathNode, above path: [PathNode], _ memory: inout SearchMemory,
    _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> [Finding] {
    var findings: [Finding] = []
    if let moment = constraints.distrustAfter, let leaf = path.first?.certificate, moment < leaf.notBefore {
      findings.append(
        Finding(.issuedAfterDistrust(notBefore: leaf.notBefore, distrustAfter: moment), certificate: 0))
    }
    if !constraints.nameConstraints.isEmpty {
      let own = memory.nameConstraints(of: anchor, constraints, &effort, budget)
      findings += NameConstraintsRule.findings(own, anchor, above: path, &memory, &effort, budget)
    }
    return findings
  }
}

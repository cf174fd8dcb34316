public import Certificates

/// A verdict in words: which certificate, which rule, the facts that decided it, and what would mend it.
///
/// ```swift
/// let evaluation = verifier.evaluate(leaf, intermediates: rest, for: .dns("www.example.com"), at: .now)
/// print(evaluation.explanation)
/// ```
public struct Explanation: Sendable {
  /// One finding in words.
  public struct Item: Sendable, Hashable {
    /// The finding.
    public let finding: Finding
    /// A short stable name of the problem, such as `expired`.
    public let code: String
    /// What is wrong, in one sentence.
    public let statement: String
    /// The facts that decided it, in one or more sentences.
    public let facts: String
    /// What would mend it, in one or more sentences.
    public let remedy: String
    /// The standard and section that the rule comes from.
    public let reference: String
  }

  /// One path in words.
  public struct Path: Sendable {
    /// The certificates from the leaf upward.
    public let certificates: [Certificate]
    /// Whether the last one is an anchor.
    public let reachesAnchor: Bool
    /// What was found, the finding that decides first.
    public let items: [Item]
    /// Whether the certificates but the anchor are revoked, the leaf's status first; empty if it was not asked.
    public let revocation: [RevocationStatus]
    /// The certificates that neither the peer presented nor the trust store has.
    let atHand: Set<Certificate>
  }

  /// What is explained.
  public let evaluation: Evaluation
  /// The verdict in one sentence.
  public let headline: String
  /// The path that was verified; else those that were tried, the one that came nearest first.
  public let paths: [Path]
  /// The paths that were tried without success although there is one that was verified, the one that came nearest first;
  /// empty after a refusal.
  public let detours: [Path]

  init(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    let sentences = Sentences(evaluation)
    let attempts = evaluation.attempts.map { attempt in
      Path(
        certificates: attempt.certificates, reachesAnchor: attempt.reachesAnchor,
        items: attempt.findings.map { sentences.item($0, in: attempt) }, revocation: attempt.revocation,
        atHand: evaluation.atHand)
    }
    if let chain = evaluation.verifiedChain {
      paths = [
        Path(
          certificates: chain.certificates, reachesAnchor: true, items: [], revocation: chain.revocation,
          atHand: evaluation.atHand)
      ]
      detours = attempts
      headline = "VERIFIED: \(Sentences.peer(chain.leaf, evaluation.request.name)) is to be trusted."
    } else {
      paths = attempts
      detours = []
      headline = "REFUSED: " + (paths.first?.items.first?.statement ?? "no path could be built.")
    }
  }
}

extension Evaluation {
  /// The verdict in words.
  public var explanation: Explanation { Explanation(self) }
}

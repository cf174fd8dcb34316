import Certificates

/// Everything that one verification found out: the verdict, every path that was tried, and what it cost.
public struct Evaluation: Sendable {
  /// The chain, if it was verified.
  public let verifiedChain: VerifiedChain?
  /// The paths without success, the one that came nearest first; empty if the first path succeeded.
  public let attempts: [Attempt]
  /// How many more paths were tried than are kept in ``attempts``.
  let omittedAttempts: Int
  /// What was spent on the verdict; what was spent afterward to explain it is not counted.
  public let effort: SearchEffort
  /// What was asked.
  let request: VerificationRequest
  /// How many certificates the peer presented beside the leaf.
  let presentedCount: Int
  /// The certificates of the verified chain and the attempts that the caller had at hand, and the peer did not present.
  let atHand: Set<Certificate>

  /// Whether the chain was verified.
  public var isVerified: Bool { verifiedChain != nil }

  /// The finding that decided a refusal: the first one of the attempt that came nearest.
  public var decidingFinding: Finding? { isVerified ? nil : attempts.first?.findings.first }
}

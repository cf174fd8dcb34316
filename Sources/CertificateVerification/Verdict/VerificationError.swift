public import Certificates

/// A refusal: the finding that decided it, the certificate that it is about, and everything else that was found.
public struct VerificationError: Error, Sendable {
  /// What is objected to, with the facts.
  public let reason: Problem
  /// The place of the certificate that it is about, counted from the leaf, which is 0.
  public let position: Int
  /// The certificate that it is about.
  public let certificate: Certificate
  /// Every path and every finding.
  public let evaluation: Evaluation

  package init(_ evaluation: Evaluation, leaf: Certificate) {
    self.evaluation = evaluation
    let attempt = evaluation.attempts.first
    let finding = attempt?.findings.first
    // A search without success leaves an attempt with a finding; were there none, it would be for want of an effort.
    reason = finding?.problem ?? .budgetExhausted(.candidates, limit: evaluation.request.policy.budget.candidates)
    position = finding?.certificate ?? 0
    if let attempt, attempt.certificates.indices.contains(position) {
      certificate = attempt.certificates[position]
    } else {
      certificate = leaf
    }
  }
}

extension VerificationError: CustomStringConvertible {
  /// The explanation as text.
  public var description: String { evaluation.explanation.description }
}

import HandshakeVerification

extension Course {
  /// The results of steps, less what can't be known where the server may have taken another hello than the one that was
  /// recorded, which the client hides in it (RFC 9849 §6.1).
  ///
  /// Which hello it took, the server's Finished tells: it is over the one that was recorded, or it is not. A client may as
  /// well make the hidden hello up (§6.2), so that its being there says nothing.
  func withDoubt(_ steps: [Step: StepResult]) -> [Step: StepResult] {
    guard facts.version == .tls13, facts.clientHello?.message.mayHideAnother == true, facts.serverFinished != true
    else { return steps }
    var steps = steps
    for step in [Step.parameters, .serverName, .serverProof, .clientProof, .serverFinished, .clientFinished] {
      guard let result = steps[step] else { continue }
      let isDoubted = result.outcome == .fail || result.outcome == .pass && facts.serverFinished == false
      guard isDoubted else { continue }
      steps[step] = .notCheckable(
        "the client's hello may hide another (Encrypted Client Hello), which the server may have taken instead: by the "
          + "one that was recorded, \(result.outcome.rawValue): \(result.reason)")
    }
    return steps
  }
}

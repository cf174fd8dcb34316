public import CertificateVerification

/// What the doctor found out about a host.
public struct RegistryExamination: Sendable {
  /// A diagnosis that could not be made or excluded here, and what it would take.
  public struct Undecided: Sendable, Hashable {
    /// The diagnosis.
    public let id: DiagnosisID
    /// What would be needed, as a phrase such as `a live handshake with the registry`.
    public let need: String
  }

  /// What a client that verifies the server makes of the chain.
  public struct Verdict: Sendable {
    /// The clients, which share the roots and the name to verify with.
    public let clients: [RegistryClient]
    /// Everything that was found out.
    public let evaluation: Evaluation
  }

  /// What comes of it for a client.
  public enum Outcome: String, Sendable, Hashable {
    /// It asks the registry, and trusts the chain if there is one.
    case accepted
    /// It stops before it asks the registry, or refuses the chain.
    case refused
    /// It may read what the user of this process may not, so that nobody can say.
    case undecided
  }

  /// What each client made of the host, in the order in which they were asked for.
  public let results: [RegistryTrust]
  /// What is wrong or worth knowing, the gravest first, and else in the order of ``DiagnosisID``.
  public let diagnoses: [Diagnosis]
  /// What could not be decided, in the order of ``DiagnosisID``.
  public let undecided: [Undecided]
  /// The verdicts on the server's chain, if there was one.
  public let verdicts: [Verdict]

  /// The clients that read nothing for the host while others do, and for which nothing was put in a wrong place either:
  /// nobody has set them up for it, so that it means nothing what they make of the server's chain.
  public var bystanders: [RegistryClient] {
    let misplaced = diagnoses.filter { $0.id.isOfPlaces && $0.severity != .note }.flatMap { $0.clients }
    return results.filter { $0.isBystander(among: results) && !misplaced.contains($0.client) }.map { $0.client }
  }

  /// What comes of it for a client.
  public func outcome(for client: RegistryClient) -> Outcome {
    if isRefused(by: client) { return .refused }
    return results.contains { $0.client == client && !$0.closed.isEmpty } ? .undecided : .accepted
  }

  /// Whether a client would refuse the registry: it stops while it loads, or its roots refuse the chain.
  public func isRefused(by client: RegistryClient) -> Bool {
    results.contains { $0.client == client && $0.failure != nil }
      || verdicts.contains { $0.clients.contains(client) && !$0.evaluation.isVerified }
  }
}

extension DiagnosisID {
  /// Whether it tells that files were put where a client doesn't look, which is why it trusts and presents nothing.
  package var isOfPlaces: Bool {
    switch self {
    case .directoryNotSelected, .wrongBase, .dockerHubDirectory, .storeDivergence: true
    default: false
    }
  }
}

public import CertificateEncoding
public import Certificates

/// Finds out why a registry is refused, or not treated as its directory says.
///
/// Everything is decided from files: nobody is asked over a network, and no name is resolved unless the environment says
/// how. What is not decided is told with what it would take.
///
/// ```swift
/// let host = try RegistryHost("registry.example.com:5000")
/// let examination = RegistryDoctor.examine(host, clients: [.docker], at: .now)
/// for diagnosis in examination.diagnoses { print(diagnosis) }
/// ```
public enum RegistryDoctor {
  /// Examines a host.
  ///
  /// - Parameters:
  ///   - host: The registry's host, as a reference to an image carries it.
  ///   - environment: The machine that the clients run on.
  ///   - clients: The clients that matter; a diagnosis that concerns none of them isn't made.
  ///   - chain: The certificates that the server sends, its own first; `nil` if nobody has them.
  ///   - moment: When it all is to hold.
  /// - Returns: The diagnoses, what could not be decided, and what each client made of the host.
  public static func examine(
    _ host: RegistryHost, in environment: RegistryEnvironment = .current, clients: [RegistryClient],
    chain: [Certificate]? = nil, at moment: Timestamp
  ) -> RegistryExamination {
    let facts = DoctorCase(host, environment, clients, moment, chain: chain)
    var notes = SymptomList(facts)
    notes.addUnreadable()
    notes.addPairs()
    notes.addChain()
    notes.addRoots()
    notes.addIgnored()
    notes.addHost()
    notes.addDirectories()
    notes.addHostsFiles()
    notes.addFailures()
    notes.addDivergences()
    let diagnoses = notes.diagnoses
    return RegistryExamination(
      results: facts.results, diagnoses: diagnoses,
      undecided: DiagnosisID.allCases.flatMap { id in
        // What was found is decided; for other clients it may still not be.
        facts.needs(for: id)
          + (diagnoses.contains { $0.id == id } ? [] : [id.need(hasChain: chain != nil)].compactMap { $0 })
          .map { RegistryExamination.Undecided(id: id, need: $0) }
      },
      verdicts: facts.verdicts)
  }
}

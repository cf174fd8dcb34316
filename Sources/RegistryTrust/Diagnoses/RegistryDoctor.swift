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
    notes.addDivergences()
    let order = DiagnosisID.allCases
    let diagnoses = notes.diagnoses.enumerated().sorted { one, other in
      let ranks = [one, other].map { entry in
        (
          Diagnosis.Severity.allCases.firstIndex(of: entry.element.severity) ?? 0,
          order.firstIndex(of: entry.element.id) ?? 0, entry.offset
        )
      }
      return ranks[0] < ranks[1]
    }.map { $0.element }
    return RegistryExamination(
      results: facts.results, diagnoses: diagnoses,
      undecided: order.compactMap { id in
        // What was found is decided.
        guard !diagnoses.contains(where: { $0.id == id }) else { return nil }
        return id.need(hasChain: chain != nil).map { RegistryExamination.Undecided(id: id, need: $0) }
      },
      verdicts: facts.verdicts)
  }
}

/// The symptoms that were found so far, as diagnoses.
struct SymptomList {
  let facts: DoctorCase
  private(set) var diagnoses: [Diagnosis] = []
  /// The paths whose fault is told, so that nothing else is told of them.
  private(set) var explained: Set<FilePath> = []
  /// The clients that something else than their store makes stop, or miss a file.
  private(set) var explainedClients: Set<RegistryClient> = []
  /// Whether something was found that makes the clients differ.
  private(set) var explainsDifferences = false

  init(_ facts: DoctorCase) { self.facts = facts }

  /// Adds what was found for some clients; nothing, if it concerns none.
  ///
  /// - Parameters:
  ///   - symptom: What was found.
  ///   - severity: How much it matters.
  ///   - clients: Whom it concerns.
  ///   - explaining: The files about which nothing else is to be told.
  ///   - differs: Whether it makes clients differ that read the same directory.
  mutating func add(
    _ symptom: Symptom, _ severity: Diagnosis.Severity, _ clients: [RegistryClient], explaining: [FilePath] = [],
    differs: Bool = true
  ) {
    guard !clients.isEmpty else { return }
    explained.formUnion(explaining)
    explainedClients.formUnion(clients)
    if differs { explainsDifferences = true }
    let words = DoctorWords(facts, clients).words(symptom)
    diagnoses.append(
      Diagnosis(
        id: symptom.id, severity: severity, findings: words.findings, clients: clients, statement: words.statement,
        why: words.why, advice: words.advice, remedy: words.remedy))
  }

  /// Lets nothing else be told of a file.
  mutating func explain(_ file: ExaminedFile) { explained.insert(file.path) }

  /// Whether something is told of a file already.
  func isExplained(_ file: ExaminedFile) -> Bool { explained.contains(file.path) }

  /// Whether a diagnosis was made.
  func contains(_ id: DiagnosisID) -> Bool { diagnoses.contains { $0.id == id } }
}

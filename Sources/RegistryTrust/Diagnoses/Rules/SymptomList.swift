/// The symptoms that were found so far, as diagnoses.
struct SymptomList {
  let facts: DoctorCase
  private var writer: DoctorWords
  private(set) var diagnoses: [Diagnosis] = []
  /// The paths whose fault is told, so that nothing else is told of them.
  private(set) var explained: Set<FilePath> = []
  /// The clients that something else than their store makes stop, or miss a file.
  private(set) var explainedClients: Set<RegistryClient> = []
  /// Whether something was found that makes the clients differ.
  private(set) var explainsDifferences = false

  init(_ facts: DoctorCase) {
    self.facts = facts
    writer = DoctorWords(facts)
  }

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
    let words = writer.words(symptom, for: clients)
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

/// The symptoms that were found so far, and the diagnoses that they make.
struct SymptomList {
  /// A symptom, and whom it concerns.
  private struct Entry {
    let symptom: Symptom
    let severity: Diagnosis.Severity
    let clients: [RegistryClient]
  }

  /// Symptoms of one kind that become one diagnosis.
  private struct Group: Hashable {
    let id: DiagnosisID
    let severity: Diagnosis.Severity
    let clients: [RegistryClient]
    let kind: String
  }

  /// How many files of one kind a diagnosis names and mends; the others come when these are mended.
  static let groupCount = 20

  let facts: DoctorCase
  private var entries: [Entry] = []
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
    entries.append(Entry(symptom: symptom, severity: severity, clients: clients))
  }

  /// Lets nothing else be told of a file.
  mutating func explain(_ file: ExaminedFile) { explained.insert(file.path) }

  /// Whether something is told of a file already.
  func isExplained(_ file: ExaminedFile) -> Bool { explained.contains(file.path) }

  /// Whether a file is told to be the registry's own certificate, which it holds as a client's.
  func isServerCertificate(_ file: ExaminedFile) -> Bool {
    entries.contains { entry in
      if case .serverCertificate(let certificate, _, _, _, isRead: true) = entry.symptom {
        certificate.path == file.path
      } else {
        false
      }
    }
  }

  /// Whether a diagnosis was made.
  func contains(_ id: DiagnosisID) -> Bool { entries.contains { $0.symptom.id == id } }

  /// The diagnoses, the gravest first, and else in the order of ``DiagnosisID``; those of one kind are one.
  ///
  /// The words are written in that order, so that each command finds what those before it leave.
  var diagnoses: [Diagnosis] {
    var groups: [[Entry]] = []
    var places: [Group: Int] = [:]
    for entry in entries {
      if let kind = entry.symptom.kind {
        let group = Group(id: entry.symptom.id, severity: entry.severity, clients: entry.clients, kind: kind)
        if let place = places[group] {
          groups[place].append(entry)
          continue
        }
        places[group] = groups.count
      }
      groups.append([entry])
    }
    let severities = Diagnosis.Severity.allCases
    let ids = DiagnosisID.allCases
    let ranked = groups.enumerated().map { offset, group in
      let (severity, id) = (group[0].severity, group[0].symptom.id)
      let rank = (severities.firstIndex(of: severity) ?? 0, ids.firstIndex(of: id) ?? 0, offset)
      return (rank: rank, group: group)
    }
    var writer = DoctorWords(facts)
    return ranked.sorted { $0.rank < $1.rank }.compactMap { Self.diagnosis($0.group, &writer) }
  }

  /// The first few of some texts, each once.
  private static func distinct(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if $0.count < 3, !$0.contains($1) { $0.append($1) } }
  }

  /// One diagnosis of symptoms of one kind; `nil` if what mends others mends it too.
  private static func diagnosis(_ group: [Entry], _ writer: inout DoctorWords) -> Diagnosis? {
    let first = group[0]
    let pending = group.filter { !writer.isMended($0.symptom) }
    let all = pending.prefix(groupCount).map { writer.words($0.symptom, for: $0.clients) }
    guard let words = all.first else { return nil }
    let findings = all.flatMap { $0.findings }
    let shown = findings.prefix(Diagnosis.findingCount)
    let omitted = all.reduce(findings.count - shown.count) { $0 + $1.omittedCount } + pending.count - all.count
    var statement = words.statement
    var advice = Self.distinct(all.map { $0.advice }).joined(separator: " ")
    if pending.count > 1 {
      let others = pending.count - 1
      statement = "\(statement.dropLast()); so it is with \(others) more."
    }
    if pending.count > all.count {
      advice += " The commands are for \(all.count) files; examine the directory again when these are mended."
    }
    return Diagnosis(
      id: first.symptom.id, severity: first.severity, findings: Array(shown), omittedFindingCount: omitted,
      clients: first.clients, statement: statement,
      why: words.why + (all.first { !$0.quote.isEmpty }?.quote ?? ""), advice: advice,
      remedy: all.flatMap { $0.remedy })
  }
}

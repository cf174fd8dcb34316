extension DoctorCase {
  /// What it would take to decide a diagnosis for those clients of which this machine, or the user, doesn't tell enough.
  func needs(for id: DiagnosisID) -> [RegistryExamination.Undecided] {
    let names = results.compactMap { $0.unresolved }
    switch id {
    case .loopbackInsecure where !names.isEmpty:
      return [undecided(id, "the addresses of \(names[0].name) (--resolve): those of this machine are insecure")]
    case .insecureListed where names.contains { $0.concernsNetworks }:
      return [
        undecided(id, "the addresses of \(names[0].name) (--resolve): insecure-registries lists networks of addresses")
      ]
    case .permissions: return closedPaths.map { undecided(id, need($0.paths, $0.clients)) }
    default: return []
    }
  }

  private func undecided(_ id: DiagnosisID, _ need: String) -> RegistryExamination.Undecided {
    RegistryExamination.Undecided(id: id, need: need)
  }

  /// What is closed to the user of this process, the clients together that meet the same.
  private var closedPaths: [(paths: [String], clients: [RegistryClient])] {
    var groups: [(paths: [String], clients: [RegistryClient])] = []
    for result in results where !result.closed.isEmpty {
      let paths = result.closed.map { $0.path }
      if let index = groups.firstIndex(where: { $0.paths == paths }) {
        groups[index].clients.append(result.client)
      } else {
        groups.append((paths, [result.client]))
      }
    }
    return groups
  }

  private func need(_ paths: [String], _ clients: [RegistryClient]) -> String {
    "root's rights, with which \(DoctorWords.list(clients)) may run and read "
      + "\(DoctorWords.shown(paths[0]))\(paths.count > 1 ? " and \(paths.count - 1) more" : ""), which "
      + "\(paths.count > 1 ? "are" : "is") closed to this user: run it as root"
  }
}

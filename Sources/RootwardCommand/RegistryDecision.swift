import RegistryTrust

/// Whose outcome the exit code tells, and why theirs.
struct RegistryDecision {
  /// Why these clients decide.
  enum Reason: String {
    /// `--client` names the one.
    case asked
    /// `--client all`: every program that something was set up for.
    case all
    /// Docker's classic store decides where nobody is named.
    case usual = "default"
    /// Nobody is named, nothing was set up for Docker's classic store, and this is the first that something was set up for.
    case firstConfigured
  }

  /// The clients.
  let clients: [RegistryClient]
  /// Why they.
  let reason: Reason
  private let examination: RegistryExamination

  /// Who decides without `--client`, unless nothing was set up for it and something for another.
  static let usualClient = RegistryClient.docker

  /// Decides by what was asked for.
  ///
  /// - Parameters:
  ///   - name: The value of `--client`.
  ///   - chosen: The clients that it stands for.
  init(_ name: String?, _ chosen: [RegistryClient], _ examination: RegistryExamination) {
    self.examination = examination
    let bystanders = examination.bystanders
    switch name {
    case nil:
      guard bystanders.contains(Self.usualClient),
        let first = examination.results.first(where: { !bystanders.contains($0.client) })
      else {
        (clients, reason) = ([Self.usualClient], .usual)
        return
      }
      (clients, reason) = ([first.client], .firstConfigured)
    case "all"?:
      (clients, reason) = (chosen.filter { !bystanders.contains($0) }, .all)
    default: (clients, reason) = (chosen, .asked)
    }
  }

  /// What comes of it: refused if one of them refuses, else undecided if nobody can say so of one.
  var outcome: RegistryExamination.Outcome {
    let outcomes = clients.map { examination.outcome(for: $0) }
    return outcomes.contains(.refused) ? .refused : outcomes.contains(.undecided) ? .undecided : .accepted
  }

  /// The clients of which that is so.
  var decisive: [RegistryClient] { clients.filter { examination.outcome(for: $0) == outcome } }

  /// The exit code: a client that can't be asked about without other rights is an input that can't be read.
  var exitCode: ExitCode {
    switch outcome {
    case .accepted: .success
    case .refused: .refused
    case .undecided: .input
    }
  }

  /// Who decides, and why, as a sentence.
  var text: String {
    switch reason {
    case .asked: "\(names(clients)) decides, as --client says."
    case .all:
      "With --client all every program decides that something is set up for: \(names(clients))."
    case .usual: "\(names(clients)) decides where --client names no other."
    case .firstConfigured:
      "\(names(clients)) decides, the first program that something is set up for; for \(Self.usualClient.title), which "
        + "decides otherwise, nothing is."
    }
  }

  /// The clients that nothing was set up for, and that would refuse the registry.
  var refusingBystanders: [RegistryClient] { examination.bystanders.filter { examination.isRefused(by: $0) } }

  /// The outcome, whose it is, and who isn't counted, a line each.
  var lines: [String] {
    let verdict =
      switch outcome {
      case .accepted: "ACCEPTED: \(names(clients)) \(clients.count == 1 ? "goes" : "go") on with this registry."
      case .refused: "REFUSED: \(names(decisive)) \(decisive.count == 1 ? "does" : "do") not go on with this registry."
      case .undecided: "UNDECIDED: \(need)"
      }
    var lines = [verdict, text]
    if !refusingBystanders.isEmpty {
      lines.append(
        "Not counted, since nothing is set up for \(refusingBystanders.count == 1 ? "it" : "them") here: "
          + "\(names(refusingBystanders)) would refuse the chain.")
    }
    return lines
  }

  /// What it would take to decide.
  var need: String {
    let closed = examination.results.first { decisive.contains($0.client) && !$0.closed.isEmpty }?.closed ?? []
    let path = closed.first.map { RegistryWords.shown($0.path) } ?? ""
    let more = closed.count > 1 ? " and \(closed.count - 1) more" : ""
    return
      "\(names(decisive)) may run as root and read \(path)\(more), which \(closed.count > 1 ? "are" : "is") closed to "
      + "this user: run this command as root."
  }

  private func names(_ clients: [RegistryClient]) -> String {
    let names = clients.map { $0.title }
    return names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1] : names.first ?? "none"
  }
}

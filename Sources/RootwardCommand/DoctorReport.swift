import CertificateVerification
import RegistryTrust

/// The diagnoses in words.
struct DoctorReport {
  private let examination: RegistryExamination
  private let decision: RegistryDecision

  init(_ examination: RegistryExamination, _ decision: RegistryDecision) {
    self.examination = examination
    self.decision = decision
  }

  /// A line each, what could not be decided last but for the verdict.
  var lines: [String] {
    var lines: [String] = []
    for diagnosis in examination.diagnoses { lines += [""] + diagnosis.lines }
    if !examination.undecided.isEmpty {
      lines += ["", "Not decided here, and what it would take:"]
      var needs: [String] = []
      for undecided in examination.undecided where !needs.contains(undecided.need) { needs.append(undecided.need) }
      for need in needs {
        let names = examination.undecided.filter { $0.need == need }.map { $0.id.rawValue }
        lines.append("  \(names.joined(separator: ", ")): \(need)")
      }
    }
    return lines + [""] + decision.lines + [headline]
  }

  private var headline: String {
    let counts = Diagnosis.Severity.allCases.compactMap { severity -> String? in
      let count = examination.diagnoses.count { $0.severity == severity }
      return count == 0 ? nil : RegistryReport.count(count, severity.rawValue)
    }
    let isCalm = examination.diagnoses.allSatisfy { $0.severity == .note }
    if examination.hasUnexplainedRefusal {
      return "FOUND: " + (counts + ["a chain that is refused for the reason above"]).joined(separator: ", ") + "."
    }
    // Whoever stops has an error told of it, whose text may be that of a rule to come.
    if decision.outcome == .refused, isCalm {
      return "FOUND: " + (counts + ["the refusal above"]).joined(separator: ", ") + "."
    }
    if decision.outcome == .undecided, isCalm {
      return "FOUND: " + (counts + ["nothing wrong in what this user may read"]).joined(separator: ", ") + "."
    }
    if examination.diagnoses.isEmpty { return "OK: nothing is wrong as far as it can be decided here." }
    return (isCalm ? "OK: nothing needs to be mended: " : "FOUND: ") + counts.joined(separator: ", ") + "."
  }
}

extension RegistryExamination {
  /// Whether some client refuses the chain for a reason that no diagnosis tells, such as a weak signature.
  var hasUnexplainedRefusal: Bool {
    let known: Set<DiagnosisID> = [
      .missingIntermediate, .wrongAuthority, .rotatedAuthority, .interception, .commonNameOnly, .addressNotNamed,
      .nameMismatch, .time,
    ]
    return verdicts.contains { verdict in
      !verdict.evaluation.isVerified
        && verdict.clients.contains { client in
          !bystanders.contains(client)
            && !diagnoses.contains {
              (known.contains($0.id) && $0.severity == .error || $0.id.isOfPlaces && $0.severity != .note)
                && $0.clients.contains(client)
            }
        }
    }
  }
}

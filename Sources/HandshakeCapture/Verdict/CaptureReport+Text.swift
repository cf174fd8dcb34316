import CertificateEncoding
import Certificates

extension CaptureReport {
  /// What is worth telling of the recording as a whole, a sentence each.
  package var notes: [String] {
    var notes: [String] = []
    if connections.isEmpty {
      notes.append(
        "There is no TLS handshake\(hasTLS ? " from its beginning" : "") in the recording: "
          + "\(Self.count(frameCount, "frame")), \(Self.count(conversationCount, "TCP connection")).")
    }
    if omittedCount > 0 {
      let failed = omittedFailureCount == 0 ? "" : ", of which \(omittedFailureCount) FAIL"
      notes.append("Not told of: \(Self.count(omittedCount, "more TLS connection"))\(failed).")
    }
    if !unknownLinkTypes.isEmpty {
      let numbers = unknownLinkTypes.map(String.init).joined(separator: ", ")
      notes.append("Frames of a link type that is not known here were passed over: \(numbers).")
    }
    if let firstUnreadable {
      notes.append(
        "\(Self.count(unreadableCount, "malformed part")) of the recording passed over, the first at byte "
          + "\(firstUnreadable.offset).")
    }
    if omittedKeyLogCount > 0 {
      notes.append("The recording has more key logs than are read: \(omittedKeyLogCount) left out.")
    }
    for reason in KeyLog.Problem.Reason.allCases {
      guard let lineCount = ownProblemCounts[reason] else { continue }
      notes.append(
        "\(Self.count(lineCount, "line")) of the recording's own key logs left out: \(reason.rawValue).")
    }
    if malformedCount > 0 {
      notes.append("\(Self.count(malformedCount, "packet")) with a malformed header passed over.")
    }
    if evictedCount > 0 {
      notes.append("\(Self.count(evictedCount, "connection")) given up, as more were open at a time than are followed.")
    }
    if serverAloneCount > 0 {
      notes.append("\(Self.count(serverAloneCount, "connection")) whose client's side was not recorded passed over.")
    }
    if joinedLateCount > 0 {
      notes.append("\(Self.count(joinedLateCount, "TLS connection")) that began before the recording passed over.")
    }
    if let problem { notes.append("The recording was not read to its end: \(problem).") }
    return notes
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// The report for people, a line each.
  package var lines: [String] {
    var lines: [String] = []
    forEachLine { lines.append($0) }
    return lines
  }

  /// Gives the report for people line by line, so that it need not be in memory as a whole.
  package func forEachLine(_ body: (String) -> Void) {
    for (index, connection) in connections.enumerated() {
      if index > 0 { body("") }
      connection.lines.forEach(body)
    }
    ending.forEach(body)
  }

  /// What stands behind the connections.
  private var ending: [String] {
    var lines = connections.isEmpty ? [] : [""]
    for note in notes { lines += Self.wrapped("", note) }
    if !connections.isEmpty {
      let passed = connections.count { $0.verdict == .pass }
      let failed = connections.count { $0.verdict == .fail }
      lines.append(
        "\(Self.count(connections.count, "TLS connection")): \(passed) PASS, \(failed) FAIL, "
          + "\(connections.count - passed - failed) NOT CHECKABLE")
      if verdict == .notCheckable, passed == connections.count {
        lines.append("NOT CHECKABLE as a whole, as not everything could be looked at.")
      }
      if !remedies.isEmpty { lines += ["", "What would help:"] }
      for remedy in remedies { lines += Self.wrapped("  - ", remedy) }
      lines += ["", "What this proves:"] + Self.meaning.map { "  \($0)" }
    }
    return lines
  }

  /// What a verdict proves and what it does not.
  static let meaning = [
    "A proof that passes says that a holder of the certified key signed this very handshake.",
    "A Finished that passes says that the secrets of the key log are those of this handshake, and that it was not altered.",
    "A key log proves nothing about who made the recording: whoever has the secrets can make up encrypted messages and",
    "Finished, but no signature: where nobody signs (static RSA, resumption), all rests on whoever kept the key log.",
    "Without a key log, what is encrypted and both Finished stay unseen.",
  ]
}

extension ConnectionReport {
  /// The report for people, a line each.
  package var lines: [String] {
    let when = time.map { " at \($0)" } ?? ""
    var lines = ["\(verdict.rawValue): \(client) -> \(server)\(when)"]
    let facts: [(String, String?)] = [
      ("asked for", serverName), ("version", version), ("suite", cipherSuite), ("group", group),
      ("protocol", applicationProtocol), ("server", serverSubject), ("client", clientSubject),
      ("verified at", moment == time ? nil : moment.description),
    ]
    for (label, value) in facts {
      guard let value else { continue }
      lines.append("  \(Self.padded(label, 12))\(value)")
    }
    for note in notes { lines += CaptureReport.wrapped("  \(Self.padded("note", 12))", note) }
    var previous: StepResult?
    for step in Step.allCases {
      guard let result = steps[step] else { continue }
      // Where the handshake breaks off, the same holds for all steps behind.
      let isRepeated = result.outcome == .notCheckable && result == previous
      lines += CaptureReport.wrapped(
        "  \(Self.padded(result.outcome.rawValue, 16))\(Self.padded(step.rawValue, 16))",
        isRepeated ? "as above" : result.reason)
      previous = result
    }
    return lines
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension CaptureReport {
  /// A text behind a heading, broken at spaces, the lines after the first below the first one's beginning.
  fileprivate static func wrapped(_ head: String, _ text: String) -> [String] {
    let width = 100
    let margin = String(repeating: " ", count: head.count)
    var lines: [String] = []
    var line = head
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        (line, isEmpty) = (margin, true)
      }
      line += isEmpty ? String(word) : " " + word
      isEmpty = false
    }
    return lines + [line]
  }
}

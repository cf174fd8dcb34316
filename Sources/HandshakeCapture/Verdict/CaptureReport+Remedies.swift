extension CaptureReport {
  /// How many remedies for certificates are told; the next ones are for the next time.
  private static let maximumRemedyCount = 8

  /// What would let more be checked, or pass, in one or more sentences each: every cause once, however many connections
  /// have it, with the options of `rootward handshake`.
  package var remedies: [String] {
    var counts: [Remedy: Int] = [:]
    // In the order of appearance.
    var certificates: [Remedy] = []
    for connection in connections {
      for remedy in connection.remedies {
        if counts[remedy] == nil, case .certificate = remedy { certificates.append(remedy) }
        counts[remedy, default: 0] += 1
      }
    }
    var remedies = [Remedy.secrets, .moreSecrets, .name].compactMap { remedy in counts[remedy].map { text(remedy, $0) }
    }
    remedies += certificates.prefix(Self.maximumRemedyCount).map { text($0, counts[$0] ?? 0) }
    let rest = certificates.count - Self.maximumRemedyCount
    if rest > 0 {
      remedies.append("What else there is to do about certificates, \(rest) more remedies, is left out here.")
    }
    return remedies
  }

  private func text(_ remedy: Remedy, _ count: Int) -> String {
    let connections = count == 1 ? "1 connection" : "\(count) connections"
    switch remedy {
    case .secrets:
      let known = keyLog.connectionCount
      guard known > 0 else {
        return "Give the secrets of \(connections) with --keylog FILE: most programs write them to the file that the "
          + "variable SSLKEYLOGFILE names."
      }
      return "The key log has secrets of \(known == 1 ? "1 connection" : "\(known) connections"), and none of "
        + "\(connections) here: give the one that was written while those were recorded, with --keylog FILE."
    case .moreSecrets:
      return "The key log lacks some secrets of \(connections): it may have been copied before the handshake was over. "
        + "Give the whole of it with --keylog FILE."
    case .name:
      return
        "The client of \(connections) named no server: say whose certificate it has to be, with --hostname HOST or "
        + "--ip ADDRESS."
    case .certificate(let words, let wantsRoot):
      return words + (wantsRoot ? " Trusted roots are added with --roots FILE." : "")
    }
  }
}

import Foundation

/// Compares Rootward's verdicts on random signatures with OpenSSL's, which makes them.
///
///     swift run -c release --package-path Benchmarks SignatureSelfCheck N [ALGORITHM...]
///
/// Each signature is judged as it was made and again with one bit of it or of the message altered, by a key as it was
/// read, by the same key prepared and, for ECDSA, by the key read from a compressed point. Those of RSASSA-PKCS1-v1_5 are
/// judged in batches too. The exit status is 1 if anything is judged differently, 2 if it could not be asked.
@main
enum SignatureSelfCheck {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let total = arguments.first.flatMap({ Int($0) }), total > 0 else {
      fail("usage: SignatureSelfCheck N [ALGORITHM...], of: \(Candidate.all.map(\.name).joined(separator: " "))")
    }
    let names = Set(arguments.dropFirst())
    let unknown = names.subtracting(Candidate.all.map(\.name))
    guard unknown.isEmpty else { fail("no such algorithm: \(unknown.sorted().joined(separator: " "))") }

    let choice = ProcessInfo.processInfo.environment["ROOTWARD_ACCELERATION"]
    print(
      "ROOTWARD_ACCELERATION \(choice.map { "is \"\($0)\"" } ?? "is unset: all that the processor has"), N = \(total)")
    let candidates = Candidate.all.filter { names.isEmpty || names.contains($0.name) }
    let known = candidates.filter { SigningKey.has($0.kind(0)) }
    for candidate in known { check(candidate, total) }
    let skipped = candidates.map(\.name).filter { name in !known.contains { $0.name == name } }
    let rest =
      skipped.isEmpty ? "" : "; skipped, as this libcrypto does not have them: \(skipped.joined(separator: " "))"
    print((known.isEmpty ? "done: nothing was compared" : "done: no disagreement") + rest)
  }

  private static func check(_ candidate: Candidate, _ total: Int) {
    let clock = ContinuousClock()
    let start = clock.now
    var comparison = Comparison(candidate)
    do {
      try comparison.run(total)
    } catch let error as OpenSSLFailure {
      fail("\(candidate.name): \(error)")
    } catch {
      print("\(error)")
      exit(1)
    }
    let tenths = Int((start.duration(to: clock.now) / .seconds(1) * 10).rounded())
    print(
      "\(candidate.name): \(comparison.count) signatures, \(comparison.accepted) accepted, "
        + "\(comparison.refused) refused once altered, "
        + (comparison.batchCount > 0 ? "\(comparison.batchCount) batches, " : "") + "\(tenths / 10).\(tenths % 10) s")
  }

  /// Prints at once, so that a log shows how far a long run has come.
  private static func print(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  private static func fail(_ reason: String) -> Never {
    FileHandle.standardError.write(Data((reason + "\n").utf8))
    exit(2)
  }
}

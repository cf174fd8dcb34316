import Foundation

/// Compares Rootward's verdicts on random signatures with OpenSSL's, which makes them.
///
///     swift run -c release --package-path Benchmarks SignatureSelfCheck N [ALGORITHM...]
///
/// Each signature is judged as it was made and again with one bit of it or of the message altered, by a key as it was
/// read and by the same key prepared. The exit status is 1 if anything is judged differently, 2 if it could not be
/// asked.
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
    for candidate in Candidate.all where names.isEmpty || names.contains(candidate.name) {
      check(candidate, total)
    }
    print("done: no disagreement")
  }

  private static func check(_ candidate: Candidate, _ total: Int) {
    guard SigningKey.has(candidate.kind(0)) else {
      print("\(candidate.name): skipped: this libcrypto does not have it")
      return
    }
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
        + "\(comparison.refused) refused once altered, \(tenths / 10).\(tenths % 10) s")
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

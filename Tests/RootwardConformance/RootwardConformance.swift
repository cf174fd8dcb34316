import Foundation

/// Runs other people's test cases through the engine and compares the outcomes.
@main
struct RootwardConformance {
  static let usage = """
    usage: rootward-conformance limbo FILE... [OPTION...]       x509-limbo: chains and expected outcomes
           rootward-conformance pkits FILE [OPTION...]          NIST PKITS: path validation of RFC 5280
           rootward-conformance wycheproof FILE... [OPTION...]  signatures, key agreement, AEAD and so on
           rootward-conformance chains FILE... [OPTION...]      chains, signed data, parsing and names of BoringSSL
           rootward-conformance certs.d FOLDER [OPTION...]      registries' directories and what clients make of them
           rootward-conformance differential FILE [ID]          what is objected to in each chain of Scripts/differential.sh

    options: --failures    list id, expected, got and our reason of each case that fails
             --only TEXT   run only the cases whose id contains TEXT
             --slowest N   list the N cases that cost most, each measured again alone
             --slow        the same as --slowest 10

    Exit code: 0 if every case outside exceptions.txt passes; 1 if one fails, or an exception no longer does;
    2 for a wrong option; 3 if a file cannot be read.

    """

  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") {
      print(usage, terminator: "")
      return
    }
    if arguments.first == "differential", 2...3 ~= arguments.count {
      do {
        try Differential.run(URL(fileURLWithPath: arguments[1]), explaining: arguments.count == 3 ? arguments[2] : nil)
      } catch {
        complain("error: \(error)\n")
        exit(3)
      }
      return
    }
    guard let options = Options(arguments) else {
      complain(usage)
      exit(2)
    }
    do {
      var cases: [ConformanceCase] = []
      for file in options.files { cases += try options.suite.cases(in: file) }
      if let only = options.only { cases.removeAll { !$0.id.contains(only) } }
      let exceptions = try ConformanceExceptions(suite: options.suite)
      let results = CaseRunner(timeLimit: .seconds(10)).run(cases)
      let report = ConformanceReport(results, exceptions: exceptions)
      if let count = options.slowestCount {
        for (id, cost) in CaseRunner.slowest(count, of: cases, results) {
          print("slow: \(milliseconds(cost)) ms  \(options.suite.rawValue)  \(id)")
        }
      }
      print(report.text(listingFailures: options.listsFailures))
      exit(report.isGood ? 0 : 1)
    } catch {
      complain("error: \(error)\n")
      exit(3)
    }
  }

  /// Milliseconds with three digits behind the point.
  private static func milliseconds(_ duration: Duration) -> String {
    let text = String(Int(duration / .microseconds(1)))
    let digits = String(repeating: "0", count: max(0, 4 - text.count)) + text
    return "\(digits.dropLast(3)).\(digits.suffix(3))"
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

extension RootwardConformance {
  /// What the command line asks for.
  private struct Options {
    let suite: ConformanceSuite
    var files: [URL] = []
    var listsFailures = false
    var slowestCount: Int?
    var only: String?

    /// Reads the arguments; `nil` if they are not as ``RootwardConformance/usage`` has them.
    init?(_ arguments: [String]) {
      guard let suite = arguments.first.flatMap(ConformanceSuite.init(rawValue:)) else { return nil }
      self.suite = suite
      var rest = arguments.dropFirst()
      while let argument = rest.popFirst() {
        switch argument {
        case "--failures": listsFailures = true
        case "--slow": slowestCount = 10
        case "--slowest":
          guard let count = rest.popFirst().flatMap({ Int($0) }), count > 0 else { return nil }
          slowestCount = count
        case "--only":
          guard let text = rest.popFirst() else { return nil }
          only = text
        case _ where argument.hasPrefix("-"): return nil
        default: files.append(URL(fileURLWithPath: argument))
        }
      }
      guard !files.isEmpty, ![.pkits, .certsD].contains(suite) || files.count == 1 else { return nil }
    }
  }
}

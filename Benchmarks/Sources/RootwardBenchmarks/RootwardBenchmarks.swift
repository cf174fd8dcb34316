import Foundation
import Measuring

/// Measures Rootward beside its peers, in one run.
///
///     swift run -c release --package-path Benchmarks RootwardBenchmarks [--quick] [--rows TEXT]
///       [--json FILE] [--svg FILE] [--markdown FILE]
///
/// The exit status is 2 if it was called wrongly, and 1 if something could not be measured or written.
@main
enum RootwardBenchmarks {
  static func main() {
    let options: Options
    do {
      options = try Options(CommandLine.arguments.dropFirst())
    } catch {
      fail(error, status: 2)
    }
    do {
      try run(options)
    } catch {
      fail(error, status: 1)
    }
  }

  private static func fail(_ error: any Error, status: Int32) -> Never {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(status)
  }

  private static func run(_ options: Options) throws {
    if let worker = options.worker {
      let fixtures = try JSONDecoder().decode(Fixtures.self, from: Data(contentsOf: URL(filePath: worker)))
      Worker.run(LocalContestant("worker", fixtures, make: RootwardOperations.make))
      return
    }
    let machine = Machine.current
    print(machine.description)
    let fixtures = try Fixtures.make()
    let folder = FileManager.default.temporaryDirectory.appending(path: "rootward-benchmarks-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "fixtures.json")
    try JSONEncoder().encode(fixtures).write(to: file)

    let contestants = try contestants(fixtures, file, folder)
    let rows = options.selectedRows
    try Race.checkRefusals(rows, contestants)
    try Race.checkOutputs(rows, contestants)
    var report = Report(machine: machine, contestants: contestants)
    print(report.versions)
    print(report.head)
    for row in rows {
      let result = try Race.run(row, contestants, rounds: options.isQuick ? 5 : 25)
      report.results.append(result)
      print(report.line(result))
    }
    if options.rows == nil, !options.isQuick {
      print("")
      try Chains.measure()
    }
    try options.write(report)
  }

  /// Everybody who can be there; who can't is named.
  private static func contestants(_ fixtures: Fixtures, _ file: URL, _ folder: URL) throws -> [any Contestant] {
    var contestants: [any Contestant] = [
      LocalContestant(Row.accelerated, fixtures, make: RootwardOperations.make)
    ]
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    for (name, instructions) in [(Row.avx2, "sha,avx2"), (Row.plain, "none")] {
      contestants.append(
        try ChildContestant(
          name, executable: own, arguments: ["--worker", file.path],
          environment: ["ROOTWARD_ACCELERATION": instructions]))
    }
    contestants.append(
      LocalContestant(
        Row.boringSSL, version: Versions.package("swift-crypto"), fixtures, make: BoringSSLOperations.make))
    #if canImport(LibCrypto)
      contestants.append(
        LocalContestant(Row.openSSL, version: OpenSSL.version, fixtures, make: OpenSSL.make))
    #else
      print("left out: OpenSSL, whose headers are not there (Debian: libssl-dev)")
    #endif
    do {
      contestants.append(try GoPeer.contestant(file, folder))
    } catch let reason as GoPeer.Absence {
      print("left out: Go, \(reason)")
    }
    contestants.append(
      LocalContestant("BigInt", version: Versions.package("BigInt"), fixtures, make: BigIntOperations.make))
    return contestants
  }
}

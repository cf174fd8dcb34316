import CertificateVerification
import Certificates
import Platform

/// The trusted roots that the options name, merged into one store.
///
/// The given ones come first, so that a root that the system has too is told as the given one.
struct TrustSources {
  /// The roots.
  private(set) var store = TrustStore()
  /// What became of the given files and directories.
  private(set) var given = TrustLoadSummary()
  /// A line for each given file or directory that could not be used at all.
  private(set) var failures: [String] = []
  /// Why the system's roots could not be loaded.
  private(set) var systemFailure: TrustLoadSummary.Unreadable?
  /// What became of the system's files; `nil` if they were not asked for or could not be loaded.
  private(set) var system: TrustLoadSummary?

  /// Loads the roots of `--roots`, and those of the system unless `--no-system-roots` is there.
  init(_ arguments: Arguments) throws(Failure) {
    let paths = arguments.all(.roots)
    if arguments.contains(.noSystemRoots), paths.isEmpty {
      throw arguments.misuse("--no-system-roots leaves nobody to trust; name the roots with --roots FILE|DIRECTORY")
    }
    for path in paths {
      guard path != Inputs.standardInput else {
        throw arguments.misuse("--roots reads no standard input; a file of that name is ./-")
      }
      load(path)
    }
    given = store.summary
    guard !arguments.contains(.noSystemRoots) else { return }
    do {
      let roots = try TrustStore.system()
      system = roots.summary
      store.formUnion(roots)
    } catch {
      systemFailure = error
    }
  }

  private mutating func load(_ path: String) {
    do {
      let loaded = try store.insert(contentsOfPath: path)
      guard loaded.added + loaded.duplicates + loaded.distrusted.count == 0 else { return }
      failures.append(Self.whyEmpty(path, loaded))
    } catch {
      failures.append(Self.line(error))
    }
  }

  private static func whyEmpty(_ path: String, _ loaded: TrustLoadSummary) -> String {
    // Only a file can be read a second time; a pipe is empty by now.
    guard let kind = try? FileSystem.kind(of: path), kind == .file,
      var bytes = try? FileSystem.read(path, limit: Inputs.maximumByteCount)
    else {
      return "\(DisplayText.escaped(path)): no certificate could be read from it"
    }
    // It may be a key's.
    defer { bytes.erase() }
    return Inputs.whyEmpty(path, bytes, loaded.ignored.map { $0.block })
  }

  /// A line for a file that could not be read.
  static func line(_ unreadable: TrustLoadSummary.Unreadable) -> String {
    "\(DisplayText.escaped(unreadable.path)): \(unreadable.reason)"
  }

  /// A line for each block that was ignored, up to a bound.
  static func lines(_ ignored: [TrustLoadSummary.Ignored]) -> [String] {
    var lines = ignored.prefix(Inputs.maximumComplaintCount).flatMap { Inputs.lines($0.source, [$0.block]) }
    if ignored.count > Inputs.maximumComplaintCount {
      lines.append("\(ignored.count - Inputs.maximumComplaintCount) more blocks are left out")
    }
    return lines
  }
}

extension TrustSources {
  /// A line for each block and each file within a directory that the given roots had to do without.
  var complaints: [String] {
    let known = Set(failures)
    return Self.lines(given.ignored.filter { !failures.isEmpty || !$0.block.isOtherContent })
      + given.unreadable.map(Self.line).filter { !known.contains($0) }
  }

  /// Complains about what was left out, and refuses to go on without what was asked for.
  ///
  /// Of the system's own files only those are told that could not be read: what they hold is not for the caller to mend,
  /// and `rootward trust check` tells it.
  func demand(_ console: Console) throws(Failure) {
    for line in complaints { console.complain(line) }
    guard failures.isEmpty else { throw .input(failures) }
    for line in (system?.unreadable ?? []).map(Self.line) { console.complain("system roots: \(line)") }
    guard let systemFailure else { return }
    let line = "system roots: \(Self.line(systemFailure))"
    guard !store.isEmpty else { throw .input(line) }
    console.complain(line)
  }
}

import Foundation
import Measuring

/// Go's standard library, in a program of its own that is built at the start of a run.
enum GoPeer {
  /// Why Go is not there.
  enum Absence: Error, CustomStringConvertible {
    case notInstalled
    /// What the environment variable `GO` names can't be run.
    case notExecutable(String)
    /// The program does not build with it; with what the compiler says.
    case notBuilt(String, reason: String)

    var description: String {
      switch self {
      case .notInstalled: "which is not installed (GO=/path/to/go names one that is not in the path)"
      case .notExecutable(let path): "as GO names \(path), which is no program"
      case .notBuilt(let path, let reason): "with which the peer does not build (\(path)):\n\(reason)"
      }
    }
  }

  /// Builds the program into `folder` and starts it; throws ``Absence`` where that can't be.
  static func contestant(_ fixtures: URL, _ folder: URL) throws -> any Contestant {
    let go = try compiler()
    let binary = folder.appending(path: "peer")
    let build = Process()
    build.executableURL = URL(filePath: go)
    build.arguments = ["build", "-o", binary.path, "."]
    build.currentDirectoryURL = Versions.folder.appending(path: "Peers/Go")
    // The toolchain that was named and none that it would fetch.
    build.environment = ProcessInfo.processInfo.environment.merging([
      "GOCACHE": folder.appending(path: "go-cache").path, "GO111MODULE": "off", "GOFLAGS": "", "GOTOOLCHAIN": "local",
    ]) { $1 }
    let complaints = Pipe()
    build.standardError = complaints
    do {
      try build.run()
    } catch {
      throw Absence.notBuilt(go, reason: error.localizedDescription)
    }
    let reason = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    build.waitUntilExit()
    guard build.terminationStatus == 0 else {
      throw Absence.notBuilt(go, reason: reason.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return try ChildContestant("Go", executable: binary, arguments: [fixtures.path])
  }

  /// The compiler that `GO` names, or else the first one in the path or where installers put it.
  private static func compiler() throws(Absence) -> String {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["GO"], !named.isEmpty {
      guard isProgram(named) else { throw .notExecutable(named) }
      return named
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let usual = ["/usr/bin", "/usr/local/go/bin", "/opt/homebrew/bin"]
    guard let go = (folders + usual).map({ "\($0)/go" }).first(where: isProgram) else { throw .notInstalled }
    return go
  }

  private static func resolved(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }

  private static func isProgram(_ path: String) -> Bool {
    // A folder may be executable too.
    let type = try? FileManager.default.attributesOfItem(atPath: resolved(path))[.type] as? FileAttributeType
    return type == .typeRegular && FileManager.default.isExecutableFile(atPath: path)
  }
}

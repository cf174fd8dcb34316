import Foundation

/// Go's standard library, in a program of its own that is built at the start of a run.
enum GoPeer {
  static func contestant(_ fixtures: URL, _ folder: URL) throws -> (any Contestant)? {
    guard
      let go = ["/usr/bin/go", "/usr/local/go/bin/go", "/opt/homebrew/bin/go"].first(where: {
        FileManager.default.isExecutableFile(atPath: $0)
      })
    else { return nil }
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Peers/Go/main.go")
    let binary = folder.appending(path: "peer")
    let build = Process()
    build.executableURL = URL(filePath: go)
    build.arguments = ["build", "-o", binary.path, source.path]
    build.environment = ProcessInfo.processInfo.environment.merging(
      ["GOCACHE": folder.appending(path: "go-cache").path, "GO111MODULE": "off", "GOFLAGS": ""]
    ) { $1 }
    try build.run()
    build.waitUntilExit()
    guard build.terminationStatus == 0 else { return nil }
    return try ChildContestant("Go", executable: binary, arguments: [fixtures.path])
  }
}

package import Foundation

/// Which releases the peers are of, so that a table can be told from an older one.
package enum Versions {
  /// The release of a package: the one that was resolved, or else what the manifest asks for.
  package static func package(_ name: String) -> String {
    struct Resolved: Decodable {
      struct Pin: Decodable {
        struct State: Decodable {
          let version: String?
          let revision: String?
        }
        let identity: String
        let state: State
      }
      let pins: [Pin]
    }
    let resolved = (try? Data(contentsOf: folder.appending(path: "Package.resolved")))
      .flatMap { try? JSONDecoder().decode(Resolved.self, from: $0) }
    if let state = resolved?.pins.first(where: { $0.identity == name.lowercased() })?.state,
      let version = state.version ?? state.revision
    {
      return version
    }
    let manifest = (try? String(contentsOf: folder.appending(path: "Package.swift"), encoding: .utf8)) ?? ""
    let line = manifest.split(separator: "\n").first { $0.contains("/\(name)\"") }
    return (line?.firstMatch(of: /from: "([^"]+)"/)?.1).map { "\($0) or later" } ?? "unknown"
  }

  /// The compiler: what the one in the path says of itself, if it is of the language version that built this program.
  package static var swift: String {
    #if compiler(>=6.4)
      let built = "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      let built = "Swift 6.3"
    #else
      let built = "Swift 6.2"
    #endif
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swiftc", "--version"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return built }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let version = text.firstMatch(of: /Swift version ([^ \n]+)/)?.1, "Swift \(version)".hasPrefix(built) else {
      return built
    }
    return "Swift \(version)"
  }

  /// The folder of this package.
  package static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

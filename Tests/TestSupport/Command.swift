public import Foundation

/// A command line program that tests call where the machine has it.
public struct Command: Sendable {
  /// Where it is.
  public let path: String

  /// The program called `name` in one of the usual folders; `nil` if there is none.
  public init?(_ name: String) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let paths = folders.map { "\($0)/\(name)" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else { return nil }
    self.path = path
  }

  /// OpenSSL; `nil` if there is none.
  public static let openSSL = Command("openssl")

  /// Runs the program and returns what it wrote to standard output; `nil` if it failed.
  public func run(_ arguments: [String], input: [UInt8] = [], in folder: URL) throws -> [UInt8]? {
    let inputFile = folder.appending(path: UUID().uuidString)
    try Data(input).write(to: inputFile)
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? Array(data) : nil
  }
}

/// Calls `body` with a new folder, and removes it afterwards.
public func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "rootward-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

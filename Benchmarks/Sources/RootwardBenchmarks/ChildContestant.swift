import Foundation

/// A contestant in a process of its own, which is asked line by line so that its rounds stand among the others'.
///
/// It is sent `run TITLE<tab>COUNT` and answers with nanoseconds, or `none`; `altered TITLE` is answered with `refused`,
/// `accepted` or `none`, `output TITLE` with Base64 or `none`, and `version` with a version or `none`.
final class ChildContestant: Contestant {
  let name: String
  private(set) var version: String?
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private var pending = Data()

  init(_ name: String, executable: URL, arguments: [String], environment: [String: String] = [:]) throws {
    self.name = name
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let version = try ask("version")
    self.version = version == "none" ? nil : version
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  func seconds(_ row: Row, count: Int) throws -> Double? {
    let answer = try ask("run \(row.title)\t\(count)")
    if answer == "none" { return nil }
    guard let nanoseconds = Double(answer) else {
      throw ContestantError(description: "\(name) says of \(row.title): \(answer)")
    }
    return nanoseconds / 1e9
  }

  func acceptsAltered(_ row: Row) throws -> Bool? {
    switch try ask("altered \(row.title)") {
    case "none": nil
    case "refused": false
    default: true
    }
  }

  func output(_ row: Row) throws -> [UInt8]? {
    let answer = try ask("output \(row.title)")
    if answer == "none" { return nil }
    guard let bytes = Data(base64Encoded: answer) else {
      throw ContestantError(description: "\(name) says of \(row.title): \(answer)")
    }
    return Array(bytes)
  }

  private func ask(_ question: String) throws -> String {
    try input.fileHandleForWriting.write(contentsOf: Data((question + "\n").utf8))
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending = Data(pending[(end + 1)...])
        return line
      }
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw ContestantError(description: "\(name) ended") }
      pending += more
    }
  }
}

/// The other end: this program as a child, with another choice of instructions in its environment.
enum Worker {
  static func run(_ contestant: any Contestant) {
    while let line = readLine() {
      do {
        try answer(reply(to: line, contestant) ?? "none")
      } catch {
        answer("\(error)")
      }
    }
  }

  private static func reply(to line: String, _ contestant: any Contestant) throws -> String? {
    let question = line.prefix { $0 != " " }
    let parts = line.dropFirst(question.count + 1).split(separator: "\t")
    guard question != "version" else { return contestant.version }
    guard let title = parts.first, let row = Row.all.first(where: { $0.title == title }) else { return nil }
    switch question {
    case "run":
      let count = parts.count == 2 ? Int(parts[1]) : nil
      return try count.flatMap { try contestant.seconds(row, count: $0) }.map { String(Int($0 * 1e9)) }
    case "altered": return try contestant.acceptsAltered(row).map { $0 ? "accepted" : "refused" }
    case "output": return try contestant.output(row).map { Data($0).base64EncodedString() }
    default: return nil
    }
  }

  /// A line at once, whatever the standard stream would hold back.
  private static func answer(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }
}

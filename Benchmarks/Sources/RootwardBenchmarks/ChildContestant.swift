import Foundation

/// A contestant in a process of its own, which is asked line by line so that its rounds stand among the others'.
///
/// It is sent `run TITLE<tab>COUNT` and answers with nanoseconds, or `none`; `altered TITLE` is answered with `refused`,
/// `accepted` or `none`.
final class ChildContestant: Contestant {
  let name: String
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
        if line.hasPrefix("run "), let tab = line.firstIndex(of: "\t"), let count = Int(line[line.index(after: tab)...])
        {
          let seconds = try row(line.dropFirst(4).prefix { $0 != "\t" }).flatMap {
            try contestant.seconds($0, count: count)
          }
          answer(seconds.map { String(Int($0 * 1e9)) } ?? "none")
        } else {
          let verdict = try row(line.dropFirst(8)).flatMap(contestant.acceptsAltered)
          answer(verdict.map { $0 ? "accepted" : "refused" } ?? "none")
        }
      } catch {
        answer("\(error)")
      }
    }
  }

  /// A line at once, whatever the standard stream would hold back.
  private static func answer(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  private static func row(_ title: Substring) -> Row? { Row.all.first { $0.title == title } }
}

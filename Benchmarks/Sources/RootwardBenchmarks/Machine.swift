import Foundation
import Measuring

/// The machine that a run was made on.
struct Machine: Codable, CustomStringConvertible {
  let processor: String
  let cores: Int
  let instructions: String
  let compiler: String
  let load: String
  let date: String

  static var current: Machine {
    let lines = ((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(separator: "\n")
    func value(_ name: String) -> String {
      lines.first { $0.hasPrefix(name) }?.split(separator: ":").last.map {
        $0.trimmingCharacters(in: .whitespaces)
      } ?? ""
    }
    let flags = Set(value("flags").split(separator: " "))
    let known = ["sha_ni", "avx2", "avx512f", "avx512ifma", "avx512_vbmi", "avx512vbmi"]
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    return Machine(
      processor: value("model name"), cores: ProcessInfo.processInfo.processorCount,
      instructions: known.filter { flags.contains(Substring($0)) }.joined(separator: " "),
      compiler: Versions.swift, load: load.split(separator: " ").prefix(1).joined(),
      date: Date().formatted(.iso8601.year().month().day()))
  }

  var description: String { "\(processor), \(cores) cores (\(instructions)), \(compiler), load \(load), \(date)" }
}

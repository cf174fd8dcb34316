import Foundation

/// How much memory this process has in use, and the most that it ever had, in bytes.
package struct Memory {
  package let resident: Int
  package let peak: Int

  /// What the kernel says (proc(5), VmRSS and VmHWM); `nil` where there is no /proc.
  package static var now: Memory? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
    func bytes(_ name: String) -> Int? {
      let line = text.split(separator: "\n").first { $0.hasPrefix("\(name):") }
      return (line?.split { $0 == " " || $0 == "\t" }.dropFirst().first).flatMap { Int($0) }.map { $0 * 1024 }
    }
    guard let resident = bytes("VmRSS"), let peak = bytes("VmHWM") else { return nil }
    return Memory(resident: resident, peak: peak)
  }
}

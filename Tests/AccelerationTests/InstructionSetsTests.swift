import Foundation
import Testing

@testable import Acceleration
@testable import AccelerationDetection

@Suite("Instruction sets")
struct InstructionSetsTests {
  static let all: [InstructionSets] = [.sha, .avx2, .avx512, .ifma, .vbmi, .aes]

  @Test("Every name means its set, and nothing else means one")
  func names() {
    for (name, set) in zip(["sha", "avx2", "avx512", "ifma", "vbmi", "aes"], Self.all) {
      #expect(InstructionSets(names: name) == set)
      #expect(InstructionSets(names: "none,\(name)") == set)
      #expect(InstructionSets(names: name.uppercased()) == [])
    }
    #expect(InstructionSets(names: "sha,avx2") == [.sha, .avx2])
    #expect(InstructionSets(names: ",vbmi,,sha,vbmi,") == [.vbmi, .sha])
    for text in ["none", "", ",", "avx", "avx2 ", "sse4.1", "sha;avx2"] {
      #expect(InstructionSets(names: text) == [], "\(text)")
    }
  }

  @Test("Every set is a bit of its own, in the order of the detection")
  func bits() {
    for (index, set) in Self.all.enumerated() { #expect(set.rawValue == 1 << UInt32(index)) }
  }

  @Test("What is used is what there is and the environment allows")
  func current() {
    let detected = InstructionSets(rawValue: detectedInstructionSets())
    let variable = ProcessInfo.processInfo.environment["ROOTWARD_ACCELERATION"] ?? ""
    let allowed = variable.isEmpty ? detected : InstructionSets(names: variable)
    #expect(InstructionSets.current == detected.intersection(allowed))
    #expect(InstructionSets.current.isSubset(of: detected))
    #expect(InstructionSets(rawValue: detectedInstructionSets()) == detected)
  }

  @Test("A set is not there without those that it holds everything of")
  func order() {
    let detected = InstructionSets(rawValue: detectedInstructionSets())
    #expect(detected.isSubset(of: InstructionSets(Self.all)))
    if detected.contains(.avx512) { #expect(detected.contains(.avx2)) }
    if detected.contains(.ifma) || detected.contains(.vbmi) { #expect(detected.contains(.avx512)) }
  }

  /// What the system says of each processor, `nil` where it does not say.
  static let systemFlags: Set<Substring>? = {
    guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("flags") })
    else { return nil }
    return Set(line.split(separator: " "))
  }()

  // Linux leaves out of its list what it does not save the registers of.
  @Test("The detection finds what the system lists", .enabled(if: systemFlags != nil))
  func system() throws {
    let flags = try #require(Self.systemFlags)
    let wanted: [[Substring]] = [
      ["sha_ni", "ssse3", "sse4_1"], ["avx2", "bmi2"], ["avx2", "bmi2", "avx512f", "avx512dq", "avx512vl"],
      ["avx2", "bmi2", "avx512f", "avx512dq", "avx512vl", "avx512ifma"],
      ["avx2", "bmi2", "avx512f", "avx512dq", "avx512vl", "avx512bw", "avx512vbmi"],
      ["aes", "pclmulqdq", "ssse3", "sse4_1"],
    ]
    let detected = InstructionSets(rawValue: detectedInstructionSets())
    for (set, names) in zip(Self.all, wanted) {
      #expect(detected.contains(set) == flags.isSuperset(of: names), "\(names)")
    }
  }

  #if arch(x86_64)
    @Test("State is found that the system saves, and no other", .enabled(if: systemFlags?.contains("xsave") == true))
    func state() throws {
      let flags = try #require(Self.systemFlags)
      // The bits of XCR0, and what the system lists if they are set.
      let components: [(UInt64, Substring)] = [
        (0b11, "xsave"), (1 << 2, "avx"), (0b11 << 3, "mpx"), (0b111 << 5, "avx512f"), (1 << 9, "ospke"),
      ]
      for (bits, flag) in components {
        #expect(enabledState(among: bits) == (flags.contains(flag) ? bits : 0), "\(flag)")
      }
      // Bits of states that only a system sees, which no XCR0 has, alone and among others.
      #expect(enabledState(among: 0x1_FD00) == 0)
      let enabled = enabledState(among: 0xFF)
      #expect(enabledState(among: 0x1_FDFF) == enabled)
      for _ in 0..<1_000 { #expect(enabledState(among: 0xFF) == enabled) }
    }

    @Test("State that there is no room for is not asked for", .enabled(if: systemFlags?.contains("amx_tile") == true))
    func room() {
      // The tiles of AMX take 8,192 bytes.
      #expect(enabledState(among: 1 << 18) == 0)
    }
  #endif
}

internal import AccelerationDetection
internal import Platform

/// The instruction sets beyond the baseline that kernels are written for.
public struct InstructionSets: OptionSet, Sendable {
  /// One bit for each; the order is that of `detectedInstructionSets()`.
  public let rawValue: UInt32

  /// Creates a set from its bits.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The SHA extensions, with SSSE3 and SSE4.1.
  public static let sha = InstructionSets(rawValue: 1 << 0)
  /// AVX2 and BMI2.
  public static let avx2 = InstructionSets(rawValue: 1 << 1)
  /// AVX-512 F, DQ and VL, with everything of `avx2`.
  public static let avx512 = InstructionSets(rawValue: 1 << 2)
  /// AVX-512 IFMA, with everything of `avx512`.
  public static let ifma = InstructionSets(rawValue: 1 << 3)
  /// AVX-512 BW and VBMI, with everything of `avx512`.
  public static let vbmi = InstructionSets(rawValue: 1 << 4)
  /// AES and PCLMULQDQ, with SSSE3 and SSE4.1.
  public static let aes = InstructionSets(rawValue: 1 << 5)

  /// Those that are used: what the processor has and the environment allows, decided once.
  ///
  /// The environment variable `ROOTWARD_ACCELERATION` names the ones that are allowed, separated by commas: `sha`,
  /// `avx2`, `avx512`, `ifma`, `vbmi`, `aes`. `none`, and any other word, names nothing; without the variable all are allowed.
  public static let current: InstructionSets = {
    let detected = InstructionSets(rawValue: detectedInstructionSets())
    guard let allowed = Environment.value(of: "ROOTWARD_ACCELERATION") else { return detected }
    return detected.intersection(InstructionSets(names: allowed))
  }()

  /// Creates the set of the names in a list with commas; unknown names count for nothing.
  init(names list: String) {
    self = []
    for name in list.split(separator: ",") {
      switch name {
      case "sha": insert(.sha)
      case "avx2": insert(.avx2)
      case "avx512": insert(.avx512)
      case "ifma": insert(.ifma)
      case "vbmi": insert(.vbmi)
      case "aes": insert(.aes)
      default: break
      }
    }
  }
}

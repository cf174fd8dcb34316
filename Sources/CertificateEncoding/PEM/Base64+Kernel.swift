#if ROOTWARD_ACCELERATED && arch(x86_64)
  internal import Acceleration
  internal import AccelerationAVX2
  internal import AccelerationVBMI
#endif

extension Base64 {
  /// What decodes whole lines; all give the same.
  enum Kernel: Sendable, Hashable, CaseIterable {
    /// Swift as any processor runs it.
    case plain
    #if ROOTWARD_ACCELERATED && arch(x86_64)
      /// AVX2, half a line of 64 characters a vector.
      case avx2
      /// AVX-512 VBMI, a line of 64 characters a vector.
      case vbmi
    #endif

    /// The fastest one that may be used here.
    static var current: Kernel {
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        let sets = InstructionSets.current
        if sets.contains(.vbmi) { return .vbmi }
        if sets.contains(.avx2) { return .avx2 }
      #endif
      return .plain
    }

    /// Whether the processor has what it takes, and the environment allows it.
    var isUsable: Bool {
      switch self {
      case .plain: true
      #if ROOTWARD_ACCELERATED && arch(x86_64)
        case .avx2: InstructionSets.current.contains(.avx2)
        case .vbmi: InstructionSets.current.contains(.vbmi)
      #endif
      }
    }
  }
}

#if ROOTWARD_ACCELERATED && arch(x86_64)
  extension Base64.Kernel {
    /// Decodes the runs of 64 characters of the alphabet that the `count` bytes at `text` begin with, with the LF, or CR
    /// and LF, that may stand behind each, into the `room` bytes at `output`; returns how many bytes it wrote.
    ///
    /// `cursor` moves past what was read. The plain kernel reads nothing.
    @inline(__always)
    func decodeLines(
      _ text: UnsafeRawPointer, _ count: Int, into output: UnsafeMutableRawPointer, _ room: Int,
      _ cursor: inout PEMCursor
    ) -> Int {
      // How many bytes were read, how many line ends were among them, and where the last of these ended.
      var progress: InlineArray<3, Int> = [0, 0, 0]
      var words = progress.mutableSpan
      let written = unsafe words.withUnsafeMutableBufferPointer { words in
        guard let words = words.baseAddress else { return 0 }
        // Three words, and the caller's bounds.
        return switch self {
        case .plain: 0
        case .avx2: unsafe decodeBase64LinesUsingAVX2(text, count, output, room, words)
        case .vbmi: unsafe decodeBase64LinesUsingVBMI(text, count, output, room, words)
        }
      }
      if progress[1] > 0 {
        cursor.line += progress[1]
        cursor.lineStart = cursor.position + progress[2]
      }
      cursor.position += progress[0]
      return written
    }
  }
#endif

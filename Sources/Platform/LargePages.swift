#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Android)
  import Android
#endif

/// Memory in pages of 2 MB, which Linux gives to whoever asks for them.
///
/// A fresh buffer is handed over page by page as it is first written to. By pages of 4 KB that takes as long as decoding a
/// bundle into them.
package enum LargePages {
  /// Smaller buffers have few large pages in them, and come from memory that was used before.
  private static let minimumByteCount = 8 << 20
  /// A large page on x86-64, and on AArch64 with small pages of 4 KB.
  private static let pageByteCount = 2 << 20

  /// Asks for large pages for the room that a buffer has left, none of which was written to; without effect where the system
  /// has none.
  package static func advise(_ output: inout OutputSpan<UInt8>) {
    unsafe output.withUnsafeMutableBufferPointer { buffer, count in
      unsafe advise(UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count...])))
    }
  }

  /// Asks for large pages for a buffer.
  static func advise(_ buffer: UnsafeMutableRawBufferPointer) {
    #if os(Linux) && (canImport(Glibc) || canImport(Musl))
      guard buffer.count >= minimumByteCount, let start = buffer.baseAddress else { return }
      // To the next multiple, without an overflow at the end of memory.
      let skipped = Int(truncatingIfNeeded: (0 &- UInt(bitPattern: start)) % UInt(pageByteCount))
      let count = (buffer.count - skipped) / pageByteCount * pageByteCount
      // The pages lie within the buffer, and advice never changes what they hold. A system that has none says so, and then
      // there is nothing to do.
      _ = unsafe madvise(start + skipped, count, MADV_HUGEPAGE)
    #endif
  }
}

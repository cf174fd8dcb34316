/// Writes of zeros over what was secret, which the optimizer can't drop.
///
/// A write to memory that nobody reads again is dead, and compilers remove it. All of it goes through
/// ``clear(_:byteCount:)``, which is never inlined and is compiled without optimization: its callers are not told what it
/// does, and so cannot tell that it is in vain.
enum Wipe {
  /// Fills `byteCount` bytes from `start` on with zeros.
  @inline(never)
  @_optimize(none)
  static func clear(_ start: UnsafeMutableRawPointer, byteCount: Int) {
    unsafe fill(start, byteCount)
  }

  /// The write itself, which is as fast as any, and which ``clear(_:byteCount:)`` does not see through.
  @inline(never)
  private static func fill(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
    // As many bytes as the caller vouches for.
    _ = unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }

  /// Fills the part of the stack below its caller with zeros, where the functions that the caller has called before had
  /// their variables.
  ///
  /// Swift gives no hold on the copies of a value that the compiler makes in registers and on the stack, so this is what
  /// can be done about them: 32 KB are more than any computation on a secret here goes down by.
  ///
  /// It is compiled with optimization, without which setting up the room alone takes thirty instructions for each number;
  /// the room is there all the same, since nobody knows what ``clear(_:byteCount:)`` does with it.
  @inline(never)
  static func stack() {
    var room = InlineArray<4096, UInt64>(repeating: 0)
    var span = room.mutableSpan
    unsafe span.withUnsafeMutableBytes { room in
      guard let start = room.baseAddress else { return }
      unsafe clear(start, byteCount: room.count)
    }
  }
}

extension [UInt8] {
  /// Fills the bytes with zeros, for good, where a file that may hold a secret had to be in memory.
  ///
  /// Nobody else may hold the array: then it would be a copy that is cleared. The function is compiled without
  /// optimization, which would drop writes to what is not read again.
  @_optimize(none)
  package mutating func erase() {
    unsafe withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      unsafe Self.fill(start, bytes.count)
    }
  }

  /// Fills the bytes with zeros, and the room behind them, where more bytes have stood.
  package mutating func eraseRoom() {
    append(addingCapacity: capacity - count) { $0.append(repeating: 0, count: $0.freeCapacity) }
    erase()
  }

  /// The write, in a function of its own, which its caller doesn't see through.
  @inline(never)
  private static func fill(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
    // As many bytes as the array has.
    _ = unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
  }
}

/// A row of numbers to compute with, in memory of its own that is zeroed when it is released.
///
/// It is safe: the pointer never leaves but as a span of its count of numbers, and each index is checked.
@safe
struct SecretMemory<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: ~Copyable {
  private let start: UnsafeMutablePointer<Element>
  /// How many numbers there are.
  let count: Int

  /// Creates `count` zeros.
  init(count: Int) {
    precondition(count >= 0, "a row has no negative count")
    self.count = count
    unsafe start = .allocate(capacity: max(count, 1))
    unsafe start.initialize(repeating: 0, count: count)
  }

  deinit {
    unsafe Wipe.clear(start, byteCount: count * MemoryLayout<Element>.stride)
    unsafe start.deallocate()
  }

  /// The number at `index`, which is never a secret itself.
  subscript(index: Int) -> Element {
    @inline(__always) get {
      precondition(index >= 0 && index < count, "an index lies within the row")
      return unsafe start[index]
    }
    @inline(__always) set {
      precondition(index >= 0 && index < count, "an index lies within the row")
      unsafe start[index] = newValue
    }
  }

  /// Calls `body` with the numbers.
  func withSpan<Result: ~Copyable, Failure: Error>(_ body: (Span<Element>) throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    // The memory lives as long as self, which the call borrows.
    try body(unsafe Span(_unsafeStart: start, count: count))
  }

  /// Calls `body` with the numbers, to change them.
  mutating func withMutableSpan<Result: ~Copyable, Failure: Error>(
    _ body: (inout MutableSpan<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The memory lives as long as self, of which the call has exclusive access.
    var span = unsafe MutableSpan(_unsafeStart: start, count: count)
    return try body(&span)
  }
}

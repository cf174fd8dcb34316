/// Bytes that nobody else may learn: kept in memory of their own that is zeroed when it is released, never printed, and
/// compared in a time that depends on their count only.
///
/// Copies and parts share that memory. It may still be written to a swap file or a core dump, which is the system's to
/// prevent.
package struct SecretBytes: Sendable {
  /// The memory, written once, before any other can see it.
  ///
  /// It is safe: the pointer never leaves but as a span of its count of bytes, while the storage is held.
  @safe
  private final class Storage: @unchecked Sendable {
    let start: UnsafeMutablePointer<UInt8>
    let count: Int

    init(count: Int) {
      precondition(count >= 0, "a count is not negative")
      self.count = count
      unsafe start = .allocate(capacity: max(count, 1))
      unsafe start.initialize(repeating: 0, count: count)
    }

    /// The memory; whoever uses it extends the lifetime of the storage over that.
    var bytes: UnsafeMutableBufferPointer<UInt8> { unsafe UnsafeMutableBufferPointer(start: start, count: count) }

    deinit {
      unsafe Wipe.clear(start, byteCount: count)
      unsafe start.deallocate()
    }
  }

  private let storage: Storage
  private let range: Range<Int>

  /// Creates `count` bytes, which are zero until `fill` writes them.
  package init<Failure: Error>(
    count: Int, fill: (inout MutableSpan<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    storage = Storage(count: count)
    range = 0..<count
    // The storage outlives the call, and nobody else knows of the memory yet.
    let bytes = unsafe storage.bytes
    try withExtendedLifetime(storage) { () throws(Failure) in
      var span = unsafe bytes.mutableSpan
      try fill(&span)
    }
  }

  /// Copies `bytes`.
  package init(_ bytes: Span<UInt8>) {
    self.init(count: bytes.count) { copy in
      for index in bytes.indices { copy[index] = bytes[index] }
    }
  }

  private init(_ storage: Storage, _ range: Range<Int>) {
    (self.storage, self.range) = (storage, range)
  }

  /// How many bytes there are.
  package var count: Int { range.count }

  /// A part of the bytes, in the same memory.
  package func extracting(_ part: Range<Int>) -> SecretBytes {
    precondition(part.lowerBound >= 0 && part.upperBound <= count, "a part lies within the bytes")
    return SecretBytes(storage, range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound)
  }

  /// Calls `body` with the bytes.
  package func withBytes<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // The storage outlives the call, and nobody writes to the memory any more.
    let bytes = unsafe storage.bytes
    return try withExtendedLifetime(storage) { () throws(Failure) in
      try body(unsafe UnsafeBufferPointer(bytes).span.extracting(range))
    }
  }

  /// Whether the bytes are those of `other`; all of them are looked at if the counts are the same.
  package func isEqual(to other: Span<UInt8>) -> Bool {
    withBytes { Mask.equality($0, other) != 0 }
  }

  /// Whether the bytes are those of `other`; all of them are looked at if the counts are the same.
  package func isEqual(to other: SecretBytes) -> Bool {
    other.withBytes { isEqual(to: $0) }
  }
}

extension SecretBytes: CustomStringConvertible, CustomDebugStringConvertible {
  /// How many bytes there are, and nothing of what they are.
  package var description: String { "\(count) secret bytes" }

  /// How many bytes there are, and nothing of what they are.
  package var debugDescription: String { description }
}

#if !$Embedded
  extension SecretBytes: CustomReflectable {
    /// A mirror that shows the count only.
    package var customMirror: Mirror { Mirror(self, children: ["count": count]) }
  }
#endif

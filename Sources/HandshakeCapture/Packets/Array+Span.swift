extension [UInt8] {
  /// Copies bytes, to keep them beyond the life of a span.
  init(copying bytes: Span<UInt8>) {
    // The buffer lives as long as the call, which copies it.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
  }

  /// Appends the bytes of a span.
  mutating func append(copying bytes: Span<UInt8>) {
    // As above.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

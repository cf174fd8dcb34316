/// The client's random number, by which a key log names a connection.
struct RandomKey: Sendable, Hashable {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Takes 32 bytes; `nil` unless there are that many.
  init?(_ bytes: Span<UInt8>) {
    guard bytes.count == 32 else { return nil }
    words = (
      ByteOrder.bigEndian.number64(bytes, 0), ByteOrder.bigEndian.number64(bytes, 8),
      ByteOrder.bigEndian.number64(bytes, 16), ByteOrder.bigEndian.number64(bytes, 24)
    )
  }

  static func == (one: RandomKey, other: RandomKey) -> Bool { one.words == other.words }

  func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

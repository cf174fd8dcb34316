/// One side of a TLS connection: records taken from the stream and opened, handshake messages put together.
struct RecordStream {
  /// The largest handshake message that is read: a hundred certificates of 64 KB each, and as much again.
  static let maximumMessageCount = 1 << 24 - 1

  /// Whether the records are protected, and how.
  enum Protection {
    case none
    /// By a secret that isn't known.
    case unknown
    case known(RecordProtection)
  }

  /// What the side sent.
  var stream = StreamReassembly()
  private(set) var protection = Protection.none
  /// Whether records that don't open are passed over, as a server does that has refused early data (RFC 8446 §4.2.10).
  var skipsUnreadable = false
  /// How many records were passed over.
  private(set) var skippedCount = 0
  /// Bytes of handshake messages that were not given out.
  private var pending = ByteQueue()

  /// How much memory is taken.
  var heldByteCount: Int { stream.heldByteCount + pending.heldByteCount }

  /// Goes on with other keys; false if a message is not all there yet, which must not be (RFC 8446 §5.1).
  mutating func change(_ protection: Protection) -> Bool {
    self.protection = protection
    return pending.isEmpty
  }

  /// Drops everything, and whatever comes.
  mutating func close() {
    stream.close()
    pending.removeAll()
  }

  /// Whether what comes next is no record.
  var isMalformed: Bool { stream.ready.count >= RecordHeader.byteCount && RecordHeader(stream.ready) == nil }

  /// Passes over the records with data of the application that come next, unopened, as TLS 1.2 shows what they are; the
  /// type of the record behind them, or `nil` if that isn't all there.
  mutating func skipData() -> ContentType? {
    while pending.isEmpty, stream.ready.count >= RecordHeader.byteCount, let header = RecordHeader(stream.ready),
      stream.ready.count >= RecordHeader.byteCount + header.payloadCount
    {
      guard header.type == .applicationData else { return header.type }
      if case .known(var keys) = protection {
        keys.skip()
        protection = .known(keys)
      }
      stream.removeFirst(RecordHeader.byteCount + header.payloadCount)
    }
    return nil
  }

  /// What comes next.
  mutating func next() -> RecordItem {
    while true {
      if let message = takeMessage() { return message }
      guard stream.ready.count >= RecordHeader.byteCount else { return end }
      guard let header = RecordHeader(stream.ready) else { return .malformed(.header) }
      guard stream.ready.count >= RecordHeader.byteCount + header.payloadCount else { return end }
      if let item = take(header) { return item }
    }
  }

  private var end: RecordItem {
    switch stream.continuation {
    case .open: .nothing
    case .ended: .ended
    case .missing: .missing
    case .forgotten: .forgotten
    }
  }

  /// A handshake message that is all there.
  private mutating func takeMessage() -> RecordItem? {
    // RFC 8446 §4: the type, and the length in three bytes.
    guard pending.count >= 4 else { return nil }
    let count = 4 + (Int(pending[1]) << 16 | Int(pending[2]) << 8 | Int(pending[3]))
    guard count <= Self.maximumMessageCount else { return .malformed(.tooLarge) }
    guard pending.count >= count else { return nil }
    let array = pending.storage
    let start = pending.range.lowerBound
    let message = [UInt8](copying: array.span.extracting(start..<start + count))
    pending.removeFirst(count)
    return .message(message)
  }

  /// Takes the record that is next; `nil` if there is nothing to tell of it yet.
  private mutating func take(_ header: RecordHeader) -> RecordItem? {
    let array = stream.ready.storage
    let start = stream.ready.range.lowerBound
    let whole = start..<start + RecordHeader.byteCount + header.payloadCount
    let record = array.span.extracting(whole)
    let payload = record.extracting(RecordHeader.byteCount...)
    switch protection {
    case .none:
      defer { stream.removeFirst(whole.count) }
      return take(header.type, payload)
    case .unknown:
      // RFC 8446 §5: ChangeCipherSpec is never protected, and means nothing in TLS 1.3.
      guard header.type == .changeCipherSpec else { return .sealed }
      stream.removeFirst(whole.count)
      return nil
    case .known(var keys):
      if keys.isVersion13, header.type != .applicationData {
        stream.removeFirst(whole.count)
        switch header.type {
        case .changeCipherSpec: return payload.count == 1 && payload[0] == 1 ? nil : .malformed(.changeCipherSpec)
        // Who has no keys yet can only complain in the clear.
        case .alert where payload.count == 2: return take(.alert, payload)
        default: return .malformed(.clearText)
        }
      }
      guard let (type, plaintext) = keys.open(header, record) else {
        guard skipsUnreadable else { return .notAuthentic }
        skippedCount += 1
        stream.removeFirst(whole.count)
        return nil
      }
      skipsUnreadable = false
      protection = .known(keys)
      stream.removeFirst(whole.count)
      guard let type else { return .malformed(.innerType) }
      return take(type, plaintext.span)
    }
  }

  /// Takes the contents of a record.
  private mutating func take(_ type: ContentType, _ contents: Span<UInt8>) -> RecordItem? {
    // RFC 8446 §5.1: between the parts of a message there must not be other records.
    guard type == .handshake || type == .alert || pending.isEmpty else { return .malformed(.interleaved) }
    switch type {
    case .handshake:
      guard !contents.isEmpty else { return .malformed(.emptyMessage) }
      pending.append(contents)
      return nil
    case .changeCipherSpec:
      return contents.count == 1 && contents[0] == 1 ? .changeCipherSpec : .malformed(.changeCipherSpec)
    case .alert:
      return contents.count == 2
        ? .alert(level: contents[0], description: contents[1]) : .malformed(.alert)
    case .applicationData, .heartbeat: return .applicationData
    }
  }
}

/// The TCP connections of a recording, as many at a time as there is memory for.
struct ConversationTable {
  /// How many connections are followed at a time; the oldest is given up for the next one.
  static let maximumCount = 1 << 16
  /// How many bytes may wait in all of them together.
  static let maximumByteCount = 256 << 20

  /// The two ends, in the order of the packet that was seen first.
  private struct Key: Hashable {
    let first: Endpoint
    let second: Endpoint
  }

  /// A TLS connection that is over, or as good as.
  struct Finished {
    let number: Int
    let client: Endpoint
    let server: Endpoint
    let time: CaptureTime?
    let facts: HandshakeFacts
  }

  private let secrets: SecretSource
  private var conversations: [Key: Conversation] = [:]
  /// The connections in the order in which they came, the first `oldest` of which are gone.
  private var order: [(key: Key, number: Int)] = []
  private var oldest = 0
  private var heldByteCount = 0
  /// How many connections there were.
  private(set) var count = 0
  /// How many were given up to make room.
  private(set) var evictedCount = 0
  /// How many had only the server's side recorded.
  private(set) var serverAloneCount = 0
  /// How many had begun before the recording, so that their hellos are not in it.
  private(set) var joinedLateCount = 0
  /// What to tell of connections that are over.
  private var finished: [Finished] = []

  init(_ secrets: SecretSource) { self.secrets = secrets }

  /// Takes a segment, whose data lies in `bytes`.
  mutating func take(_ segment: TCPSegment, _ bytes: Span<UInt8>, time: CaptureTime?, isShortened: Bool) {
    let key = find(segment)
    var conversation = conversations[key]
    if let known = conversation, known.isOther(segment) {
      finish(known)
      conversation = nil
    }
    // A connection that is broken off has nothing more to say, and may not even be known.
    if conversation == nil, segment.data.isEmpty, !segment.flags.contains(.syn) { return }
    let current = conversation ?? begin(key, time)
    let before = current.heldByteCount
    current.take(segment, bytes.extracting(segment.data), isShortened: isShortened, secrets)
    heldByteCount += current.heldByteCount - before
    if heldByteCount > Self.maximumByteCount {
      heldByteCount -= current.heldByteCount
      current.giveUp()
      heldByteCount += current.heldByteCount
    }
    if current.isDone { report(current) }
  }

  /// The ends of a segment's connection, in the order in which it is known.
  private func find(_ segment: TCPSegment) -> Key {
    let key = Key(first: segment.source, second: segment.destination)
    let reverse = Key(first: segment.destination, second: segment.source)
    return conversations[key] == nil && conversations[reverse] != nil ? reverse : key
  }

  private mutating func begin(_ key: Key, _ time: CaptureTime?) -> Conversation {
    if conversations.count >= Self.maximumCount { evict() }
    let conversation = Conversation(count, key.first, key.second, time: time)
    order.append((key, count))
    conversations[key] = conversation
    count += 1
    return conversation
  }

  /// Gives up the oldest connection.
  private mutating func evict() {
    while oldest < order.count {
      let (key, number) = order[oldest]
      oldest += 1
      guard let conversation = conversations[key], conversation.number == number else { continue }
      if !conversation.isDone { evictedCount += 1 }
      finish(conversation)
      conversations[key] = nil
      break
    }
    if oldest > Self.maximumCount {
      order.removeSubrange(..<oldest)
      oldest = 0
    }
  }

  /// Goes on with secrets that were not known before.
  mutating func advance() {
    for (_, conversation) in conversations where !conversation.isDone {
      let before = conversation.heldByteCount
      conversation.advance(secrets)
      heldByteCount += conversation.heldByteCount - before
      if conversation.isDone { report(conversation) }
    }
  }

  /// Ends all connections, as the recording does.
  mutating func finishAll() {
    for (key, number) in order[oldest...] {
      guard let conversation = conversations[key], conversation.number == number else { continue }
      finish(conversation)
      conversations[key] = nil
    }
  }

  /// Takes what is to be told of the connections that are over.
  mutating func takeFinished() -> [Finished] {
    defer { finished = [] }
    return finished
  }

  private mutating func finish(_ conversation: Conversation) {
    let before = conversation.heldByteCount
    conversation.advance(secrets, isFinal: true)
    if conversation.isServerAlone { serverAloneCount += 1 }
    if conversation.isJoinedLate { joinedLateCount += 1 }
    heldByteCount += conversation.heldByteCount - before
    report(conversation)
  }

  /// Tells of a connection, once.
  private mutating func report(_ conversation: Conversation) {
    let before = conversation.heldByteCount
    defer { heldByteCount += conversation.heldByteCount - before }
    guard let roles = conversation.roles, let facts = conversation.takeFacts() else { return }
    finished.append(
      Finished(
        number: conversation.number, client: roles.client, server: roles.server, time: conversation.time, facts: facts))
  }
}

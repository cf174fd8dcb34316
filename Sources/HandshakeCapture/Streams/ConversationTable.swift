/// The TCP connections of a recording, as many at a time as there is memory for.
///
/// A connection is known by its ends alone: recordings often have its two directions from different interfaces, or with
/// and without the tag of a VLAN.
struct ConversationTable {
  /// How much is kept at a time.
  struct Limits: Sendable {
    /// How many connections are followed; the oldest is given up for the next one.
    var connectionCount = 1 << 16
    /// How many bytes all of them together may take.
    var byteCount = 256 << 20
    /// How much a side may keep that waits for a secret or for the other side, once there is too much in all: more than
    /// any usual handshake has.
    var sideByteCount = 1 << 16
  }

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
  private let limits: Limits
  private var conversations: [Key: Conversation] = [:]
  /// The connections that a key log may still tell something of, by the number of their client and their own.
  private var awaiting: [RandomKey: [Int: Conversation]] = [:]
  /// The connections in the order in which they came, the first `oldest` of which are gone.
  private var order: [(key: Key, number: Int)] = []
  private var oldest = 0
  /// How much memory the connections take.
  private(set) var heldByteCount = 0
  /// How many times a connection was looked at again for new secrets.
  private(set) var renewalCount = 0
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

  init(_ secrets: SecretSource, _ limits: Limits = Limits()) { (self.secrets, self.limits) = (secrets, limits) }

  /// How many entries the lists of connections have, which only the connections that are followed may determine.
  var entryCount: Int { order.count + conversations.count + awaiting.count }

  /// Takes a segment, whose data lies in `bytes`.
  mutating func take(_ segment: TCPSegment, _ bytes: Span<UInt8>, time: CaptureTime?, isShortened: Bool) {
    let key = find(segment)
    var conversation = conversations[key]
    if let known = conversation, known.isOther(segment) {
      finish(known)
      remove(known, key)
      conversation = nil
    }
    // A connection that is broken off has nothing more to say, and may not even be known.
    if conversation == nil, segment.data.isEmpty, !segment.flags.contains(.syn) { return }
    let current = conversation ?? begin(key, time)
    guard !current.isDone else { return }
    let isDoubtful = !isShortened && TCPChecksum.isDoubtful(segment, bytes)
    let secrets = secrets
    change(current) {
      $0.take(segment, bytes.extracting(segment.data), isDoubtful: isDoubtful, isShortened: isShortened, secrets)
    }
    if current.isDone { report(current) } else { watch(current) }
    if heldByteCount > limits.byteCount { makeRoom() }
  }

  /// The ends of a segment's connection, in the order in which it is known.
  private func find(_ segment: TCPSegment) -> Key {
    let key = Key(first: segment.source, second: segment.destination)
    let reverse = Key(first: segment.destination, second: segment.source)
    return conversations[key] == nil && conversations[reverse] != nil ? reverse : key
  }

  private mutating func begin(_ key: Key, _ time: CaptureTime?) -> Conversation {
    if conversations.count >= limits.connectionCount { evict() }
    // Connections that are gone stay in the order until half of it is of such.
    if order.count > 2 * conversations.count + 64 {
      order = order[oldest...].filter { conversations[$0.key]?.number == $0.number }
      oldest = 0
    }
    let conversation = Conversation(count, key.first, key.second, time: time)
    order.append((key, count))
    conversations[key] = conversation
    heldByteCount += conversation.heldByteCount
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
      remove(conversation, key)
      return
    }
  }

  private mutating func remove(_ conversation: Conversation, _ key: Key) {
    heldByteCount -= conversation.heldByteCount
    conversations[key] = nil
  }

  /// Does something with a connection, and counts what it takes then.
  private mutating func change(_ conversation: Conversation, _ body: (Conversation) -> Void) {
    let before = conversation.heldByteCount
    body(conversation)
    heldByteCount += conversation.heldByteCount - before
  }

  /// Makes what is kept half of what may be, so that this happens once for many segments: the connections that keep most
  /// are cut down to what a handshake needs, and if that won't do, given up.
  private mutating func makeRoom() {
    let (goal, count) = (limits.byteCount / 2, limits.sideByteCount)
    for isLast in [false, true] {
      let largest = conversations.values.filter { !$0.isDone }.map { ($0.heldByteCount, $0) }
        .sorted { ($1.0, $0.1.number) < ($0.0, $1.1.number) }
      for (_, conversation) in largest {
        guard heldByteCount > goal else { return }
        if isLast {
          change(conversation) { $0.giveUp() }
          report(conversation)
        } else {
          change(conversation) { $0.cut(keeping: count) }
        }
      }
    }
  }

  /// Remembers a connection of which a key log may still tell something.
  private mutating func watch(_ conversation: Conversation) {
    guard secrets.mayGrow, let random = conversation.randomKey, awaiting[random]?[conversation.number] == nil else {
      return
    }
    awaiting[random, default: [:]][conversation.number] = conversation
  }

  /// Goes on with connections of which secrets are known now that were not before.
  mutating func advance(_ randoms: Set<RandomKey>) {
    let secrets = secrets
    for random in randoms {
      for conversation in (awaiting[random] ?? [:]).values {
        renewalCount += 1
        change(conversation) { $0.advance(secrets) }
        if conversation.isDone { report(conversation) }
      }
    }
    if heldByteCount > limits.byteCount { makeRoom() }
  }

  /// Ends all connections, as the recording does.
  mutating func finishAll() {
    for (key, number) in order[oldest...] {
      guard let conversation = conversations[key], conversation.number == number else { continue }
      finish(conversation)
      remove(conversation, key)
    }
  }

  /// Takes what is to be told of the connections that are over.
  mutating func takeFinished() -> [Finished] {
    guard !finished.isEmpty else { return [] }
    defer { finished = [] }
    return finished
  }

  private mutating func finish(_ conversation: Conversation) {
    let secrets = secrets
    change(conversation) { $0.advance(secrets, isFinal: true) }
    if conversation.isServerAlone { serverAloneCount += 1 }
    if conversation.isJoinedLate { joinedLateCount += 1 }
    report(conversation)
  }

  /// Tells of a connection, once.
  private mutating func report(_ conversation: Conversation) {
    if let random = conversation.randomKey, awaiting[random]?.removeValue(forKey: conversation.number) != nil,
      awaiting[random]?.isEmpty == true
    {
      awaiting[random] = nil
    }
    let before = conversation.heldByteCount
    defer { heldByteCount += conversation.heldByteCount - before }
    guard let roles = conversation.roles, let facts = conversation.takeFacts() else { return }
    finished.append(
      Finished(
        number: conversation.number, client: roles.client, server: roles.server, time: conversation.time, facts: facts))
  }
}

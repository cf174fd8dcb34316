/// One TCP connection: what its ends sent, and the TLS in that once it is found.
final class Conversation {
  /// What each takes, however little is known of it: the object itself and its places in tables.
  static let baseByteCount = 2048

  /// What the ends speak.
  private enum Content {
    /// Neither side's bytes tell yet.
    case unknown
    /// TLS, with the end that sent the ClientHello as its client.
    case tls(clientIsFirst: Bool)
    /// Something else, or TLS that began before the recording.
    case other
  }

  /// The place among all conversations.
  let number: Int
  /// The ends; the first is the one whose packet was seen first.
  let ends: (Endpoint, Endpoint)
  /// When the first packet was recorded.
  let time: CaptureTime?
  private var first = RecordStream()
  private var second = RecordStream()
  private var searches = (HelloSearch(), HelloSearch())
  private var serverSearch = HelloSearch()
  private var content = Content.unknown
  /// Whether the client began with TLS, so that the server's first byte is one of TLS as well.
  private var beginsAtOnce = false
  /// Whether the server's first record was found.
  private var hasServer = false
  /// The handshake, once there is TLS, until its facts are taken.
  private var handshake: Handshake?
  /// Why the connection may not be followed to its end.
  private var (isShortened, isReset) = (false, false)
  /// Whether either end had sent TLS records when the search for a hello was given up.
  private var hadRecords = false

  /// Keeps a session apart, as most connections of many recordings have none.
  private final class Handshake {
    var session = Session()
  }

  init(_ number: Int, _ first: Endpoint, _ second: Endpoint, time: CaptureTime?) {
    self.number = number
    ends = (first, second)
    self.time = time
  }

  /// How much memory is taken.
  var heldByteCount: Int {
    let session = handshake.map { MemoryLayout<Session>.size + $0.session.heldByteCount } ?? 0
    return Self.baseByteCount + first.heldByteCount + second.heldByteCount + session
  }

  /// Whether nothing that may come matters.
  var isDone: Bool {
    switch content {
    case .unknown: false
    case .tls: handshake?.session.isSettled ?? true
    case .other: true
    }
  }

  /// The number by which a key log names the connection; `nil` before its ClientHello.
  var randomKey: RandomKey? { handshake?.session.randomKey }

  /// Whether a server speaks TLS, and its client was not recorded.
  var isServerAlone: Bool {
    guard case .unknown = content else { return false }
    var searches = (HelloSearch(), HelloSearch())
    return searches.0.find(.server, in: first.stream) != nil || searches.1.find(.server, in: second.stream) != nil
  }

  /// Whether the ends speak TLS, and their hellos were not recorded.
  var isJoinedLate: Bool { hadRecords || hasRecords && !isServerAlone }

  /// Whether either end sent TLS records, and no hello.
  private var hasRecords: Bool {
    guard case .unknown = content else { return false }
    return RecordSearch.hasRecords(first.stream.ready) || RecordSearch.hasRecords(second.stream.ready)
  }

  /// The client and the server of TLS; `nil` if there is none.
  var roles: (client: Endpoint, server: Endpoint)? {
    guard case .tls(let clientIsFirst) = content else { return nil }
    return clientIsFirst ? ends : (ends.1, ends.0)
  }

  /// Whether a segment opens another connection between the same ends.
  func isOther(_ segment: TCPSegment) -> Bool {
    guard segment.flags.contains(.syn) else { return false }
    return (segment.source == ends.0 ? first : second).stream.isOther(segment.sequence)
  }

  /// Takes a segment, and goes as far in the handshake as it is known.
  ///
  /// - Parameters:
  ///   - segment: its header.
  ///   - data: its data.
  ///   - isDoubtful: whether its checksum is wrong.
  ///   - isShortened: whether the recorder left out a part of it.
  ///   - secrets: what is known of keys.
  func take(
    _ segment: TCPSegment, _ data: Span<UInt8>, isDoubtful: Bool, isShortened: Bool, _ secrets: SecretSource
  ) {
    guard !isDone else { return }
    if isShortened { self.isShortened = true }
    if segment.flags.contains(.rst) { isReset = true }
    let isFirst = segment.source == ends.0
    if isFirst {
      first.stream.take(segment.sequence, segment.flags, data, isDoubtful: isDoubtful)
    } else {
      second.stream.take(segment.sequence, segment.flags, data, isDoubtful: isDoubtful)
    }
    if segment.flags.contains(.ack), !isDoubtful {
      if isFirst {
        second.stream.confirm(segment.acknowledgment)
      } else {
        first.stream.confirm(segment.acknowledgment)
      }
    }
    advance(secrets)
  }

  /// Goes as far in the handshake as it is known; `isFinal` says that nothing more will come.
  func advance(_ secrets: SecretSource, isFinal: Bool = false) {
    guard !isDone else { return }
    if isFinal {
      first.stream.giveUpWaiting()
      second.stream.giveUpWaiting()
    }
    if case .unknown = content { findClient() }
    if case .tls(let clientIsFirst) = content, let handshake {
      if clientIsFirst {
        if !hasServer { findServer(&second, handshake, isFinal) }
        handshake.session.advance(&first, &second, hasServer: hasServer, secrets, isFinal: isFinal)
      } else {
        if !hasServer { findServer(&first, handshake, isFinal) }
        handshake.session.advance(&second, &first, hasServer: hasServer, secrets, isFinal: isFinal)
      }
      if first.stream.hasConflict || second.stream.hasConflict { handshake.session.facts.hasConflict = true }
      if first.stream.hasReplacement || second.stream.hasReplacement {
        handshake.session.facts.hasReplacement = true
      }
      // What comes after the handshake is only looked through.
      if handshake.session.isComplete {
        first.stream.forgetTaken()
        second.stream.forgetTaken()
      }
    }
    if isDone { close() }
  }

  /// Keeps what a handshake needs of what waits, and nothing of what comes later.
  func cut(keeping count: Int) {
    first.stream.cut(keeping: count)
    second.stream.cut(keeping: count)
  }

  /// Gives up what is held, as there is not enough memory for it.
  func giveUp() {
    if case .tls = content {
      handshake?.session.giveUp()
    } else {
      content = .other
    }
    close()
  }

  /// Takes what was found out, and the memory with it; `nil` the second time.
  func takeFacts() -> HandshakeFacts? {
    guard let handshake else { return nil }
    self.handshake = nil
    close()
    var facts = handshake.session.takeFacts()
    (facts.isShortened, facts.isReset) = (isShortened, isReset)
    return facts
  }

  private func close() {
    first.close()
    second.close()
  }

  /// Looks for a ClientHello in what either end sent.
  private func findClient() {
    if let position = searches.0.find(.client, in: first.stream) {
      begin(at: position, clientIsFirst: true)
    } else if let position = searches.1.find(.client, in: second.stream) {
      begin(at: position, clientIsFirst: false)
    } else if searches.0.isExhausted || searches.1.isExhausted {
      // A server that sends so much without a ClientHello before it speaks something else, and so does a client.
      hadRecords = hasRecords
      content = .other
    }
  }

  private func begin(at position: Int, clientIsFirst: Bool) {
    if clientIsFirst {
      first.stream.removeFirst(position)
    } else {
      second.stream.removeFirst(position)
    }
    beginsAtOnce = position == 0
    content = .tls(clientIsFirst: clientIsFirst)
    let handshake = Handshake()
    handshake.session.facts.precedingByteCount = position
    self.handshake = handshake
  }

  /// Looks for the server's first record: at the beginning if the client's was there, else for a ServerHello.
  private func findServer(_ server: inout RecordStream, _ handshake: Handshake, _ isFinal: Bool) {
    guard server.stream.ready.count > RecordHeader.byteCount else { return }
    // As long as it isn't known that these are the first bytes, they may be others.
    if beginsAtOnce, server.stream.hasBeginning || isFinal, let header = RecordHeader(server.stream.ready),
      header.type == .handshake || header.type == .alert
    {
      hasServer = true
    } else if let position = serverSearch.find(.server, in: server.stream) {
      server.stream.removeFirst(position)
      hasServer = true
    } else if serverSearch.isExhausted || isFinal && beginsAtOnce && server.stream.hasBeginning {
      handshake.session.stopWithoutServer()
    }
  }
}

/// One TCP connection: what its ends sent, and the TLS in that once it is found.
final class Conversation {
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
  /// The handshake.
  private(set) var session = Session()
  /// Whether either end had sent TLS records when the search for a hello was given up.
  private var hadRecords = false
  /// Whether the session was taken for its report.
  private var isReported = false

  init(_ number: Int, _ first: Endpoint, _ second: Endpoint, time: CaptureTime?) {
    self.number = number
    ends = (first, second)
    self.time = time
  }

  /// How much memory is taken.
  var heldByteCount: Int { first.heldByteCount + second.heldByteCount + session.heldByteCount }

  /// Whether nothing that may come matters.
  var isDone: Bool {
    switch content {
    case .unknown: false
    case .tls: session.isSettled
    case .other: true
    }
  }

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
  func take(_ segment: TCPSegment, _ data: Span<UInt8>, isShortened: Bool, _ secrets: SecretSource) {
    guard !isDone else { return }
    if isShortened { session.facts.isShortened = true }
    if segment.flags.contains(.rst) { session.facts.isReset = true }
    if segment.source == ends.0 {
      first.stream.take(segment.sequence, segment.flags, data)
    } else {
      second.stream.take(segment.sequence, segment.flags, data)
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
    if case .tls(let clientIsFirst) = content {
      if clientIsFirst {
        if !hasServer { findServer(&second, isFinal) }
        session.advance(&first, &second, hasServer: hasServer, secrets, isFinal: isFinal)
      } else {
        if !hasServer { findServer(&first, isFinal) }
        session.advance(&second, &first, hasServer: hasServer, secrets, isFinal: isFinal)
      }
      if first.stream.hasConflict || second.stream.hasConflict { session.facts.hasConflict = true }
    }
    if isDone { close() }
  }

  /// Gives up what is held, as there is not enough memory for it.
  func giveUp() {
    if case .tls = content {
      session.giveUp()
    } else {
      content = .other
    }
    close()
  }

  /// Takes what was found out, and the memory with it; `nil` the second time.
  func takeFacts() -> HandshakeFacts? {
    guard !isReported else { return nil }
    isReported = true
    close()
    defer { session = Session(isSettled: true) }
    return session.takeFacts()
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
    session.facts.precedingByteCount = position
    content = .tls(clientIsFirst: clientIsFirst)
  }

  /// Looks for the server's first record: at the beginning if the client's was there, else for a ServerHello.
  private func findServer(_ server: inout RecordStream, _ isFinal: Bool) {
    let stream = server.stream
    guard stream.ready.count > RecordHeader.byteCount else { return }
    // As long as it isn't known that these are the first bytes, they may be others.
    if beginsAtOnce, stream.hasBeginning || isFinal, let header = RecordHeader(stream.ready),
      header.type == .handshake || header.type == .alert
    {
      hasServer = true
    } else if let position = serverSearch.find(.server, in: stream) {
      server.stream.removeFirst(position)
      hasServer = true
    } else if serverSearch.isExhausted || isFinal && beginsAtOnce && stream.hasBeginning {
      session.stopWithoutServer()
    }
  }
}

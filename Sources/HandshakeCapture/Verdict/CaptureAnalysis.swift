/// Reads a recording from its beginning to its end, follows every TLS connection in it, and says what becomes of each
/// step.
package struct CaptureAnalysis {
  /// How many bytes of key logs a recording may bring.
  private static let maximumKeyLogByteCount = KeyLog.maximumByteCount

  private let examiner: Examiner
  private let secrets: SecretSource
  private var table: ConversationTable
  private var packets = PacketReader()
  private var report = CaptureReport()
  private var keyLogByteCount = 0
  private var texts = TextPool()
  /// What was wrong with the key log that the recording didn't bring.
  private let givenProblemCounts: [KeyLog.Problem.Reason: Int]

  private init(_ examiner: Examiner, _ keyLog: KeyLog, _ limits: ConversationTable.Limits) {
    self.examiner = examiner
    givenProblemCounts = keyLog.problemCounts
    secrets = SecretSource(keyLog, mayGrow: true)
    table = ConversationTable(secrets, limits)
  }

  /// Reads a recording.
  ///
  /// Memory is bounded, whatever is in the file: what waits for its like is given up beyond the limits of
  /// ``ConversationTable`` and of ``CaptureReport``.
  ///
  /// - Parameters:
  ///   - source: gives the next bytes, at most as many as it is asked for; none at the end.
  ///   - keyLog: the secrets that are known; the recording may bring more.
  ///   - examiner: whom to trust, and for which name and moment.
  /// - Returns: what is to be told, also if the recording could not be read to its end.
  /// - Throws: ``CaptureError`` if it is no recording, or could not be read from the beginning.
  package static func run(
    _ source: @escaping CaptureSource, keyLog: KeyLog, examiner: Examiner
  ) throws(CaptureError) -> CaptureReport {
    try run(source, keyLog: keyLog, examiner: examiner, limits: ConversationTable.Limits())
  }

  /// Reads a recording in as much memory as `limits` give.
  static func run(
    _ source: @escaping CaptureSource, keyLog: KeyLog, examiner: Examiner, limits: ConversationTable.Limits
  ) throws(CaptureError) -> CaptureReport {
    var analysis = CaptureAnalysis(examiner, keyLog, limits)
    var reader = try CaptureReader(source)
    // Only pcapng brings secrets of its own.
    if case .classic = reader.format { analysis.secrets.mayGrow = false }
    do throws(CaptureError) {
      while let item = try reader.next() {
        let bytes = reader.bytes
        analysis.take(item, bytes.span)
      }
    } catch {
      analysis.report.problem = error
    }
    return analysis.finish()
  }

  private mutating func take(_ item: CaptureItem, _ bytes: Span<UInt8>) {
    switch item {
    case .keyLog(let range):
      report.ownKeyLogCount += 1
      guard keyLogByteCount + range.count <= Self.maximumKeyLogByteCount else {
        report.omittedKeyLogCount += 1
        return
      }
      keyLogByteCount += range.count
      var news: Set<RandomKey>? = []
      secrets.log.insert(bytes.extracting(range), news: &news)
      table.advance(news ?? [])
    case .frame(let frame): take(frame, bytes)
    case .unreadable(let part, let offset):
      report.unreadableCount += 1
      report.firstUnreadable = report.firstUnreadable ?? CaptureError(.malformed(part), offset: offset)
    }
    collect()
  }

  private mutating func take(_ frame: CaptureFrame, _ bytes: Span<UInt8>) {
    report.frameCount += 1
    guard LinkType.known.contains(frame.linkType) else {
      let number = Int(frame.linkType.rawValue)
      if frame.linkType != .unreadable, !report.unknownLinkTypes.contains(number), report.unknownLinkTypes.count < 16 {
        report.unknownLinkTypes.append(number)
      }
      report.otherCount += 1
      return
    }
    switch packets.read(bytes, frame) {
    case .segment(let segment): table.take(segment, bytes, time: frame.time, isShortened: frame.isShortened)
    case .reassembled(let segment, let payload):
      table.take(segment, payload.span, time: frame.time, isShortened: frame.isShortened)
    case .fragment: report.fragmentCount += 1
    case .other: report.otherCount += 1
    case .malformed: report.malformedCount += 1
    }
  }

  /// Looks at the connections that are over.
  private mutating func collect() {
    for finished in table.takeFinished() { report.add(ConnectionReport(finished, examiner, &texts)) }
  }

  private mutating func finish() -> CaptureReport {
    secrets.mayGrow = false
    table.finishAll()
    collect()
    report.connections.sort { $0.number < $1.number }
    report.conversationCount = table.count
    report.evictedCount = table.evictedCount
    report.serverAloneCount = table.serverAloneCount
    report.joinedLateCount = table.joinedLateCount
    report.keyLog = secrets.log
    report.ownProblemCounts = secrets.log.problemCounts.merging(givenProblemCounts) { $0 - $1 }.filter { $0.value > 0 }
    return report
  }
}

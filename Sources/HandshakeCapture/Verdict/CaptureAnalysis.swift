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

  private init(_ examiner: Examiner, _ keyLog: KeyLog) {
    self.examiner = examiner
    secrets = SecretSource(keyLog, mayGrow: true)
    table = ConversationTable(secrets)
  }

  /// Reads a recording.
  ///
  /// Memory is bounded, whatever is in the file: what waits for its like is given up beyond the limits of
  /// ``ConversationTable``.
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
    var analysis = CaptureAnalysis(examiner, keyLog)
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
      guard keyLogByteCount + range.count <= Self.maximumKeyLogByteCount else { return }
      keyLogByteCount += range.count
      secrets.log.insert(bytes.extracting(range))
      table.advance()
    case .frame(let frame): take(frame, bytes)
    }
    collect()
  }

  private mutating func take(_ frame: CaptureFrame, _ bytes: Span<UInt8>) {
    report.frameCount += 1
    guard LinkType.known.contains(frame.linkType) else {
      let number = Int(frame.linkType.rawValue)
      if !report.unknownLinkTypes.contains(number), report.unknownLinkTypes.count < 16 {
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
    for finished in table.takeFinished() {
      guard report.connections.count < CaptureReport.maximumConnectionCount else {
        report.omittedCount += 1
        continue
      }
      report.connections.append(ConnectionReport(finished, examiner))
    }
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
    return report
  }
}

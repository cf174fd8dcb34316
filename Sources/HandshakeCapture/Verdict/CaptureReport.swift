/// What is to be told of a recording.
package struct CaptureReport: Sendable {
  /// How many connections are told of; the later ones are counted only.
  package static let maximumConnectionCount = 200_000
  /// How many bytes what is told of them may take.
  static let maximumByteCount = 256 << 20

  /// The TLS connections, in the order in which they appear.
  package internal(set) var connections: [ConnectionReport] = []
  /// How much memory they take.
  private(set) var heldByteCount = 0
  /// How many TLS connections are not told of, and how many of those fail.
  package private(set) var omittedCount = 0
  package private(set) var omittedFailureCount = 0
  /// How many frames there were.
  package internal(set) var frameCount = 0
  /// How many of them were of something else than TCP, or malformed, or fragments that stayed alone.
  package internal(set) var otherCount = 0
  package internal(set) var malformedCount = 0
  package internal(set) var fragmentCount = 0
  /// How many TCP connections there were.
  package internal(set) var conversationCount = 0
  /// How many of them were given up to make room for others.
  package internal(set) var evictedCount = 0
  /// In how many of them a server spoke TLS whose client was not recorded.
  package internal(set) var serverAloneCount = 0
  /// How many TLS connections had begun before the recording.
  package internal(set) var joinedLateCount = 0
  /// The numbers of the link types that can't be taken apart.
  package internal(set) var unknownLinkTypes: [Int] = []
  /// Why the recording wasn't read to its end; `nil` if it was.
  package internal(set) var problem: CaptureError?
  /// The key log, with that of the recording itself.
  package internal(set) var keyLog = KeyLog()
  /// How many key logs the recording brought.
  package internal(set) var ownKeyLogCount = 0
  /// How many of them were left out, as there is too much of them.
  package internal(set) var omittedKeyLogCount = 0
  /// What is wrong with lines of the recording's own key logs, and with how many.
  package internal(set) var ownProblemCounts: [KeyLog.Problem.Reason: Int] = [:]
  /// How many parts of the recording were passed over as they are malformed, and the first of them.
  package internal(set) var unreadableCount = 0
  package internal(set) var firstUnreadable: CaptureError?

  /// How many connections are not told of that are of TLS, or may be.
  private var untoldCount: Int { omittedCount + evictedCount + serverAloneCount + joinedLateCount }

  /// Whether there is TLS in the recording, be it of connections whose beginning was not recorded.
  package var hasTLS: Bool { !connections.isEmpty || untoldCount > 0 }

  /// Whether the recording was read whole: to its end, and without a part that had to be passed over as malformed.
  package var isWhole: Bool { problem == nil && unreadableCount == 0 }

  /// The verdict on all connections: PASS only if there is one, and every one passes; NOT CHECKABLE if there are
  /// others, of TLS, that could not be looked at, or if a part of the recording was malformed, since nobody knows what
  /// was in it.
  ///
  /// One that is cut off is like one that was ended earlier, which most are: what it lacks, its connections tell.
  /// What can't be known to be TLS at all, such as frames that can't be taken apart, is a matter of ``notes``.
  package var verdict: StepResult.Outcome {
    if omittedFailureCount > 0 || connections.contains(where: { $0.verdict == .fail }) { return .fail }
    let isSound = unreadableCount == 0 && problem?.isCutOff != false
    let isPassed = !connections.isEmpty && untoldCount == 0 && isSound && connections.allSatisfy { $0.verdict == .pass }
    return isPassed ? .pass : .notCheckable
  }

  /// Tells of a connection, as long as there is room for that.
  mutating func add(_ connection: ConnectionReport) {
    let byteCount = connection.heldByteCount
    guard connections.count < Self.maximumConnectionCount, heldByteCount + byteCount <= Self.maximumByteCount else {
      omittedCount += 1
      omittedFailureCount += connection.verdict == .fail ? 1 : 0
      return
    }
    heldByteCount += byteCount
    connections.append(connection)
  }
}

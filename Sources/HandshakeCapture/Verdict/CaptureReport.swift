/// What is to be told of a recording.
package struct CaptureReport: Sendable {
  /// How many connections are told of; the later ones are counted only.
  package static let maximumConnectionCount = 200_000

  /// The TLS connections, in the order in which they appear.
  package internal(set) var connections: [ConnectionReport] = []
  /// How many TLS connections are not told of.
  package internal(set) var omittedCount = 0
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

  /// How many connections are not told of that are of TLS, or may be.
  private var untoldCount: Int { omittedCount + evictedCount + serverAloneCount + joinedLateCount }

  /// The verdict on all connections: PASS only if there is one, and every one passes; NOT CHECKABLE if there are others, of
  /// TLS, that could not be looked at.
  ///
  /// What can't be known to be TLS at all, such as frames that can't be taken apart, is a matter of ``notes``.
  package var verdict: StepResult.Outcome {
    if connections.contains(where: { $0.verdict == .fail }) { return .fail }
    let isPassed = !connections.isEmpty && untoldCount == 0 && connections.allSatisfy { $0.verdict == .pass }
    return isPassed ? .pass : .notCheckable
  }
}

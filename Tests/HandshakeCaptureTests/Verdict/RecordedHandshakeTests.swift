import CertificateVerification
import Foundation
import Testing

@testable import HandshakeCapture

@Suite("Recorded handshakes of other stacks")
struct RecordedHandshakeTests {
  @Test(
    "Each step of each recording gets the result that follows from how it was made", arguments: HandshakeVectors.folders
  )
  func verdicts(folder: String) throws {
    let expected = try HandshakeVectors.expectations(folder)
    let shared = try expected.keylog.map { try HandshakeVectors.keyLog("\(folder)/\($0)") } ?? KeyLog()
    for recording in expected.recordings {
      let log = try recording.keylog.map { try HandshakeVectors.keyLog("\(folder)/\($0)") } ?? shared
      let roots = recording.roots ?? expected.roots
      let path =
        FileManager.default.fileExists(
          atPath: HandshakeVectors.root.appending(path: "\(folder)/\(roots)").path) ? "\(folder)/\(roots)" : roots
      let name = recording.hostname.map(PeerName.dns) ?? recording.ip.map(PeerName.ip)
      let examiner = try HandshakeVectors.examiner(roots: path, name: name)
      let bytes = try HandshakeVectors.bytes("\(folder)/\(recording.file)")
      if recording.unreadable == true {
        #expect(throws: CaptureError.self, "\(recording.file)") {
          try HandshakeVectors.report(bytes, keyLog: log, examiner)
        }
        continue
      }
      for (keyLog, connections) in [(log, recording.withKeyLog), (KeyLog(), recording.withoutKeyLog)] {
        let report = try HandshakeVectors.report(bytes, keyLog: keyLog, examiner)
        guard let connections else {
          // Nothing is asked but a clear report, in which not everything passes.
          #expect(report.verdict != .pass, "\(recording.file)")
          #expect(!report.lines.isEmpty && report.connections.allSatisfy { $0.steps.count == Step.allCases.count })
          continue
        }
        #expect((report.problem?.isCutOff == true) == (recording.damaged == true), "\(recording.file)")
        #expect(report.connections.count == connections.count, "\(recording.file)")
        for (found, wanted) in zip(report.connections, connections) {
          let name = "\(folder)/\(recording.file)\(keyLog.count == 0 ? " without key log" : "")"
          for (step, results) in wanted.steps {
            let result = try #require(Step(rawValue: step).flatMap { found.steps[$0] })
            #expect(results.values.contains(result.outcome.rawValue), "\(name), \(step): \(result.reason)")
          }
          #expect(wanted.verdict.values.contains(found.verdict.rawValue), "\(name)")
          #expect(found.steps.count == Step.allCases.count)
        }
      }
    }
  }
}

import CertificateEncoding
import CertificateVerification
import HandshakeCapture

/// Rootward's way to verify the handshakes of a recording, which is in memory.
struct RootwardHandshake {
  private let recording: [UInt8]
  private let keyLog: KeyLog
  private let examiner: Examiner

  init(_ order: WorkOrder) throws {
    recording = try order.bytes("path")
    var keyLog = KeyLog()
    if order["keylog"] != nil {
      let text = try order.bytes("keylog")
      keyLog.insert(text.span)
    }
    self.keyLog = keyLog
    examiner = Examiner(
      verifier: CertificateVerifier(trust: try RootwardPeer.store(order.demand("roots"))),
      name: order["name"].map { PeerName(host: $0) },
      moment: .at(Timestamp(secondsSince1970: Int64(try order.moment))))
  }

  var work: Work { Work(verdict) }

  private func verdict() throws -> Outcome {
    var rest = recording[...]
    let report = try CaptureAnalysis.run(
      { count in
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
      }, keyLog: keyLog, examiner: examiner)
    return .handshake(report.verdict.rawValue)
  }
}

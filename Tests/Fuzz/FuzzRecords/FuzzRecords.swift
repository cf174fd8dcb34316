import CertificateEncoding
import CertificateVerification
import FuzzSupport
import HandshakeCapture

/// Reads any input as what the two sides of a connection sent: first two bytes with the count of the client's, then the
/// client's, the server's, and behind an FF byte 0A a key log.
@main
enum FuzzRecords {
  static func main() {
    let examiner = Examiner(
      verifier: CertificateVerifier(trust: TrustStore()), name: .dns("www.example.com"),
      moment: .at(Timestamp(secondsSince1970: 1_767_225_600)))
    fuzz { input in
      guard input.count >= 2 else { return }
      let count = Int(input[0]) << 8 | Int(input[1])
      let client = input.dropFirst(2).prefix(count)
      let rest = input.dropFirst(2 + client.count)
      var keyLog = KeyLog()
      var server = rest
      let mark = rest.indices.first { $0 + 1 < rest.endIndex && rest[$0] == 0xFF && rest[$0 + 1] == 0x0A }
      if let mark {
        server = rest[..<mark]
        let lines = Array(rest[(mark + 2)...])
        keyLog.insert(lines.span)
      }
      let report = CaptureAnalysis.examine(
        client: Array(client), server: Array(server), keyLog: keyLog, examiner: examiner, at: nil)
      guard let report else { return }
      precondition(report.steps.count == Step.allCases.count)
      // Nobody is trusted here.
      precondition(report.steps[.serverChain]?.outcome != .pass && report.steps[.clientChain]?.outcome != .pass)
      precondition(!report.lines.isEmpty && !report.json.text.isEmpty)
    }
  }
}

import CertificateEncoding
import CertificateVerification
import FuzzSupport
import HandshakeCapture

/// Reads any input as a recording, whole and in small pieces, which must come to the same.
@main
enum FuzzCaptures {
  static func main() {
    let examiner = Examiner(
      verifier: CertificateVerifier(trust: TrustStore()), name: nil,
      moment: .capture(otherwise: Timestamp(secondsSince1970: 0)))
    fuzz { input in
      let whole = outcome(input, pieceByteCount: Int.max, examiner)
      precondition(outcome(input, pieceByteCount: 61, examiner) == whole)
    }
  }

  /// What comes out of a recording, as text.
  static func outcome(_ input: [UInt8], pieceByteCount: Int, _ examiner: Examiner) -> [String] {
    var rest = input[...]
    do throws(CaptureError) {
      let report = try CaptureAnalysis.run(
        { count in
          let piece = rest.prefix(min(count, pieceByteCount))
          rest = rest.dropFirst(piece.count)
          return Array(piece)
        }, keyLog: KeyLog(), examiner: examiner)
      precondition(report.connections.allSatisfy { $0.steps.count == Step.allCases.count })
      precondition(!report.json.isEmpty)
      return report.lines
    } catch {
      precondition(error.offset >= 0 && error.offset <= Int64(input.count))
      return [error.description]
    }
  }
}

import BatchVerification
import CertificateEncoding
import CertificateVerification
import FuzzSupport

/// Reads any input as a stream of items, in either format and in pieces, and verifies them without a root.
///
/// The first byte of the input is the size of the pieces.
@main
enum FuzzBatch {
  static func main() {
    let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
    let verifier = BatchVerifier(
      CertificateVerifier(trust: TrustStore()), defaults: ItemDefaults(name: nil, purpose: nil, moment: moment))
    fuzz { input in
      let stream = Array(input.dropFirst())
      for format in [nil, BatchFormat.json, .pem] {
        let whole = output(of: stream, max(1, stream.count), format, verifier)
        let pieces = output(of: stream, 1 + Int(input.first ?? 0), format, verifier)
        precondition(whole == pieces, "what is read depends on how it comes")
      }
      for line in stream.split(separator: 0x0A) {
        let line = Array(line)
        // What is read at once is what the reader of JSON reads.
        precondition(ItemReading(json: line.span) == ItemReading(strictJSON: line.span))
      }
    }
  }

  /// The lines of all results.
  static func output(
    of stream: [UInt8], _ piece: Int, _ format: BatchFormat?, _ verifier: BatchVerifier
  ) -> [UInt8] {
    var splitter = ItemSplitter(format: format)
    var rest = stream[...]
    var output: [UInt8] = []
    var (count, goesOn) = (0, true)
    while goesOn {
      goesOn = splitter.read { bytes in
        defer { rest = rest.dropFirst(piece) }
        bytes += rest.prefix(piece)
        return min(piece, rest.count)
      }
      while var lot = splitter.takeLot(recycling: []) {
        count += lot.items.count
        lot.verify(verifier)
        output += lot.output
      }
    }
    precondition(output.count { $0 == 0x0A } == count, "an item has one line")
    precondition(output.allSatisfy { $0 == 0x0A || $0 >= 0x20 }, "a result has a control character")
    return output
  }
}

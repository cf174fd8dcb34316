import CertificateEncoding
import Certificates
import Foundation
import TestSupport
import Testing

/// A file that comes in pieces of any size against the same file at once.
@Suite struct BundlePiecesTests {
  /// What a bundle says, in a form that can be compared.
  private struct Words: Equatable {
    var certificates: [[UInt8]]
    var positions: [Certificate.Position?]
    var attributes: [TrustAttributes?]
    var skipped: [CertificateBundle.Skipped]

    init(_ bundle: CertificateBundle) {
      certificates = bundle.certificates.map(\.derEncoding)
      positions = bundle.certificates.map(\.position)
      attributes = bundle.entries.map(\.trustAttributes)
      skipped = bundle.skipped
    }
  }

  private func inPieces(_ bytes: [UInt8], _ size: Int, grown: Int = 0) -> CertificateBundle? {
    var text: [UInt8] = Array(bytes.prefix(size))
    var sent = text.count
    return CertificateBundle(
      pieces: &text, byteCount: bytes.count - grown, pieceByteCount: size, source: "file.pem"
    ) { (text: inout [UInt8], count: Int) in
      let piece = bytes[sent..<min(bytes.count, sent + count)]
      text += piece
      sent += piece.count
      return !piece.isEmpty
    }
  }

  private func compare(_ bytes: [UInt8], _ sizes: [Int], _ comment: String) {
    let whole = CertificateBundle(bytes, source: "file.pem")
    for size in sizes {
      // A file without a block is read at once.
      guard let bundle = inPieces(bytes, size) else {
        #expect(
          whole.certificates.isEmpty && whole.skipped.allSatisfy { $0.reason == .pem(.utf16) }, "\(comment), \(size)")
        continue
      }
      #expect(Words(bundle) == Words(whole), "\(comment), in pieces of \(size)")
      #expect(bundle.source == "file.pem" && !bundle.isDER)
    }
  }

  private static let files = [
    "crlf.pem", "byte-order-mark.pem", "indented.pem", "no-final-newline.pem", "text-around.pem", "headers.pem",
    "glued.pem",
    "duplicate.pem", "bad-base64-between.pem", "bad-der-between.pem", "unfinished-between.pem", "x509-label.pem",
    "trusted-label.pem", "one-line.pem", "truncated.pem", "empty.pem", "text-only.pem", "utf16.pem",
  ]

  @Test(arguments: files)
  func givesWhatTheWholeFileDoes(_ file: String) throws {
    compare(try Vectors.bytes("bundles/\(file)"), [1, 2, 3, 5, 7, 16, 63, 64, 65, 66, 500, 1_000, 1 << 20], file)
  }

  @Test func damageAtABorderCostsNoNeighbor() throws {
    let parts = try Self.files.filter { $0 != "utf16.pem" }.map { try Vectors.bytes("bundles/\($0)") }
    let key = try Vectors.bytes("objects/mixed.pem")
    let loose = Array("-----END CERTIFICATE-----\r\r\n----- BEGIN\n-----BEGIN X-----\n-----END\n".utf8)
    var random = RepeatableGenerator(seed: 11)
    for round in 0..<Soak.count(40) {
      var bytes: [UInt8] = []
      for _ in 0..<5 { bytes += (parts + [key, loose]).randomElement(using: &random) ?? [] }
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = [0x0A, 0x0D, 0x20, 0x2D, 0x3D, 0x41, 0x3A, 0xEF][Int.random(in: 0..<8, using: &random)]
      }
      let sizes = (0..<4).map { _ in Int.random(in: 1...1_500, using: &random) } + [1, 2]
      compare(bytes, sizes, "round \(round)")
    }
  }

  @Test func fileThatGrowsIsLeft() throws {
    let bytes = try Vectors.bytes("bundles/crlf.pem")
    #expect(inPieces(bytes, 100, grown: 1) == nil)
    #expect(inPieces(bytes, 100) != nil)
  }
}

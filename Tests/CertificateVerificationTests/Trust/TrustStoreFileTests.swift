import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

@Suite struct TrustStoreFileTests {
  private func withFile(_ contents: [UInt8], _ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "rootward-\(UUID().uuidString).pem")
    try Data(contents).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
  }

  @Test("A large file of PEM, which is read in pieces, gives what its bytes give", arguments: [false, true])
  func largeFileInPieces(_ isDamaged: Bool) throws {
    let pool = try RootPool(900, names: 450)
    var text = pool.roots.map { RootPool.block($0.derEncoding) }.joined(separator: "some words\r\n")
    text += try Vectors.text("objects/mixed.pem")
    var bytes = Array(text.utf8)
    if isDamaged {
      var random = RepeatableGenerator(seed: 3)
      for _ in 0..<40 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = 0x2A }
    }
    try withFile(bytes) { path in
      var (fromFile, fromBytes) = (TrustStore(), TrustStore())
      let summary = try fromFile.insert(contentsOfPath: path)
      let wanted = fromBytes.insert(contentsOf: bytes, source: path)
      #expect(summary == wanted)
      #expect(bytes.count > 600_000)
      #expect(isDamaged == (summary.added < 900))
      #expect(summary.added > 850)
      #expect(fromFile.anchors == fromBytes.anchors)
      #expect(fromFile.anchors.map(\.certificate.position) == fromBytes.anchors.map(\.certificate.position))
      #expect(fromFile.anchors.allSatisfy { $0.certificate.source == path })
    }
  }

  @Test func largeFileOfDERIsHeldAsItIs() throws {
    let pool = try RootPool(500, names: 500)
    try withFile(pool.roots.flatMap(\.derEncoding)) { path in
      var trust = TrustStore()
      let summary = try trust.insert(contentsOfPath: path)
      #expect(summary.added == 500)
      #expect(trust.anchors.map(\.certificate) == pool.roots)
    }
  }

  @Test func largeTextWithoutABlockIsEmpty() throws {
    let note = [UInt8](repeating: 0x2E, count: 700_000)
    for bytes in [note, Array("-----BEGIN CERTIFICATE-----\n".utf16.flatMap { [UInt8($0), 0] }) + note] {
      try withFile(bytes) { path in
        var (fromFile, fromBytes) = (TrustStore(), TrustStore())
        let summary = try fromFile.insert(contentsOfPath: path)
        let wanted = fromBytes.insert(contentsOf: bytes, source: path)
        #expect(summary == wanted)
        #expect(fromFile.isEmpty)
      }
    }
  }

  @Test func fileBeyondTheLimitIsNotRead() throws {
    try withFile([]) { path in
      // Its bytes are never written: the file system remembers the size alone.
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      try file.truncate(atOffset: UInt64(TrustStore.maximumFileByteCount) + 1)
      try file.close()
      var trust = TrustStore()
      do throws(TrustLoadSummary.Unreadable) {
        try trust.insert(contentsOfPath: path)
        Issue.record("a file beyond the limit was read")
      } catch {
        #expect(error.reason.contains("limit"))
      }
      #expect(trust.summary.unreadable.count == 1)
    }
  }
}

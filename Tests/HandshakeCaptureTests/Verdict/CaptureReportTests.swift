import CertificateVerification
import Foundation
import Testing

@testable import HandshakeCapture

@Suite("Reports on recordings: how much of them is kept")
struct CaptureReportTests {
  private static func report(_ file: String, name: PeerName? = nil) throws -> CaptureReport {
    try HandshakeVectors.report(
      HandshakeVectors.bytes(file), keyLog: HandshakeVectors.keyLog("clients/keylog.txt"),
      HandshakeVectors.examiner(name: name))
  }

  private static let file = "clients/openssl-openssl-1.3-p256.pcap"

  @Test("Connections beyond what is kept are counted, and a failure among them is a failure")
  func omitted() throws {
    var report = try Self.report(Self.file)
    let passing = try #require(report.connections.first)
    let failing = try #require(Self.report(Self.file, name: .dns("x.example.com")).connections.first)
    try #require(failing.verdict == .fail)
    for _ in 1..<CaptureReport.maximumConnectionCount + 3 { report.add(passing) }
    #expect(report.connections.count + report.omittedCount == CaptureReport.maximumConnectionCount + 3)
    #expect(report.omittedCount >= 3 && report.heldByteCount <= CaptureReport.maximumByteCount)
    #expect(report.verdict == .notCheckable && report.omittedFailureCount == 0)
    report.add(failing)
    #expect(report.verdict == .fail && report.omittedFailureCount == 1)
    #expect(report.notes.contains { $0.contains("of which 1 FAIL") })
  }

  @Test("A report takes little, and the texts that many have are there once")
  func small() throws {
    let connection = try #require(Self.report(Self.file).connections.first)
    #expect(MemoryLayout<ConnectionReport>.stride < 800)
    #expect(connection.heldByteCount < 4096)
    var texts = TextPool()
    let long = (0..<10_000).map { "a reason that many connections have, number \($0)" }
    for text in long + long { #expect(texts.shared(text) == text) }
    #expect(texts.count == TextPool.maximumCount)
  }

  @Test("A name of any length is shown by its beginning and its end")
  func abbreviated() {
    #expect("short".abbreviated() == "short")
    let long = String(repeating: "é", count: 60_000) + "end"
    let shown = long.abbreviated()
    #expect(shown.unicodeScalars.count < TextPool.maximumNameCount + 50)
    #expect(shown.hasPrefix("éééé") && shown.hasSuffix("end") && shown.contains("(59747 more characters)"))
  }

  @Test("The parts of the report for programs are one value of JSON, with any count of connections")
  func json() throws {
    for count in 0..<3 {
      let one = try Self.report(Self.file)
      var report = CaptureReport()
      for _ in 0..<count { one.connections.forEach { report.add($0) } }
      let value = try JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any]
      #expect((value?["connections"] as? [[String: Any]])?.count == count)
      #expect(value?["verdict"] as? String == (count > 0 ? "PASS" : "NOT CHECKABLE"))
      #expect(value?.count == 7)
    }
  }
}

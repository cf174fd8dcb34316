import CertificateEncoding
import CertificateVerification
import Foundation
import Platform
import TestSupport
import Testing

@testable import HandshakeCapture

/// The recordings of `TestVectors/handshakes` and what a verdict on each has to be.
enum HandshakeVectors {
  /// What `expected.json` of a folder says.
  struct Expectations: Decodable {
    let at: String
    let roots: String
    let keylog: String?
    let recordings: [Recording]
  }

  /// A recording, and the results of its connections with and without the key log.
  struct Recording: Decodable {
    let file: String
    let roots: String?
    let keylog: String?
    let hostname: String?
    let ip: String?
    /// Whether it is no recording at all, ends too early, or has no times.
    let unreadable: Bool?
    let damaged: Bool?
    let timeless: Bool?
    let withKeyLog: [Connection]?
    let withoutKeyLog: [Connection]?
  }

  /// What has to come out for a connection.
  struct Connection: Decodable {
    let steps: [String: Results]
    let verdict: Results
  }

  /// One result, or several of which each is right.
  struct Results: Decodable {
    let values: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(String.self) {
        values = [value]
      } else {
        values = try container.decode([String].self)
      }
    }
  }

  static let root = Vectors.packageRoot.appending(path: "TestVectors/handshakes")

  /// The folders with recordings.
  static let folders: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: root.appending(path: "\($0)/expected.json").path) }
      .sorted()
  }()

  static func expectations(_ folder: String) throws -> Expectations {
    try JSONDecoder().decode(
      Expectations.self, from: Data(contentsOf: root.appending(path: "\(folder)/expected.json")))
  }

  static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: root.appending(path: path))) }

  /// A key log of a folder; that of a recording of its own may be as people have them, with lines that say nothing.
  static func keyLog(_ path: String) throws -> KeyLog {
    var log = KeyLog()
    let bytes = try bytes(path)
    log.insert(bytes.span)
    #expect(log.count > 0)
    return log
  }

  /// Whoever trusts the roots of the vectors alone.
  static func examiner(roots: String = "certificates/roots.pem", name: PeerName? = nil) throws -> Examiner {
    var store = TrustStore()
    store.insert(contentsOf: try bytes(roots))
    return Examiner(
      verifier: CertificateVerifier(trust: store), name: name,
      moment: .capture(otherwise: Timestamp(secondsSince1970: 1_767_225_600)))
  }

  /// What comes out of a recording.
  static func report(_ bytes: [UInt8], keyLog: KeyLog, _ examiner: Examiner) throws -> CaptureReport {
    try CaptureAnalysis.run(pieces(of: bytes, size: 4096), keyLog: keyLog, examiner: examiner)
  }
}

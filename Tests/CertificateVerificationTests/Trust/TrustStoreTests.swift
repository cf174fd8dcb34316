import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import TestSupport
import Testing

@Suite struct TrustStoreTests {
  @Test(arguments: [
    ("crlf.pem", 2), ("byte-order-mark.pem", 2), ("indented.pem", 2), ("no-final-newline.pem", 2),
    ("text-around.pem", 2), ("headers.pem", 2), ("glued.pem", 2), ("duplicate.pem", 2),
    ("bad-base64-between.pem", 2), ("bad-der-between.pem", 2), ("unfinished-between.pem", 2), ("x509-label.pem", 1),
    ("trusted-label.pem", 1), ("one-line.pem", 1), ("root.der", 1), ("truncated.pem", 0), ("truncated.der", 0),
    ("empty.pem", 0), ("text-only.pem", 0), ("utf16.pem", 0),
  ])
  func everySpellingOfABundleIsRead(_ file: String, _ count: Int) throws {
    var trust = TrustStore()
    let summary = trust.insert(contentsOf: try Vectors.bytes("bundles/\(file)"), source: file)
    #expect(trust.count == count)
    #expect(summary.added == count)
  }

  @Test(arguments: [
    ("bad-base64-between.pem", "Base64"), ("bad-der-between.pem", "byte"), ("unfinished-between.pem", "END line"),
    ("truncated.pem", "END line"), ("truncated.der", "ends before"), ("utf16.pem", "UTF-16"),
  ])
  func whatIsIgnoredIsReportedWithItsReason(_ file: String, _ word: String) throws {
    var trust = TrustStore()
    let summary = trust.insert(contentsOf: try Vectors.bytes("bundles/\(file)"), source: file)
    let ignored = try #require(summary.ignored.first)
    #expect(summary.ignored.count == 1)
    #expect(ignored.source == file)
    #expect(Sentences.text(ignored.block.reason).contains(word))
    if file.hasSuffix(".pem") { #expect(ignored.block.position.line > 0) }
  }

  @Test func duplicatesAreFolded() throws {
    var trust = TrustStore()
    let summary = trust.insert(contentsOf: try Vectors.bytes("bundles/duplicate.pem"))
    #expect(summary.duplicates == 1)
    #expect(trust.anchors.count == 2)
    var other = TrustStore()
    other.insert(contentsOf: try Vectors.bytes("bundles/crlf.pem"))
    trust.formUnion(other)
    #expect(trust.count == 2)
  }

  @Test func distrustWinsWhicheverComesFirst() throws {
    let fixture = try ChainFixture("good")
    let anchor = try #require(fixture.roots.anchors.first?.certificate)
    // A list of trusted purposes that is empty distrusts.
    let block = anchor.derEncoding + DER.sequence(DER.sequence())
    let text =
      "-----BEGIN TRUSTED CERTIFICATE-----\n\(Data(block).base64EncodedString())\n-----END TRUSTED CERTIFICATE-----\n"
    var after = fixture.roots
    #expect(after.insert(contentsOf: Array(text.utf8), source: "distrust.pem").distrusted.count == 1)
    var before = TrustStore()
    before.insert(contentsOf: Array(text.utf8), source: "distrust.pem")
    before.formUnion(fixture.roots)
    for trust in [after, before] {
      #expect(trust.anchors.isEmpty)
      #expect(!trust.contains(anchor))
      let evaluation = CertificateVerifier(trust: trust).evaluate(
        fixture.chain[0], intermediates: Array(fixture.chain.dropFirst()), for: nil, at: ChainFixture.moment)
      #expect(evaluation.codes.contains("distrusted"))
      #expect(evaluation.explanation.description.contains("distrust.pem"))
    }
  }

  @Test func purposesOfATrustedBlockBind() throws {
    #expect(try ChainFixture("trusted-for-client-only").evaluate().codes == ["anchor-not-trusted-for-purpose"])
    #expect(try ChainFixture("rejected-for-server").evaluate().codes == ["anchor-not-trusted-for-purpose"])
    #expect(try ChainFixture("trusted-for-server").evaluate().isVerified)
  }

  @Test func directoryIsReadWithoutTheHashLinks() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "rootward-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let root = folder.appending(path: "root.crt")
    try Data(try Vectors.bytes("bundles/crlf.pem")).write(to: root)
    try Data("just a note".utf8).write(to: folder.appending(path: "README"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.appending(path: "0a1b2c3d.0").path, withDestinationPath: "root.crt")
    var trust = TrustStore()
    let summary = try trust.insert(contentsOfPath: folder.path)
    #expect(trust.count == 2)
    #expect(summary.added == 2 && summary.duplicates == 0)
    #expect(summary.sources == [folder.path + "/README", root.path])
  }

  @Test func pathThatCannotBeReadIsAnErrorAndIsNoted() throws {
    var trust = TrustStore()
    let error = #expect(throws: TrustLoadSummary.Unreadable.self) {
      try trust.insert(contentsOfPath: "/nonexistent/roots.pem")
    }
    #expect(error?.path == "/nonexistent/roots.pem")
    #expect(trust.summary.unreadable.count == 1)
  }

  @Test func variablesReplaceTheSystemsRoots() throws {
    let file = Vectors.packageRoot.appending(path: "TestVectors/good/roots.pem").path
    #expect(try TrustStore.system(file: file, directories: nil).count == 1)
    let directories = Vectors.packageRoot.appending(path: "TestVectors/wrong-root-other-name").path
    let both = try TrustStore.system(file: file, directories: "/nonexistent:" + directories)
    #expect(both.count > 1)
    #expect(both.summary.unreadable.map(\.path) == ["/nonexistent"])
    #expect(throws: TrustLoadSummary.Unreadable.self) {
      try TrustStore.system(file: "/nonexistent", directories: nil)
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/etc/ssl/certs/ca-certificates.crt")))
  func systemBundleIsLoadedOnce() throws {
    let text = try String(contentsOfFile: "/etc/ssl/certs/ca-certificates.crt", encoding: .utf8)
    var bundle = TrustStore()
    bundle.insert(contentsOf: Array(text.utf8))
    #expect(bundle.count == Set(text.components(separatedBy: "-----BEGIN CERTIFICATE-----").dropFirst()).count)
    #expect(bundle.summary.ignored.isEmpty)
    let system = try TrustStore.system(file: nil, directories: nil)
    for anchor in bundle.anchors { #expect(system.contains(anchor.certificate)) }
    #expect(Set(system.anchors).count == system.count)
  }

  @Test(
    "Every root of the system's bundle verifies its own signature",
    .enabled(if: FileManager.default.fileExists(atPath: "/etc/ssl/certs/ca-certificates.crt")))
  func systemRootsVerifyThemselves() throws {
    let bytes = try Data(contentsOf: URL(filePath: "/etc/ssl/certs/ca-certificates.crt"))
    var bundle = TrustStore()
    bundle.insert(contentsOf: Array(bytes))
    #expect(bundle.count > 0)
    for root in bundle.anchors.map(\.certificate) {
      #expect(root.isSelfIssued, "\(root.subject)")
      let key = try #require(root.verificationKey, "\(root.subject)")
      #expect(root.verdict(of: key) == .valid, "\(root.subject)")
      #expect(root.verdict(of: key.prepared()) == .valid, "\(root.subject)")
    }
  }
}

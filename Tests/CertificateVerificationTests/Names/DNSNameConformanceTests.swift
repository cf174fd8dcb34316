import CertificateVerification
import Foundation
import Testing

/// Other people's cases for the comparison of names, read where they lie beside the package.
@Suite("DNS names: conformance")
struct DNSNameConformanceTests {
  struct File: Decodable {
    let tests: [Case]
  }

  struct Case: Decodable {
    let id: String
    let kind: String
    let presented: String
    let against: String
    let expected: String
  }

  /// Cases that are judged otherwise here, each with the reason.
  static let exceptions: [String: String] = [:]

  static let file: URL = {
    var package = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { package.deleteLastPathComponent() }
    return package.appendingPathComponent("../shared/conformance/chains/dns-names.json").standardizedFileURL
  }()

  static var isPresent: Bool { FileManager.default.fileExists(atPath: file.path) }

  @Test(
    "Every case of a presented name and a reference agrees",
    .enabled(if: isPresent, "the conformance data is not beside the package"))
  func agrees() throws {
    let cases = try JSONDecoder().decode(File.self, from: Data(contentsOf: Self.file)).tests
    let references = cases.filter { $0.kind == "reference" }
    #expect(references.count >= 60)
    for test in references where Self.exceptions[test.id] == nil {
      #expect(verdict(test) == test.expected, "\(test.id): \(test.presented) against \(test.against)")
    }
    for (id, reason) in Self.exceptions {
      let test = try #require(references.first { $0.id == id }, "\(id) is listed and gone")
      #expect(verdict(test) != test.expected, "\(id) agrees now; it was listed because: \(reason)")
    }
  }

  /// The verdict under the rule of these cases that a wildcard needs two labels after it.
  private func verdict(_ test: Case) -> String {
    guard let reference = try? DNSName(test.against) else { return "error" }
    let bytes = Array(test.presented.utf8)
    let validity = DNSPattern.validity(bytes.span, 0..<bytes.count)
    guard validity.isWellFormed, !validity.wildcardHasSingleLabelSuffix else { return "error" }
    return DNSPattern.matches(bytes.span, 0..<bytes.count, reference) ? "match" : "no-match"
  }
}

import CertificateVerification
import Foundation
import TestSupport
import Testing

/// Every chain of the test vectors, and the words for its verdict, compared byte for byte.
@Suite struct GoldenExplanationTests {
  /// What this verifier can't check yet, so that it refuses and says so.
  static let unsupported: Set<String> = ["name-constraints"]

  @Test(arguments: Vectors.expectations)
  func verdictIsTheExpectedOne(_ expectation: Vectors.Expectation) throws {
    let evaluation = try Self.evaluate(expectation.folder)
    if Self.unsupported.contains(expectation.folder) {
      let problem = try #require(evaluation.decidingFinding?.problem)
      #expect(problem.code == "critical-extension-unsupported")
    } else {
      #expect(evaluation.isVerified == expectation.isValid, "\(evaluation.explanation)")
    }
  }

  @Test(arguments: Vectors.expectations)
  func explanationIsTheGoldenOne(_ expectation: Vectors.Expectation) throws {
    let text = try Self.evaluate(expectation.folder).explanation.text(allPaths: true) + "\n"
    try Golden.compare(text, with: "\(expectation.folder).txt")
  }

  @Test func goldenFilesHaveNoFolderThatIsGone() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Golden.folder.path).filter { $0.hasSuffix(".txt") }
    #expect(Set(files) == Set(Vectors.expectations.map { $0.folder + ".txt" }))
  }

  static func evaluate(_ folder: String) throws -> Evaluation { try ChainFixture(folder).evaluate() }
}

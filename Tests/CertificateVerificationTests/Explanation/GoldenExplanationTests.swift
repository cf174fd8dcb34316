import CertificateVerification
import Foundation
import TestSupport
import Testing

/// Every chain of the test vectors, and the words for its verdict, compared byte for byte.
@Suite struct GoldenExplanationTests {
  @Test(arguments: Vectors.expectations)
  func verdictIsTheExpectedOne(_ expectation: Vectors.Expectation) throws {
    let evaluation = try Self.evaluate(expectation.folder)
    #expect(evaluation.isVerified == expectation.isValid, "\(evaluation.explanation)")
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

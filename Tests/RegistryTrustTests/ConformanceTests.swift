import Foundation
import TestSupport
import Testing

@testable import rootward_conformance

/// Other people's directories, read where they lie beside the package.
@Suite("Registries' directories: conformance")
struct ConformanceTests {
  static let folder = Vectors.packageRoot.appending(path: "../shared/conformance/certs.d").standardizedFileURL
  static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

  @Test("Every directory gives what three real loaders made of it", .enabled(if: isPresent, "the data is not there"))
  func agrees() throws {
    let cases = try ConformanceSuite.certsD.cases(in: Self.folder)
    #expect(cases.count >= 75)
    for one in cases {
      guard case .answer(let wanted) = one.expected, case .answer(let got, _) = one.judge() else {
        Issue.record("\(one.id) has no answer")
        continue
      }
      #expect(got == wanted, "\(one.id)")
    }
  }
}

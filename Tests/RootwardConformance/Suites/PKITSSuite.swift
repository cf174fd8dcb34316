import Foundation

/// The table of NIST PKITS; the certificates lie as DER files beside it.
struct PKITSFile: Decodable {
  let tests: [PKITSTest]

  func cases(beside file: URL) throws -> [ConformanceCase] {
    let folder = file.deletingLastPathComponent()
    return try tests.map { test in
      let input = PKITSCase(
        test: test, trustAnchor: try read(test.trustAnchor, in: folder),
        intermediates: try test.intermediates.map { try read($0, in: folder) },
        target: try read(test.target, in: folder),
        revocationLists: try test.revocationLists.map { try read($0, in: folder) })
      return ConformanceCase(id: test.id, expected: test.expected == "VALID" ? .accepted : .refused) {
        Judges.pkits(input)
      }
    }
  }

  private func read(_ path: String, in folder: URL) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appendingPathComponent(path)))
  }
}

/// One row of the table, as it stands there.
struct PKITSTest: Decodable, Sendable {
  let id: String
  let title: String
  let trustAnchor: String
  let intermediates: [String]
  let target: String
  let revocationLists: [String]
  let validationTime: String
  /// Object identifiers in dotted decimal; 2.5.29.32.0 is any policy.
  let initialPolicySet: [String]
  let initialExplicitPolicy: Bool
  let initialPolicyMappingInhibit: Bool
  let initialInhibitAnyPolicy: Bool
  let expected: String
  let expectedUserConstrainedPolicySet: [String]

  private enum CodingKeys: String, CodingKey {
    case id, title, intermediates, target, expected
    case trustAnchor = "trust_anchor"
    case revocationLists = "crls"
    case validationTime = "validation_time"
    case initialPolicySet = "initial_policy_set"
    case initialExplicitPolicy = "initial_explicit_policy"
    case initialPolicyMappingInhibit = "initial_policy_mapping_inhibit"
    case initialInhibitAnyPolicy = "initial_inhibit_any_policy"
    case expectedUserConstrainedPolicySet = "expected_user_constrained_policy_set"
  }
}

/// One row with the DER of the files that it names.
struct PKITSCase: Sendable {
  let test: PKITSTest
  let trustAnchor: [UInt8]
  let intermediates: [[UInt8]]
  let target: [UInt8]
  let revocationLists: [[UInt8]]
}

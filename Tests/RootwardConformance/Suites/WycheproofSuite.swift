import Foundation

/// A file of Project Wycheproof.
///
/// Its groups and tests have other fields for each algorithm, so they stay untyped.
struct WycheproofFile: Decodable {
  struct Group: Decodable {
    let fields: JSONObject
    let tests: [JSONObject]

    init(from decoder: any Decoder) throws {
      var fields = try JSONObject(from: decoder)
      tests = fields.remove("tests").compactMap(\.object)
      self.fields = fields
    }
  }

  let algorithm: String?
  let schema: String
  let testGroups: [Group]

  func cases(named file: URL) throws -> [ConformanceCase] {
    let name = file.deletingPathExtension().lastPathComponent
    return try testGroups.flatMap { group in
      try group.tests.map { test in
        guard let number = test.integer("tcId"), let expected = expectation(test.string("result")) else {
          throw ConformanceSuite.Unreadable(file: file.lastPathComponent, reason: "a test without tcId or result")
        }
        let input = WycheproofCase(
          file: name, algorithm: algorithm ?? "", schema: schema, group: group.fields, test: test)
        return ConformanceCase(id: "\(name)/\(number)", expected: expected) { Judges.wycheproof(input) }
      }
    }
  }

  private func expectation(_ result: String?) -> ConformanceCase.Expectation? {
    switch result {
    case "valid": .accepted
    case "invalid": .refused
    case "acceptable": .either
    default: nil
    }
  }
}

/// One test with the group that it stands in.
///
/// A test of a computation (a shared secret, a key, a ciphertext) is accepted if ours comes out the same.
struct WycheproofCase: Sendable {
  /// The file's name without its extension.
  let file: String
  let algorithm: String
  let schema: String
  /// Such as `type`, `sha`, `publicKeyDer`.
  let group: JSONObject
  /// Such as `msg`, `sig`, `flags`.
  let test: JSONObject

  /// The bytes that a field holds in hexadecimal, of the test or else of its group.
  func bytes(_ name: String) -> [UInt8]? {
    (test.string(name) ?? group.string(name)).flatMap([UInt8].init(hexadecimal:))
  }
}

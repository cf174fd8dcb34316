import CertificateCryptography
import Foundation

/// The vectors of Project Wycheproof, which lie beside the package where they are there at all.
enum Wycheproof {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/conformance/wycheproof")

  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  /// What a vector says of itself; a word that is not known is an error.
  enum Result: String, Decodable {
    case valid, invalid
    /// Upstream leaves the outcome open; each suite says what it wants.
    case acceptable
  }

  /// A file of groups, each of which has what its cases share: the key above all.
  struct File<Group: Decodable>: Decodable {
    let numberOfTests: Int
    let testGroups: [Group]
  }

  /// One signature, and whether it should be accepted.
  struct Case: Decodable {
    let tcId: Int
    let comment: String
    let flags: [String]
    let msg: String
    /// The context of ML-DSA; `nil` where there is none.
    let ctx: String?
    let sig: String
    let result: Result
  }

  /// A key of RSA, in hexadecimal digits.
  struct RSAKey: Decodable {
    let modulus: String
    let publicExponent: String

    func key() throws -> RSAPublicKey {
      let (modulus, exponent) = (bytes(hexadecimal: modulus), bytes(hexadecimal: publicExponent))
      return try RSAPublicKey(modulus: modulus.span, exponent: exponent.span)
    }
  }

  /// The names of the files that begin with `prefix`, without what they all end with.
  static func names(_ prefix: String) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasPrefix(prefix) && $0.hasSuffix("_test.json") }.map { String($0.dropLast(10)) }.sorted()
  }

  /// The contents of a file.
  static func read<Contents: Decodable>(_ type: Contents.Type, _ name: String) throws -> Contents {
    try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: "\(name)_test.json")))
  }
}

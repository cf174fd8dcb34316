import CertificateCryptography
import Foundation
import Testing

/// Project Wycheproof's vectors for ECDSA, read from the conformance data beside the package.
@Suite("ECDSA signatures of Wycheproof")
struct WycheproofECDSATests {
  private struct File: Decodable {
    struct Group: Decodable {
      struct PublicKey: Decodable {
        let uncompressed: String
      }
      struct Test: Decodable {
        let tcId: Int
        let comment: String
        let flags: [String]
        let msg: String
        let sig: String
        let result: String
      }
      let publicKey: PublicKey
      let sha: String
      let tests: [Test]
    }
    let testGroups: [Group]
  }

  private struct PointFile: Decodable {
    struct Group: Decodable {
      struct Test: Decodable {
        let tcId: Int
        let comment: String
        let flags: [String]
        let `public`: String
        let result: String
      }
      let tests: [Test]
    }
    let testGroups: [Group]
  }

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/conformance/wycheproof")

  static let isPresent = FileManager.default.fileExists(atPath: folder.path)

  /// Whether every case is run: a debug build, where arithmetic takes a hundred times as long, takes a sample.
  static var isWhole: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  static let names = [
    "secp256r1_sha256", "secp256r1_sha512", "secp384r1_sha256", "secp384r1_sha384", "secp384r1_sha512",
    "secp521r1_sha512", "secp256r1_sha256_p1363", "secp256r1_sha512_p1363", "secp384r1_sha384_p1363",
    "secp384r1_sha512_p1363", "secp521r1_sha512_p1363",
  ]

  @Test("Every case, with plain and prepared keys", .enabled(if: isPresent, "no conformance data"), arguments: names)
  func cases(_ name: String) throws {
    let curve = try #require(ECDSAPublicKey.Curve.allCases.first { name.hasPrefix($0.name) })
    let data = try Data(contentsOf: Self.folder.appending(path: "ecdsa_\(name)_test.json"))
    var verified = 0
    for group in try JSONDecoder().decode(File.self, from: data).testGroups {
      let algorithm = try #require(HashAlgorithm.allCases.first { $0.name == group.sha })
      let plain = try ECDSAPublicKey(curve, bytes(hexadecimal: group.publicKey.uncompressed))
      for key in Self.isWhole || group.tests.count > 20 ? [plain, plain.prepared()] : [plain] {
        for test in group.tests where Self.isWhole || test.tcId % 24 == 0 {
          let (message, signature) = (bytes(hexadecimal: test.msg), bytes(hexadecimal: test.sig))
          let isValid: Bool
          if name.hasSuffix("p1363") {
            // Both halves have the length of the order (IEEE P1363 §E.3.1), which the caller checks.
            let half = curve.coordinateByteCount
            isValid =
              signature.count == 2 * half
              && key.accepts(r: Array(signature[..<half]), s: Array(signature[half...]), of: message, algorithm)
          } else {
            isValid = key.accepts(der: signature, of: message, algorithm)
          }
          #expect(isValid == (test.result == "valid"), "case \(test.tcId): \(test.comment)")
          verified += isValid ? 1 : 0
        }
      }
    }
    #expect(verified > (Self.isWhole ? 50 : 2))
  }

  @Test(
    "Every point", .enabled(if: isPresent, "no conformance data"), arguments: ECDSAPublicKey.Curve.allCases)
  func points(_ curve: ECDSAPublicKey.Curve) throws {
    let data = try Data(contentsOf: Self.folder.appending(path: "ecdh_\(curve.name)_ecpoint_test.json"))
    var counts: [Bool: Int] = [:]
    for test in try JSONDecoder().decode(PointFile.self, from: data).testGroups.flatMap(\.tests) {
      let isTaken = ECDSAPublicKey.refusal(curve, bytes(hexadecimal: test.public)) == nil
      // Compressed points are acceptable there, as not every protocol has them.
      let isPoint = test.result == "valid" || (test.result == "acceptable" && test.flags.contains("CompressedPublic"))
      #expect(isTaken == isPoint, "case \(test.tcId): \(test.comment)")
      counts[isTaken, default: 0] += 1
    }
    #expect(counts[true, default: 0] > 20 && counts[false, default: 0] > 1)
  }
}

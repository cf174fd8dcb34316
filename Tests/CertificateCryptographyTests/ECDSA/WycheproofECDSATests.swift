import CertificateCryptography
import Testing

/// Project Wycheproof's vectors for ECDSA, read from the conformance data beside the package.
@Suite("ECDSA signatures of Wycheproof")
struct WycheproofECDSATests {
  private struct Group: Decodable {
    struct PublicKey: Decodable {
      let uncompressed: String
    }
    let type: String
    let publicKey: PublicKey
    let sha: String
    let tests: [Wycheproof.Case]
  }

  private struct UnknownFormat: Error {
    let name: String
  }

  private struct PointGroup: Decodable {
    struct Case: Decodable {
      let tcId: Int
      let comment: String
      let flags: [String]
      let `public`: String
      let result: Wycheproof.Result
    }
    let tests: [Case]
  }

  /// Whether every case is run: a debug build, where arithmetic takes a hundred times as long, takes a sample.
  static var isWhole: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  /// How the names of files begin that are passed over, as nothing here computes on their curves.
  static let otherCurves = [
    "ecdsa_brainpool", "ecdsa_secp160", "ecdsa_secp192", "ecdsa_secp224", "ecdsa_secp256k1",
  ]

  /// All other files, also those yet to come: one of an unknown curve, digest or format fails.
  static let names = Wycheproof.names("ecdsa_").filter { name in !otherCurves.contains { name.hasPrefix($0) } }

  @Test("The files are there", .enabled(if: Wycheproof.isPresent, "no conformance data"))
  func files() {
    for curve in ECDSAPublicKey.Curve.allCases {
      #expect(Self.names.contains { $0.hasPrefix("ecdsa_\(curve.name)_") }, "\(curve)")
    }
  }

  @Test(
    "Every case, with plain and prepared keys", .enabled(if: Wycheproof.isPresent, "no conformance data"),
    arguments: names)
  func cases(_ name: String) throws {
    let curve = try #require(ECDSAPublicKey.Curve.allCases.first { name.hasPrefix("ecdsa_\($0.name)_") })
    let file = try Wycheproof.read(Wycheproof.File<Group>.self, name)
    var (verified, count) = (0, 0)
    for group in file.testGroups {
      let algorithm = try #require(HashAlgorithm.allCases.first { $0.name == group.sha })
      let tests = group.tests.filter { Self.isWhole || $0.tcId % 24 == 0 }
      if tests.isEmpty { continue }
      let key = try ECDSAPublicKey(curve, bytes(hexadecimal: group.publicKey.uncompressed))
      let prepared = key.prepared()
      for test in tests {
        let (message, signature) = (bytes(hexadecimal: test.msg), bytes(hexadecimal: test.sig))
        let halves: (r: [UInt8], s: [UInt8])?
        switch group.type {
        case "EcdsaVerify": halves = ECDSASignatureReader.halves(signature)
        case "EcdsaP1363Verify":
          // Both halves have the length of the order (IEEE P1363 §E.3.1), which the caller checks.
          let length = curve.coordinateByteCount
          halves = signature.count == 2 * length ? (Array(signature[..<length]), Array(signature[length...])) : nil
        default: throw UnknownFormat(name: group.type)
        }
        let isValid = halves.map { key.accepts(r: $0.r, s: $0.s, of: message, algorithm) } ?? false
        #expect(isValid == (test.result == .valid), "case \(test.tcId): \(test.comment)")
        let isValidPrepared = halves.map { prepared.accepts(r: $0.r, s: $0.s, of: message, algorithm) } ?? false
        #expect(isValidPrepared == isValid, "case \(test.tcId), prepared: \(test.comment)")
        verified += isValid ? 1 : 0
        count += 1
      }
    }
    #expect(verified > (Self.isWhole ? 50 : 2) && (count == file.numberOfTests || !Self.isWhole))
  }

  @Test(
    "Every point", .enabled(if: Wycheproof.isPresent, "no conformance data"),
    arguments: ECDSAPublicKey.Curve.allCases)
  func points(_ curve: ECDSAPublicKey.Curve) throws {
    var counts: [Bool: Int] = [:]
    let file = try Wycheproof.read(Wycheproof.File<PointGroup>.self, "ecdh_\(curve.name)_ecpoint")
    for test in file.testGroups.flatMap(\.tests) {
      let isTaken = ECDSAPublicKey.refusal(curve, bytes(hexadecimal: test.public)) == nil
      // Compressed points are acceptable there, as not every protocol has them.
      let isPoint = test.result == .valid || (test.result == .acceptable && test.flags.contains("CompressedPublic"))
      #expect(isTaken == isPoint, "case \(test.tcId): \(test.comment)")
      counts[isTaken, default: 0] += 1
    }
    #expect(counts[true, default: 0] > 20 && counts[false, default: 0] > 1)
  }
}

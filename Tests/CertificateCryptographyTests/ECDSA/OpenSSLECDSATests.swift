import CertificateCryptography
import TestSupport
import Testing

/// Signatures that OpenSSL makes while the test runs.
@Suite("ECDSA signatures made by OpenSSL", .enabled(if: Command.openSSL != nil, "there is no openssl on this machine"))
struct OpenSSLECDSATests {
  /// How many keys are made for each curve; `ROOTWARD_SOAK` asks for more.
  static let keyCount = Soak.count(1)

  private static var algorithms: [HashAlgorithm] {
    #if DEBUG
      [.sha1, .sha512]
    #else
      [.sha1, .sha224, .sha256, .sha384, .sha512]
    #endif
  }

  @Test("Verified as made, refused when changed", arguments: ECDSAPublicKey.Curve.allCases)
  func signatures(_ curve: ECDSAPublicKey.Curve) throws {
    let openSSL = try #require(Command.openSSL)
    var generator = RepeatableGenerator(seed: 84)
    let group = curve == .p256 ? "prime256v1" : curve.name
    let pointByteCount = 1 + 2 * curve.coordinateByteCount
    for _ in 0..<Self.keyCount {
      try withTemporaryFolder { folder in
        func run(_ arguments: String, input: [UInt8] = []) throws -> [UInt8]? {
          try openSSL.run(arguments.split(separator: " ").map(String.init), input: input, in: folder)
        }
        _ = try #require(try run("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:\(group) -out key.pem"))
        let info = try #require(try run("pkey -in key.pem -pubout -outform DER"))
        let plain = try ECDSAPublicKey(curve, info.suffix(pointByteCount))
        let prepared = plain.prepared()
        let short = try #require(try run("ec -in key.pem -pubout -conv_form compressed -outform DER"))
        let compressed = try ECDSAPublicKey(curve, short.suffix(1 + curve.coordinateByteCount))
        #expect(compressed == plain && compressed.hashValue == plain.hashValue)
        for algorithm in Self.algorithms {
          let message = generator.bytes(Int(generator.next() % 300))
          let option = algorithm.name.lowercased().replacing("-", with: "")
          let der = try #require(try run("dgst -\(option) -sign key.pem", input: message))
          let (r, s) = try #require(ECDSASignatureReader.halves(der))
          for key in [plain, prepared] {
            #expect(key.accepts(r: r, s: s, of: message, algorithm), "\(algorithm)")
            #expect(!key.accepts(r: s, s: r, of: message, algorithm))
          }
          #expect(prepared.accepts(r: [0, 0, 0] + r, s: [UInt8](repeating: 0, count: 100) + s, of: message, algorithm))
          // A single bit, of r, of s or of the message.
          for part in 0..<3 {
            var changed = (r: r, s: s, message: message + [7])
            let der = try #require(try run("dgst -\(option) -sign key.pem", input: changed.message))
            let halves = try #require(ECDSASignatureReader.halves(der))
            (changed.r, changed.s) = halves
            let bit = Int(generator.next() % UInt64(curve.coordinateByteCount * 7))
            func flip(_ bytes: inout [UInt8]) { bytes[bytes.count - 1 - bit / 8 % bytes.count] ^= 1 << UInt8(bit % 8) }
            switch part {
            case 0: flip(&changed.r)
            case 1: flip(&changed.s)
            default: flip(&changed.message)
            }
            let key = part == 0 ? plain : prepared
            #expect(key.accepts(r: halves.r, s: halves.s, of: message + [7], algorithm))
            #expect(
              !key.accepts(r: changed.r, s: changed.s, of: changed.message, algorithm), "part \(part), bit \(bit)")
          }
        }
      }
    }
  }
}

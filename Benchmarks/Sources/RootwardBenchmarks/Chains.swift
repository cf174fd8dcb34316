import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation

/// Measures what a TLS client does at start and on each connection, in Rootward alone.
enum Chains {
  static func measure() throws {
    print(ChainMeasurement.head)
    let systemBundle = "/etc/ssl/certs/ca-certificates.crt"
    if let bundle = FileManager.default.contents(atPath: systemBundle).map({ [UInt8]($0) }) {
      var count = 0
      let load = ChainMeasurement("load the system bundle from memory") {
        var trust = TrustStore()
        trust.insert(contentsOf: bundle, source: systemBundle)
        count = trust.count
      }
      print("\(load.line)  (\(count) roots)")
      let system = ChainMeasurement("TrustStore.system(): bundle and directories") {
        count = (try? TrustStore.system())?.count ?? 0
      }
      print("\(system.line)  (\(count) roots)")
    } else {
      print("skipped: there is no \(systemBundle)")
    }
    try chains()
  }

  private static func chains() throws {
    let vectors = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "TestVectors")
    let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
    for (folder, name) in [("good", "RSA-2048"), ("good-4096-sha512", "RSA-4096 root, SHA-512")] {
      let chain = [UInt8](try Data(contentsOf: vectors.appending(path: "\(folder)/chain.pem")))
      let roots = [UInt8](try Data(contentsOf: vectors.appending(path: "\(folder)/roots.pem")))
      var trust = TrustStore()
      trust.insert(contentsOf: roots)
      let verifier = CertificateVerifier(trust: trust)
      let parsed = CertificateBundle(chain).certificates
      var isVerified = true
      let warm = ChainMeasurement("verify a chain of 3, \(name)") {
        let result = verifier.evaluate(
          parsed[0], intermediates: Array(parsed[1...]), for: .dns("www.example.com"), at: moment)
        isVerified = isVerified && result.isVerified
      }
      print(warm.line)
      let cold = ChainMeasurement("read PEM and verify, \(name)") {
        let certificates = CertificateBundle(chain).certificates
        let result = verifier.evaluate(
          certificates[0], intermediates: Array(certificates[1...]), for: .dns("www.example.com"), at: moment)
        isVerified = isVerified && result.isVerified
      }
      print(cold.line)
      precondition(isVerified, "the chain of \(folder) was refused")
    }
  }
}

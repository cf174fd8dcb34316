import CertificateEncoding
import CertificateVerification
import Certificates
import TestSupport

/// A folder of the test vectors, read: its chain, its roots, and the moment and name that they are made for.
struct ChainFixture {
  static let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
  static let name = PeerName.dns("www.example.com")

  let chain: [Certificate]
  let roots: TrustStore

  init(_ folder: String) throws {
    chain = CertificateBundle(try Vectors.bytes("\(folder)/chain.pem"), source: "\(folder)/chain.pem").certificates
    var trust = TrustStore()
    trust.insert(contentsOf: try Vectors.bytes("\(folder)/roots.pem"), source: "\(folder)/roots.pem")
    roots = trust
  }

  /// What comes of verifying the chain, everything as it was made unless said otherwise.
  func evaluate(
    name: PeerName? = ChainFixture.name, purpose: Purpose = .server, at moment: Timestamp = ChainFixture.moment,
    policy: VerificationPolicy = .rfc5280
  ) -> Evaluation {
    CertificateVerifier(trust: roots, policy: policy).evaluate(
      chain[0], intermediates: Array(chain.dropFirst()), for: name, purpose: purpose, at: moment)
  }
}

extension Evaluation {
  /// The codes of what the nearest attempt found, in order; empty for a chain that was verified.
  var codes: [String] { explanation.paths.first?.items.map(\.code) ?? [] }
}

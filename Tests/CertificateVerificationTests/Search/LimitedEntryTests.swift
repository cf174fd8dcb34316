import CertificateEncoding
import Certificates
import TestSupport
import Testing

@testable import CertificateVerification

/// Certificates that the trust store trusts for less than everything: the limit holds for trust in themselves, and keeps
/// nobody from reaching another anchor through them.
@Suite struct LimitedEntryTests {
  /// The anchors, of which the first is limited to clients.
  private func trust(limited: Certificate, and others: [Certificate]) throws -> TrustStore {
    var trust = TrustStore()
    trust.insert(limited, constraints: try AnchorConstraints(purposes: [.client]))
    for other in others { trust.insert(other) }
    return trust
  }

  private func evaluate(_ chain: MadeChain, _ trust: TrustStore, _ purpose: Purpose = .server) -> Evaluation {
    CertificateVerifier(trust: trust).evaluate(
      chain.certificates[0], intermediates: Array(chain.certificates.dropFirst()), for: nil, purpose: purpose,
      at: MadeChain.moment)
  }

  @Test func aLimitedLeafIsStillVouchedForByItsIssuer() throws {
    let chain = try MadeChain()
    let leaf = chain.certificates[0]
    let evaluation = evaluate(chain, try trust(limited: leaf, and: chain.anchors))
    #expect(evaluation.verifiedChain?.certificates.count == 3)
    let alone = evaluate(chain, try trust(limited: leaf, and: []))
    #expect(!alone.isVerified)
    // That the store has it, and for what, is told before that the path beyond it leads nowhere.
    #expect(alone.codes == ["anchor-not-trusted-for-purpose"])
  }

  @Test func aPathMayGoThroughALimitedIntermediate() throws {
    let chain = try MadeChain()
    let evaluation = evaluate(chain, try trust(limited: chain.certificates[1], and: chain.anchors))
    #expect(evaluation.verifiedChain?.certificates.map { $0.subject.description }.last == "CN=Root")
    #expect(evaluation.verifiedChain?.certificates.count == 3)
    // For what it is trusted, it is the anchor.
    let client = try MadeChain(leaf: {
      $0.extensions = $0.extensions?.filter {
        $0 != DER.extension("2.5.29.37", DER.sequence(DER.oid("1.3.6.1.5.5.7.3.1")))
      }
    })
    let short = evaluate(client, try trust(limited: client.certificates[1], and: client.anchors), .client)
    #expect(short.verifiedChain?.certificates.count == 2)
  }

  @Test func aDistrustedIntermediateIsRefusedAllTheSame() throws {
    let chain = try MadeChain()
    var trust = TrustStore()
    trust.insert(chain.anchors[0])
    let block = (chain.certificates[1].derEncoding + DER.sequence(DER.sequence())).base64
    trust.insert(
      contentsOf: Array("-----BEGIN TRUSTED CERTIFICATE-----\n\(block)\n-----END TRUSTED CERTIFICATE-----\n".utf8))
    #expect(evaluate(chain, trust).codes.contains("distrusted"))
  }
}

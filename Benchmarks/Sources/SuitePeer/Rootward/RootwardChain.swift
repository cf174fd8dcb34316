import CertificateEncoding
import CertificateVerification
import Certificates

/// Rootward's way to verify a chain.
struct RootwardChain {
  private let order: ChainOrder
  private let trust: TrustStore
  private let chain: [Certificate]
  private let pool: IntermediateStore
  private let name: PeerName
  private let moment: Timestamp

  init(_ order: ChainOrder) throws {
    self.order = order
    trust = try RootwardPeer.store(order.rootPath)
    chain = try order.chain.map { try Certificate(der: $0) }
    var pool = IntermediateStore()
    for certificate in order.pool { pool.insert(try Certificate(der: certificate)) }
    self.pool = pool
    name = PeerName(host: order.name)
    moment = Timestamp(secondsSince1970: Int64(order.moment))
  }

  /// A verifier as the order wants it.
  private func verifier() -> CertificateVerifier {
    var verifier = CertificateVerifier(trust: trust, memory: order.remembers ? .standard : .none)
    verifier.intermediates = pool
    return verifier
  }

  private func outcome(
    _ verifier: CertificateVerifier, _ leaf: Certificate, _ intermediates: [Certificate]
  ) -> Outcome {
    do {
      _ = try verifier.verify(leaf, intermediates: intermediates, for: name, at: moment)
      return .valid
    } catch {
      return .invalid
    }
  }

  var work: Work {
    get throws {
      let kept = verifier()
      let intermediates = Array(chain.dropFirst())
      let leaf = chain[0]
      let order = order
      /// Verifies with what is kept and with what is parsed anew.
      func verify() throws -> Outcome {
        let verifier = order.isFresh ? self.verifier() : kept
        guard order.parses else { return outcome(verifier, leaf, intermediates) }
        let parsed = try order.chain.map { try Certificate(der: $0) }
        return outcome(verifier, parsed[0], Array(parsed.dropFirst()))
      }
      var work = Work(verify)
      work.counts = {
        let verifier = order.isFresh ? self.verifier() : kept
        let effort = verifier.evaluate(leaf, intermediates: intermediates, for: name, at: moment).effort
        return [
          ("signatures", effort.signatures), ("remembered", effort.rememberedSignatures),
          ("work", effort.signatureWork), ("candidates", effort.candidates),
          ("namesakes", effort.namesakes), ("comparisons", effort.nameComparisons), ("names", effort.names),
          ("constrained", effort.constrainedNames), ("bytes", effort.certificateBytes),
        ]
      }
      return work
    }
  }
}

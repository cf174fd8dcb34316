import CertificateEncoding
import CertificateVerification
import Certificates

/// Rootward's way to verify a chain.
struct RootwardChain {
  private let order: ChainOrder
  private let trust: TrustStore
  private let chain: [Certificate]
  private let pool: [Certificate]
  private let name: PeerName
  private let moment: Timestamp

  init(_ order: ChainOrder) throws {
    self.order = order
    trust = try RootwardPeer.store(order.rootPaths)
    chain = try order.chain.map { try Certificate(der: $0) }
    pool = try order.pool.map { try Certificate(der: $0) }
    name = PeerName(host: order.name)
    moment = Timestamp(secondsSince1970: Int64(order.moment))
  }

  /// A verifier as the order wants it.
  private func verifier() throws -> CertificateVerifier {
    guard order.remembers else { throw Refusal.none("a verifier can't be told to remember nothing") }
    return CertificateVerifier(trust: trust)
  }

  /// What was presented beside the leaf, and the intermediates at hand.
  private func intermediates(_ presented: ArraySlice<Certificate>) -> [Certificate] {
    pool.isEmpty ? Array(presented) : presented + pool
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
      let kept = try verifier()
      let intermediates = intermediates(chain.dropFirst())
      let leaf = chain[0]
      let order = order
      /// Verifies with what is kept and with what is parsed anew.
      func verify() throws -> Outcome {
        let verifier = order.isFresh ? try self.verifier() : kept
        guard order.parses else { return outcome(verifier, leaf, intermediates) }
        let parsed = try order.chain.map { try Certificate(der: $0) }
        return outcome(verifier, parsed[0], self.intermediates(parsed.dropFirst()))
      }
      var work = Work(verify)
      work.counts = {
        let verifier = order.isFresh ? try self.verifier() : kept
        let effort = verifier.evaluate(leaf, intermediates: intermediates, for: name, at: moment).effort
        return [
          ("signatures", effort.signatures), ("work", effort.signatureWork), ("candidates", effort.candidates),
          ("namesakes", effort.namesakes), ("comparisons", effort.nameComparisons), ("names", effort.names),
          ("constrained", effort.constrainedNames), ("bytes", effort.certificateBytes),
        ]
      }
      return work
    }
  }
}

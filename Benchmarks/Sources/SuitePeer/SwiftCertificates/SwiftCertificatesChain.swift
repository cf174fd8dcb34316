import CertificateVerification
import Foundation
import SwiftASN1
@_spi(FixedExpiryValidationTime) import X509

/// swift-certificates' way to verify a chain.
struct SwiftCertificatesChain: Sendable {
  private let encoded: [[UInt8]]
  private let leaf: X509.Certificate
  private let roots: CertificateStore
  /// What was presented beside the leaf and what is at hand; the latter alone as well, for chains that are parsed anew.
  private let intermediates: CertificateStore
  private let pool: CertificateStore
  private let hostName: String?
  private let address: String?
  private let moment: Date
  private let parses: Bool
  private let isFresh: Bool

  init(_ order: ChainOrder) throws {
    encoded = order.chain
    let chain = try order.chain.map { try X509.Certificate(derEncoded: $0) }
    leaf = chain[0]
    roots = CertificateStore(try order.roots().compactMap { try? X509.Certificate(derEncoded: $0) })
    pool = CertificateStore(try order.pool.map { try X509.Certificate(derEncoded: $0) })
    intermediates = pool.appending(contentsOf: chain.dropFirst())
    switch PeerName(host: order.name) {
    case .ip(let text): (hostName, address) = (nil, text)
    default: (hostName, address) = (order.name, nil)
    }
    moment = Date(timeIntervalSince1970: Double(order.moment))
    (parses, isFresh) = (order.parses, order.isFresh)
  }

  /// The name and the roots are what a verifier of theirs is made for.
  private func verifier() -> Verifier<some VerifierPolicy> {
    Verifier(rootCertificates: roots) {
      RFC5280Policy(fixedExpiryValidationTime: moment)
      ServerIdentityPolicy(serverHostname: hostName, serverIP: address)
    }
  }

  /// All runs are made in one task, which no thread has to be waited for in between.
  var work: Work {
    var work = Work(repeating: { count in try waiting(for: { try await run(count) }) })
    work.staysOnThread = false
    return work
  }

  private func run(_ count: Int) async throws -> Outcome {
    var verifier = verifier()
    var first: Outcome?
    for _ in 0..<count {
      if isFresh { verifier = self.verifier() }
      var (leaf, intermediates) = (leaf, intermediates)
      if parses {
        let chain = try encoded.map { try X509.Certificate(derEncoded: $0) }
        leaf = chain[0]
        intermediates = pool.appending(contentsOf: chain.dropFirst())
      }
      let outcome: Outcome
      switch await verifier.validate(leaf: leaf, intermediates: intermediates) {
      case .validCertificate: outcome = .valid
      case .couldNotValidate: outcome = .invalid
      }
      if let first, first != outcome { throw Work.difference(first, outcome) }
      first = outcome
    }
    guard let first else { throw Refusal.wrong("a run needs a count") }
    return first
  }
}

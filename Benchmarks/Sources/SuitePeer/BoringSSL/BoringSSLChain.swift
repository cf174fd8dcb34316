/// The signatures of a chain, checked by BoringSSL, and nothing else of it: a floor for those who do all of it.
///
/// Which certificate has signed which is found out once, and the keys are made once. With `parsing=1` there is nothing to
/// do: swift-crypto parses no certificates, and to cut them would be the suite's work.
struct BoringSSLChain {
  /// One certificate's signature, and who made it.
  private struct Link {
    let certificate: [UInt8]
    let issuer: [UInt8]
  }

  private let links: [Link]

  /// Walks from the leaf to a root, by names and by signatures.
  init(_ order: ChainOrder) throws {
    guard !order.parses else { throw Refusal.none("it parses no certificates") }
    let roots = Set(try order.roots())
    var bySubject: [[UInt8]: [[UInt8]]] = [:]
    // Roots come first, as they end the walk.
    for certificate in Array(roots) + order.chain.dropFirst() + order.pool {
      guard let parts = try? DERParts(certificate) else { continue }
      bySubject[parts.subject, default: []].append(certificate)
    }
    var (links, tip): ([Link], [UInt8]) = ([], order.chain[0])
    while !roots.contains(tip) {
      let parts = try DERParts(tip)
      let issuer = try (bySubject[parts.issuer] ?? []).first { candidate in
        try candidate != tip && SignatureOperation(parts, DERParts(candidate).key).isValid
      }
      // Nobody has a chain of more than that; one that goes round has no end.
      guard let issuer, links.count < 64 else { throw Refusal.none("no signatures lead to a root") }
      links.append(Link(certificate: tip, issuer: issuer))
      tip = issuer
    }
    self.links = links
  }

  var work: Work {
    get throws {
      let operations = try links.map { try SignatureOperation(DERParts($0.certificate), DERParts($0.issuer).key) }
      var work = Work { operations.allSatisfy { $0.isValid } ? .valid : .invalid }
      work.remark = "signatures-only"
      return work
    }
  }
}

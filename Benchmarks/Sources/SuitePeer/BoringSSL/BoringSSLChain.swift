/// The signatures of a chain, checked by BoringSSL, and nothing else of it: a floor for those who do all of it.
///
/// Which certificate has signed which is found out once. With `parsing=1` the parts of certificates are cut out and the
/// keys made in each run.
struct BoringSSLChain {
  /// One certificate's signature, and who made it.
  private struct Link {
    let certificate: [UInt8]
    let issuer: [UInt8]
  }

  private let links: [Link]
  private let parses: Bool

  /// Walks from the leaf to a root, by names and by signatures.
  init(_ order: ChainOrder) throws {
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
    parses = order.parses
  }

  var work: Work {
    get throws {
      let operations = try links.map { try SignatureOperation(DERParts($0.certificate), DERParts($0.issuer).key) }
      let links = links
      var work =
        parses
        ? Work {
          for link in links {
            let operation = try SignatureOperation(DERParts(link.certificate), DERParts(link.issuer).key)
            guard operation.isValid else { return .invalid }
          }
          return .valid
        }
        : Work { operations.allSatisfy { $0.isValid } ? .valid : .invalid }
      work.remark = "signatures-only"
      return work
    }
  }
}

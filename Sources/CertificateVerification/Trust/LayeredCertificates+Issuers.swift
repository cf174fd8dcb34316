import Certificates

extension LayeredCertificates {
  /// Calls `body` with each certificate whose subject's name is the issuer of `child`, until it returns false or the budget
  /// is spent.
  func forEachIssuerByName(
    of child: Certificate, _ effort: inout SearchEffort, _ budget: SearchBudget,
    _ body: (inout SearchEffort, Int, Certificate) -> Bool
  ) {
    guard count > 0, let hash = effort.issuerHash(of: child, budget) else { return }
    var spent = effort
    let bytes = child.arena.bytes
    forEach(named: bytes.span, child.layout.issuer.range, hash) { candidate in
      let isIssuer = spent.isIssued(child, byNameOf: candidate, budget)
      return spent.exhausted == nil ? isIssuer : nil
    } _: { index, certificate in
      spent.exhausted == nil && body(&spent, index, certificate)
    }
    effort = spent
  }
}

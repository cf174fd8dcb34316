import Certificates

@testable import CertificateVerification

extension TrustStore {
  /// Calls `body` with each anchor whose subject is the name at `range`, until it returns false.
  func forEach(named bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Certificate) -> Bool) {
    forEach(named: bytes, range) { candidate in
      let own = candidate.arena.bytes
      return DistinguishedName.matches(own.span, candidate.layout.subject.range, bytes, range)
    } _: {
      body($0)
    }
  }
}

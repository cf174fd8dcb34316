import CertificateEncoding
import Certificates

/// The certificates that may have issued another one, the most likely first.
///
/// The order is the one of Chromium's path builder, which follows RFC 4158 §3.5: anchors and matching key identifiers
/// first; among equals what the peer presented, then self-issued ones, then the newest, then the one that is valid
/// longest.
struct IssuerCandidates {
  private struct Candidate {
    let node: PathNode
    let rank: Int

    /// Whether it should be tried before another one.
    func precedes(_ other: Candidate) -> Bool {
      if rank != other.rank { return rank < other.rank }
      if node.isAtHand != other.node.isAtHand { return other.node.isAtHand }
      if node.isSelfIssued != other.node.isSelfIssued { return node.isSelfIssued }
      let (own, others) = (node.certificate, other.node.certificate)
      if own.notBefore != others.notBefore { return others.notBefore < own.notBefore }
      return others.notAfter < own.notAfter
    }
  }

  /// How an issuer's key identifier goes with the one that a certificate gives for its issuer.
  enum KeyIdentifierMatch: Sendable {
    /// They are the same.
    case same
    /// One of the two certificates has none.
    case absent
    /// They differ.
    case different
  }

  private var candidates = ShortList<Candidate>()

  /// The number of candidates.
  var count: Int { candidates.count }

  /// The candidate at `index`, which must be below ``count``, in the order in which they should be tried.
  subscript(index: Int) -> PathNode { candidates[index].node }

  /// Adds a certificate whose subject's name is the issuer of `child`.
  mutating func add(_ node: PathNode, issuerOf child: PathNode) {
    let match = Self.keyIdentifierMatch(child: child, issuer: node)
    let rank =
      switch (match, node.isAnchor) {
      case (.same, true): 0
      case (.absent, true): 1
      case (.same, false): 2
      case (.absent, false): 3
      case (.different, true): 4
      case (.different, false): 5
      }
    candidates.append(Candidate(node: node, rank: rank))
  }

  /// Puts the candidates in order.
  mutating func sort() { candidates.sort { $0.precedes($1) } }

  /// Compares the key identifiers of RFC 5280 §4.2.1.1 and §4.2.1.2, which are hints and decide nothing.
  static func keyIdentifierMatch(child: PathNode, issuer: PathNode) -> KeyIdentifierMatch {
    guard let wanted = child.facts.authorityKeyIdentifier, let found = issuer.facts.subjectKeyIdentifier else {
      return .absent
    }
    let childBytes = child.certificate.arena.bytes
    let issuerBytes = issuer.certificate.arena.bytes
    return childBytes.span.equals(wanted, issuerBytes.span, found) ? .same : .different
  }
}

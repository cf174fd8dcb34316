import CertificateCryptography
import Certificates

/// What a peer presented: its leaf, and the other certificates once each, found by their subject's name.
///
/// Everything here comes from a stranger. The hashes of names have no secret, so that a stranger can make names that
/// share one; what is done for each such name is counted by the search's budget.
struct PresentedCertificates: Sendable {
  /// The leaf.
  private(set) var leaf: Certificate
  /// The certificates beside the leaf.
  private var others: [Certificate]
  /// The hash of the subject's name of each of them: here if they are few, and otherwise there.
  private var fewHashes = [8 of UInt64](repeating: 0)
  private var manyHashes: [UInt64] = []
  /// Whether there were more than the budget allows, so that some were left out.
  let isTruncated: Bool

  /// Up to this many certificates each pair is compared; of more, digests are.
  private static let fewCertificates = 8

  /// Takes a leaf and the certificates beside it, in any order and with any repetitions.
  init(_ leaf: Certificate, _ intermediates: [Certificate], _ budget: SearchBudget) {
    self.leaf = leaf
    let limit = max(0, budget.presented)
    isTruncated = intermediates.count > limit
    let considered = isTruncated ? Array(intermediates.prefix(limit)) : intermediates
    if considered.count <= Self.fewCertificates {
      // Mostly none is there twice, and the list stays as it is.
      others = considered
      for index in considered.indices.reversed() where considered[..<index].contains(considered[index]) {
        others.remove(at: index)
      }
    } else {
      var seen: Set<Digest> = []
      others = considered.filter { seen.insert($0.fingerprint()).inserted }
    }
    hashSubjects()
  }

  private mutating func hashSubjects() {
    if others.count <= fewHashes.count {
      for index in others.indices { fewHashes[index] = others[index].subjectHash }
    } else {
      manyHashes = others.map { $0.subjectHash }
    }
  }

  private func subjectHash(_ index: Int) -> UInt64 {
    index < fewHashes.count && manyHashes.isEmpty ? fewHashes[index] : manyHashes[index]
  }

  /// How many certificates there are beside the leaf, each counted once.
  var otherCount: Int { others.count }

  /// The same certificates beside another leaf.
  func replacingLeaf(with certificate: Certificate) -> PresentedCertificates {
    var presented = self
    presented.leaf = certificate
    return presented
  }

  /// Calls `body` with the leaf and each other certificate whose subject's name may be the one at `range`, as its hash
  /// says, until it returns false.
  func forEach(named bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Certificate) -> Bool) {
    let hash = DistinguishedName.hash(bytes, range)
    guard leaf.subjectHash != hash || body(leaf) else { return }
    for (index, certificate) in others.enumerated() where subjectHash(index) == hash {
      guard body(certificate) else { return }
    }
  }

  /// Calls `body` with each certificate beside the leaf whose subject's name is the issuer of `child`, and its number,
  /// counted from 1, until it returns false or the budget is spent.
  func forEachIssuerByName(
    of child: Certificate, _ effort: inout SearchEffort, _ budget: SearchBudget,
    _ body: (inout SearchEffort, Int, Certificate) -> Bool
  ) {
    guard !others.isEmpty else { return }
    let hash = child.issuerHash
    for (index, certificate) in others.enumerated() where subjectHash(index) == hash {
      guard effort.isIssued(child, byNameOf: certificate, budget) else {
        guard effort.exhausted == nil else { return }
        continue
      }
      guard body(&effort, index + 1, certificate) else { return }
    }
  }
}

extension PresentedCertificates {
  /// The same certificates with more beside them, as many as the budget allows in all.
  func adding(_ more: [Certificate], _ budget: SearchBudget) -> PresentedCertificates {
    var presented = self
    var seen = Set(others.map { $0.fingerprint() })
    for certificate in more.prefix(max(0, budget.presented - others.count))
    where seen.insert(certificate.fingerprint()).inserted {
      presented.others.append(certificate)
    }
    presented.hashSubjects()
    return presented
  }
}

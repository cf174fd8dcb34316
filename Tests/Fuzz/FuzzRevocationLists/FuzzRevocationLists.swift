import CertificateEncoding
import CertificateVerification
import Certificates
import FuzzSupport

/// Reads any input as revocation lists, finds each entry by its serial number, and asks them about a certificate.
@main
enum FuzzRevocationLists {
  static func main() {
    fuzz { input in
      var store = RevocationStore()
      _ = store.insert(contentsOf: input, source: "input")
      if let bare = try? CertificateRevocationList(der: input), input.count >= 130 {
        precondition(store.revocationLists == [bare])
      }
      for list in store.revocationLists { ask(list) }
      // The certificates of the same input, the first of which is the leaf, and the last of which is trusted.
      let certificates = CertificateBundle(input).certificates
      guard let leaf = certificates.first, let last = certificates.last else { return }
      var trust = TrustStore()
      trust.insert(last)
      var policy = VerificationPolicy.rfc5280
      policy.revocation = input.count % 2 == 0 ? .softFail : .hardFail
      var verifier = CertificateVerifier(trust: trust, policy: policy)
      verifier.revocation = store
      let moment = Timestamp(secondsSince1970: 2_524_608_000)  // 2050-01-01T00:00:00Z
      let evaluation = verifier.evaluate(leaf, intermediates: Array(certificates.dropFirst()), for: nil, at: moment)
      precondition(!evaluation.explanation.text(allPaths: true).isEmpty && !evaluation.explanation.json.isEmpty)
      if let chain = evaluation.verifiedChain { precondition(chain.revocation.count == chain.certificates.count - 1) }
    }
  }

  private static func ask(_ list: CertificateRevocationList) {
    _ = list.issuer.description
    _ = list.signatureAlgorithm.description
    let index = RevocationIndex(list)
    var count = 0
    list.forEachEntry { bytes, entry, _ in
      count += 1
      // More would be quadratic where all have the same number.
      guard count <= 64 else { return true }
      var isFound = false
      index.forEachEntry(of: list, bytes, entry.serialNumber) { _, found, _ in
        isFound = isFound || found?.serialNumber == entry.serialNumber
        return true
      }
      precondition(isFound)
      return true
    }
    precondition(count == list.entryCount && count == index.count)
    let array = list.arena.bytes
    if let scope = list.issuingDistributionPoint { _ = scope.describe(array.span) }
  }
}

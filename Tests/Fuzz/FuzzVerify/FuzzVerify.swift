import CertificateEncoding
import CertificateVerification
import Certificates
import FuzzSupport

/// Verifies the certificates of any bundle: the first one is the leaf, and the last one is trusted.
@main
enum FuzzVerify {
  static func main() {
    let moment = Timestamp(secondsSince1970: 1_767_225_600)  // 2026-01-01T00:00:00Z
    fuzz { input in
      let certificates = CertificateBundle(input, source: "input").certificates
      guard let leaf = certificates.first, let last = certificates.last else { return }
      var trust = TrustStore()
      trust.insert(last)
      let verifier = CertificateVerifier(trust: trust, policy: input.count % 2 == 0 ? .rfc5280 : .webPKI)
      let evaluation = verifier.evaluate(
        leaf, intermediates: Array(certificates.dropFirst()), for: .dns("www.example.com"), at: moment)
      // A refusal always has a finding that decided it, and words for it.
      precondition(evaluation.isVerified || evaluation.decidingFinding != nil)
      precondition(!evaluation.explanation.text(allPaths: true).isEmpty && !evaluation.explanation.json.isEmpty)
      if let chain = evaluation.verifiedChain { precondition(trust.contains(chain.anchor)) }
    }
  }
}

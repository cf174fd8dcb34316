import CertificateEncoding
import CertificateVerification
import Certificates
import Foundation
import FuzzSupport

/// Reads any input as an OCSP response and as a list of signed certificate timestamps, asks for all that they say, and
/// asks what the response says of certificates that the seeds are about.
@main
enum FuzzOCSPResponses {
  static func main() {
    let (leaves, verifier) = makeVerifier()
    fuzz { input in
      if let response = try? OCSPResponse(der: input) {
        ask(response)
        for leaf in leaves { ask(response, about: leaf, verifier, input.count) }
      }
      if let list = try? SignedCertificateTimestampList(tls: input) { ask(list) }
    }
  }

  /// The leaves that the seeds are about, and a verifier that trusts their issuer; the script runs fuzzers where the test
  /// vectors are.
  private static func makeVerifier() -> ([Certificate], CertificateVerifier) {
    func certificate(_ name: String) -> Certificate {
      guard let data = FileManager.default.contents(atPath: "TestVectors/ocsp/\(name).pem"),
        let found = CertificateBundle(Array(data)).certificates.first
      else { preconditionFailure("TestVectors/ocsp/\(name).pem is not there") }
      return found
    }
    var trust = TrustStore()
    trust.insert(certificate("issuer"))
    var policy = VerificationPolicy.rfc5280
    policy.revocation = .hardFail
    return (["good", "revoked", "held"].map(certificate), CertificateVerifier(trust: trust, policy: policy))
  }

  /// Asks a response about a certificate, at a moment when it should say most, or after its end.
  ///
  /// Changed inputs keep the seeds' identifiers of certificates for the most part, so that all is checked up to the
  /// signatures; nobody signs them anew, so that only the seeds themselves have an answer.
  private static func ask(
    _ response: OCSPResponse, about leaf: Certificate, _ verifier: CertificateVerifier, _ number: Int
  ) {
    var verifier = verifier
    verifier.revocation.insert(response)
    guard !verifier.revocation.isEmpty, let producedAt = response.producedAt else { return }
    let late = Timestamp(secondsSince1970: 3_000_000_000)  // 2065-01-24T05:20:00Z
    let evaluation = verifier.evaluate(leaf, for: nil, at: number % 4 == 0 ? late : producedAt)
    precondition(!evaluation.explanation.text(allPaths: true).isEmpty && !evaluation.explanation.json.isEmpty)
    precondition(evaluation.isVerified || evaluation.decidingFinding != nil)
    if let chain = evaluation.verifiedChain {
      guard case .good(let evidence)? = chain.revocation.first else { preconditionFailure("nothing is known of it") }
      precondition(evidence.kind == .ocspResponse)
    }
  }

  private static func ask(_ response: OCSPResponse) {
    precondition((response.status == .successful) == (response.producedAt != nil))
    _ = response.responderName?.description
    _ = response.signatureAlgorithm?.description
    precondition(response.certificates.count <= OCSPResponse.maximumCertificateCount)
    response.forEachAnswer { bytes, answer in
      let identifier = answer.certificateID
      precondition(identifier.serialNumber.upperBound <= bytes.count && !identifier.serialNumber.isEmpty)
      if case .success(let list)? = response.timestampList(of: answer) { ask(list) }
      return true
    }
    for certificate in response.certificates {
      if case .success(let list)? = certificate.timestampList { ask(list) }
      _ = certificate.precertificateTBS
    }
  }

  private static func ask(_ list: SignedCertificateTimestampList) {
    for timestamp in list.timestamps {
      precondition(timestamp.logID.count == 32 && timestamp.signature.upperBound <= list.arena.bytes.count)
      _ = timestamp.moment.description
    }
  }
}

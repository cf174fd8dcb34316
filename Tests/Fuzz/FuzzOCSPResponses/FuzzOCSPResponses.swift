import CertificateEncoding
import Certificates
import FuzzSupport

/// Reads any input as an OCSP response and as a list of signed certificate timestamps, and asks for all that they say.
@main
enum FuzzOCSPResponses {
  static func main() {
    fuzz { input in
      if let response = try? OCSPResponse(der: input) { ask(response) }
      if let list = try? SignedCertificateTimestampList(tls: input) { ask(list) }
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

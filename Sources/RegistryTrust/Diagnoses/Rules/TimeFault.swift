import CertificateEncoding
import Certificates

/// Why a certificate isn't valid at a moment.
enum TimeFault: Sendable, Hashable {
  case expired(Timestamp, at: Timestamp)
  case notYetValid(Timestamp, at: Timestamp)

  /// What is wrong with a validity period at a moment; `nil` if nothing is.
  init?(_ certificate: Certificate, at moment: Timestamp) {
    if moment > certificate.notAfter {
      self = .expired(certificate.notAfter, at: moment)
    } else if moment < certificate.notBefore {
      self = .notYetValid(certificate.notBefore, at: moment)
    } else {
      return nil
    }
  }
}

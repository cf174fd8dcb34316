import Certificates

/// The refusal of bytes as a certificate; `nil` if they are one.
func refusal(ofCertificate bytes: [UInt8]) -> CertificateError? {
  do {
    _ = try Certificate(der: bytes)
    return nil
  } catch { return error }
}

import CertificateEncoding
import Certificates
import FuzzSupport

/// Reads any input as a certificate, and asks it for everything that it says.
@main
enum FuzzCertificate {
  static func main() {
    fuzz { input in
      for certificate in CertificateBundle(input, source: "input").certificates { ask(certificate) }
      checkFastReading(input)
    }
  }

  /// What is read in one straight walk, the parser reads the same.
  private static func checkFastReading(_ input: [UInt8]) {
    guard let layout = CertificateRecord.fastLayout(input.span) else { return }
    var parser = CertificateParser(0..<input.count)
    precondition((try? parser.parse(input.span, position: nil)) == layout)
  }

  private static func ask(_ certificate: Certificate) {
    _ = certificate.serialNumber
    _ = certificate.publicKey.description
    _ = certificate.signatureAlgorithm.description
    _ = certificate.issuer.description
    _ = certificate.subject.description
    _ = certificate.subject.commonName
    _ = certificate.subjectKeyIdentifier
    _ = certificate.issuerURL
    _ = certificate.isSelfIssued
    _ = certificate.fingerprint()
    precondition(certificate.subject == certificate.subject)
    precondition(certificate.issuer != certificate.subject || certificate.issuerHash == certificate.subjectHash)
    certificate.forEachExtension { bytes, slot in
      _ = try? ExtensionKind(slot.identifier(bytes))?.describe(bytes, slot.value)
      return true
    }
    // What was read is read again the same from its own bytes.
    let copy = try? Certificate(der: certificate.derEncoding)
    precondition(copy == certificate)
  }
}

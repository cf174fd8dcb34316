import CertificateEncoding
import Certificates

/// Whether Go's packages tls and x509 take a block for a private key, and what they say if they don't.
enum GoPrivateKey {
  /// Checks a key, and whether it is the one of a certificate.
  static func check(_ text: [UInt8], _ block: GoPEM.Block, against leaf: Certificate) throws(KeyPairFault) {
    guard var der = GoBase64.decode(text.span, block.contents) else { throw .noBlockInKeyFile }
    // Whatever comes of it, the key does not stay in memory.
    defer { for index in der.indices { der[index] = 0 } }
    try checkShape(der.span)
  }

  /// Checks that the structure is one that Go reads: PKCS #8, PKCS #1 or SEC 1, tried in this order.
  ///
  /// If it is none, Go tells its error with the first.
  private static func checkShape(_ der: Span<UInt8>) throws(KeyPairFault) {
    let whole = 0..<der.count
    do throws(GoASN1.Fault) {
      let key = try GoASN1.pkcs8(der, whole)
      if let problem = problem(with: key, der) { throw GoASN1.Fault(text: problem) }
    } catch {
      if GoASN1.isPKCS1(der, whole) || GoASN1.isSEC1(der, whole) { return }
      throw .key(error.text)
    }
  }

  /// What Go says of the key in a PrivateKeyInfo (`x509.ParsePKCS8PrivateKey`); `nil` if its form is right.
  private static func problem(with key: GoASN1.PKCS8, _ der: Span<UInt8>) -> String? {
    switch key.algorithm {
    case "1.2.840.113549.1.1.1":
      do throws(GoASN1.Fault) {
        try GoASN1.pkcs1(der, key.key)
        return nil
      } catch {
        return "x509: failed to parse RSA private key embedded in PKCS#8: " + error.text
      }
    case "1.2.840.10045.2.1": return nil
    case "1.3.101.112":
      if !key.parameters.isEmpty { return "x509: invalid Ed25519 private key parameters" }
      return nil
    case "2.16.840.1.101.3.4.3.17", "2.16.840.1.101.3.4.3.18", "2.16.840.1.101.3.4.3.19":
      return key.parameters.isEmpty ? nil : "x509: invalid ML-DSA private key parameters"
    default: return "x509: PKCS#8 wrapping contained private key with unknown algorithm: " + key.algorithm
    }
  }
}

public import Certificates

/// Why a certificate file and a key file make no pair for Go's package tls (`tls.X509KeyPair`, Go 1.27).
public enum KeyPairFault: Error, Sendable, Hashable {
  /// There is no block in the certificate's file.
  case noBlockInCertificateFile
  /// The certificate's file holds a private key and nothing else.
  case keyInCertificateFile
  /// No block of the certificate's file is a certificate; these are their labels.
  case noCertificate([String])
  /// There is no block in the key's file.
  case noBlockInKeyFile
  /// The key's file holds a certificate and nothing else.
  case certificateInKeyFile
  /// No block of the key's file is a private key; these are their labels.
  case noKey([String])
  /// The leaf can't be read.
  case certificate(CertificateError)
  /// The leaf's public key is one that Go refuses a certificate for.
  case certificateKey(PublicKey)
  /// The key is not one that Go reads; the text is Go's own reason, without the prefix that all have.
  case key(String)
  /// The key is one that Go reads and has no signatures of, such as X25519.
  case unusableKey
  /// The certificate's key is of an algorithm that Go has no private keys of.
  case unknownPublicKeyAlgorithm
  /// The key is of another algorithm than the certificate's.
  case otherAlgorithm
  /// The key is another one than the certificate's.
  case otherKey

  /// What Go says, to the byte; where a certificate can't be read, as near as our own reader's reason comes to it.
  public var clientWording: String {
    switch self {
    case .noBlockInCertificateFile: "tls: failed to find any PEM data in certificate input"
    case .keyInCertificateFile:
      "tls: failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have "
        + "been switched"
    case .noCertificate(let labels):
      "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM blocks of the following "
        + "types: [\(labels.joined(separator: " "))]"
    case .noBlockInKeyFile: "tls: failed to find any PEM data in key input"
    case .certificateInKeyFile: "tls: found a certificate rather than a key in the PEM for the private key"
    case .noKey(let labels):
      "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after skipping PEM blocks of the "
        + "following types: [\(labels.joined(separator: " "))]"
    case .certificate: "x509: malformed certificate"
    case .certificateKey(let key): GoCertificates.refusal(of: key) ?? "x509: unknown public key algorithm"
    case .key(let reason): "tls: failed to parse private key: " + reason
    case .unusableKey: "tls: found unknown private key type in PKCS#8 wrapping"
    case .unknownPublicKeyAlgorithm: "tls: unknown public key algorithm"
    case .otherAlgorithm: "tls: private key type does not match public key type"
    case .otherKey: "tls: private key does not match public key"
    }
  }
}

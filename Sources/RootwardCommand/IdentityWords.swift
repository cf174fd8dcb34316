import CertificateVerification
import Certificates

/// Why two files are no identity, in words.
enum IdentityWords {
  /// Why, as a clause without an end.
  static func text(_ reason: IdentityError.Reason) -> String {
    switch reason {
    case .noCertificateData: "there is no certificate in it"
    case .noCertificate: "it holds other things, and no certificate"
    case .keyInsteadOfCertificate: "it holds a key instead of a certificate"
    case .certificate(let skipped): "its first certificate can't be read: \(Sentences.text(skipped.reason))"
    case .certificateInsteadOfKey: "it holds a certificate instead of a key"
    case .swappedFiles: "the two files have changed places"
    case .key(let error): text(error.reason)
    case .differentAlgorithms(let certificate, let key):
      "the certificate is for a key of \(certificate), and the key is \(key)"
    case .mismatch: "the key is not the one that the certificate is for"
    case .matchesLaterCertificate(let position):
      "the key belongs to its certificate at line \(position.line); the client's own must come first"
    }
  }

  /// Whether what is missing is the key.
  static func isWithoutKey(_ reason: IdentityError.Reason) -> Bool {
    switch reason {
    case .certificateInsteadOfKey: true
    case .key(let error): if case .noPrivateKey = error.reason { true } else { false }
    default: false
    }
  }

  private static func text(_ reason: PrivateKeyError.Reason) -> String {
    switch reason {
    case .empty: "it is empty"
    case .noPrivateKey: "there is no private key in it"
    case .passphraseNeeded: "its private key is encrypted, and no passphrase is asked for here"
    case .unsupportedAlgorithm, .unsupportedCurve, .dsa: "its private key is of a kind that is not computed with"
    case .modulusTooSmall(let bitCount): "its RSA key has only \(bitCount) bits"
    case .inconsistent: "its private key contradicts itself"
    default: "its private key can't be read; “rootward registry --doctor” says more of keys in directories"
    }
  }
}

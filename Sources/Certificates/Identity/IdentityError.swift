public import CertificateEncoding

/// A refusal to make an identity of a certificate file and a key file: why, and which of the two is at fault.
public struct IdentityError: Error, Sendable, Hashable {
  /// Why.
  public enum Reason: Sendable, Hashable {
    /// Neither PEM nor DER is in the file of certificates.
    case noCertificateData
    /// No block of the file of certificates is a certificate; these are the labels of those that there are.
    case noCertificate([PEMLabel])
    /// A private key is in the file of certificates and no certificate; the two files may have changed places.
    case keyInsteadOfCertificate
    /// The first certificate can't be read.
    case certificate(CertificateBundle.Skipped)
    /// A certificate is in the key's file and no private key; the two files may have changed places.
    case certificateInsteadOfKey
    /// Each of the two files holds what the other one should: they have changed places.
    case swappedFiles
    /// The private key can't be read.
    case key(PrivateKeyError)
    /// The key is of another algorithm than the one that the first certificate is for.
    case differentAlgorithms(certificate: PublicKey, key: PublicKey)
    /// The key is not the one that the first certificate is for, nor any other certificate of the file.
    case mismatch
    /// The key belongs to this certificate of the file, which is not the first: the chain is in the wrong order.
    case matchesLaterCertificate(Certificate.Position)
  }

  /// The file that is at fault.
  public enum File: Sendable, Hashable {
    /// The file of certificates.
    case certificate
    /// The file of the private key.
    case key
    /// Both, or the two together.
    case both
  }

  /// Why.
  public let reason: Reason
  /// The file that is at fault.
  public let file: File
  /// What a person would call the file of certificates.
  public let certificateSource: String?
  /// What a person would call the file of the private key.
  public let keySource: String?
}

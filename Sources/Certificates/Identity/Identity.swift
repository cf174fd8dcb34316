import CertificateEncoding

/// A certificate with its chain, and the private key that belongs to it: what somebody can prove who they are with.
///
/// It exists only if the key is the one that the first certificate is for. Whether the certificate is valid, trusted or fit
/// for its purpose is not asked here.
public struct Identity: Sendable {
  /// The certificates, in the order of the file: the one that the key belongs to, and then its chain.
  public let certificates: [Certificate]
  /// The private key.
  public let privateKey: PrivateKey
  /// The blocks of the file of certificates that were passed over, with the reason.
  public let skipped: [CertificateBundle.Skipped]

  /// The certificate that the key belongs to.
  public var leaf: Certificate { certificates[0] }

  /// Reads an identity from two files, which may be one and the same.
  ///
  /// - Parameters:
  ///   - certificateFile: the certificates, PEM with any text around the blocks, as `openssl x509 -text` writes it, or DER:
  ///     first the one of the key, then its chain. A later one that can't be read is left out and reported in ``skipped``.
  ///   - certificateSource: what a person would call that file; errors quote it.
  ///   - keyFile: the private key; see ``PrivateKey``.
  ///   - keySource: what a person would call that file; errors quote it.
  ///   - passphrase: what the key is encrypted with; not looked at if it is not encrypted.
  /// - Throws: ``IdentityError`` with the file that is at fault.
  public init(
    certificates certificateFile: [UInt8], certificateSource: String? = nil, key keyFile: [UInt8],
    keySource: String? = nil, passphrase: [UInt8]? = nil
  ) throws(IdentityError) {
    func refused(_ reason: IdentityError.Reason, _ file: IdentityError.File) -> IdentityError {
      IdentityError(reason: reason, file: file, certificateSource: certificateSource, keySource: keySource)
    }
    let bundle = CertificateBundle(certificateFile, source: certificateSource)
    let certificates: [Certificate]
    do throws(IdentityError.Failure) {
      certificates = try Self.certificates(of: bundle)
    } catch {
      // In DER, a key shows by its structure alone.
      let file = PrivateKeyFile(certificateFile)
      let isKey = error.reason == .keyInsteadOfCertificate || file.isDER && file.firstKey != nil
      guard isKey else { throw refused(error.reason, .certificate) }
      if Self.holdsCertificates(keyFile) { throw refused(.swappedFiles, .both) }
      throw refused(.keyInsteadOfCertificate, .certificate)
    }
    let key: PrivateKey
    do {
      key = try PrivateKey(keyFile, passphrase: passphrase)
    } catch {
      if case .noPrivateKey(let labels) = error.reason, labels.contains(.certificate) {
        throw refused(.certificateInsteadOfKey, .key)
      }
      throw refused(.key(error), .key)
    }
    guard key.publicKeyMatches(certificates[0]) else {
      if let match = certificates.dropFirst().first(where: { key.publicKeyMatches($0) }),
        let position = match.position
      {
        throw refused(.matchesLaterCertificate(position), .certificate)
      }
      guard key.hasAlgorithm(of: certificates[0]) else {
        throw refused(
          .differentAlgorithms(certificate: certificates[0].subjectKey.publicKey, key: key.kind), .both)
      }
      throw refused(.mismatch, .both)
    }
    self.certificates = certificates
    privateKey = key
    skipped = bundle.skipped
  }

  /// The certificates of a file, of which there is one at least, and the first in the file is the first of them.
  private static func certificates(of bundle: CertificateBundle) throws(IdentityError.Failure) -> [Certificate] {
    // A TRUSTED CERTIFICATE is an anchor with settings of OpenSSL's own, nothing to present to anybody.
    let certificates = bundle.entries.filter { $0.trustAttributes == nil }.map { $0.certificate }
    for skipped in bundle.skipped where skipped.isBrokenCertificate {
      guard let first = certificates.first?.position, first.block < skipped.position.block else {
        throw IdentityError.Failure(reason: .certificate(skipped))
      }
    }
    guard certificates.isEmpty else { return certificates }
    var labels = bundle.entries.map { (position: $0.certificate.position, label: PEMLabel.trustedCertificate) }
    for skipped in bundle.skipped {
      if case .otherContent(let label) = skipped.reason { labels.append((skipped.position, label)) }
    }
    if labels.contains(where: { $0.label.isPrivateKey }) {
      throw IdentityError.Failure(reason: .keyInsteadOfCertificate)
    }
    labels.sort { ($0.position?.block ?? 0) < ($1.position?.block ?? 0) }
    throw IdentityError.Failure(reason: labels.isEmpty ? .noCertificateData : .noCertificate(labels.map { $0.label }))
  }

  private static func holdsCertificates(_ file: [UInt8]) -> Bool {
    let bundle = CertificateBundle(file)
    return !bundle.entries.isEmpty
      && !bundle.skipped.contains { skipped in
        if case .otherContent(let label) = skipped.reason { label.isPrivateKey } else { false }
      }
  }
}

extension IdentityError {
  /// A reason, before it is known of which files it is told.
  fileprivate struct Failure: Error {
    let reason: Reason
  }
}

extension CertificateBundle.Skipped {
  /// Whether a certificate stands there that can't be read, or may stand there.
  fileprivate var isBrokenCertificate: Bool {
    switch reason {
    case .certificate: true
    // What a damaged block would have been can't be told; it may be the certificate that the key belongs to.
    case .pem: true
    case .otherContent, .trustAttributes: false
    }
  }
}

extension PEMLabel {
  fileprivate var isPrivateKey: Bool {
    if case .privateKey = self { true } else { false }
  }
}

extension Identity: CustomStringConvertible, CustomDebugStringConvertible {
  /// The kind of key and how many certificates there are, and nothing of the secret.
  public var description: String { "identity: \(privateKey.kind.description), certificates: \(certificates.count)" }

  /// The kind of key and how many certificates there are, and nothing of the secret.
  public var debugDescription: String { description }
}

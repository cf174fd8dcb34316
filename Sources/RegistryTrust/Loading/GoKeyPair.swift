import CertificateEncoding
import Certificates

/// A client identity as Go's package tls puts it together from two files (`tls.X509KeyPair`, Go 1.27).
struct GoKeyPair {
  /// What became of a pair.
  enum Outcome {
    /// The leaf, what follows it in its file, and the key; and what a strict reader says of the key.
    case identity(Identity, keyFault: PrivateKeyError?)
    /// A pair that Go loads and nobody can sign with.
    case unusable([Certificate], PrivateKeyError)
  }

  /// A file of a pair.
  struct File {
    /// The path.
    let path: FilePath
    /// The bytes.
    let bytes: [UInt8]
  }

  /// What became of it.
  let outcome: Outcome

  /// Reads a pair.
  ///
  /// The leaf is the first CERTIFICATE of its file, headers or not, and the key the first block whose label is, or ends
  /// in, `PRIVATE KEY`. Nothing else of the certificates is checked: not their times, purposes or order.
  ///
  /// - Parameters:
  ///   - certificate: The certificate's file.
  ///   - key: The key's file, which may be the same.
  ///   - keys: The keys that were read before.
  init(certificate: File, key: File, _ keys: inout KeyReadings) throws(KeyPairFault) {
    let pem = GoPEM(certificate.bytes.span)
    guard pem.blocks.contains(where: { $0.isCertificate }) else {
      let labels = pem.blocks.map { $0.type }
      if labels.isEmpty { throw .noBlockInCertificateFile }
      throw labels.count == 1 && labels[0].hasSuffix("PRIVATE KEY") ? .keyInCertificateFile : .noCertificate(labels)
    }
    let leaf: Certificate
    let file: GoCertificates
    let privateKey: GoPrivateKey
    do throws(KeyPairFault) {
      privateKey = try keys.key(key.path, key.bytes)
      (leaf, file) = try Self.leaf(certificate, pem)
    } catch {
      // A key that is there and can't be read is told of after the leaf.
      if error.isAboutContents { _ = try Self.leaf(certificate, pem) }
      throw error
    }
    guard leaf.hasKeyOfGo else { throw .unknownPublicKeyAlgorithm }
    switch privateKey.content {
    case .unusable(let publicKey, let error):
      if let fault = publicKey.fault(with: leaf) { throw fault }
      outcome = .unusable(file.certificates, error)
    case .key(let key):
      guard let identity = Identity(certificates: file.certificates, privateKey: key) else {
        throw key.hasAlgorithm(of: leaf) ? .otherKey : .otherAlgorithm
      }
      outcome = .identity(identity, keyFault: privateKey.strictFault)
    }
  }

  /// The leaf, which alone is parsed; what follows is sent as it is.
  private static func leaf(_ certificate: File, _ pem: GoPEM) throws(KeyPairFault) -> (Certificate, GoCertificates) {
    let file = GoCertificates(certificate.bytes, pem, source: certificate.path.text, skipsHeaders: false)
    for block in file.ignored {
      guard let fault = block.leafFault else { continue }
      if let first = file.certificates.first?.position, first.line < block.line { break }
      throw fault
    }
    guard let leaf = file.certificates.first else { throw .noCertificate([]) }
    return (leaf, file)
  }
}

extension KeyPairFault {
  /// Whether there is a private key, and it can't be read or used.
  fileprivate var isAboutContents: Bool {
    switch self {
    case .key, .unusableKey: true
    default: false
    }
  }
}

extension RegistryRoots.IgnoredBlock {
  /// Why the block is no leaf, although its label says that it is a certificate.
  fileprivate var leafFault: KeyPairFault? {
    switch reason {
    case .certificate(let error): .certificate(error)
    case .certificateKey(let key): .certificateKey(key)
    case .label, .headers, .malformed: nil
    }
  }
}

extension Certificate {
  /// Whether the key is of an algorithm that Go has private keys of.
  fileprivate var hasKeyOfGo: Bool {
    switch publicKey {
    // A key that is marked for RSASSA-PSS is of an algorithm that Go doesn't know.
    case .rsa(_, _, .none), .ellipticCurve, .edwards(.ed25519), .mlDSA: true
    // Any modulus will do for Go, and any exponent.
    case .malformed(.rsaEncryption, .modulusTooSmall), .malformed(.rsaEncryption, .modulusTooLarge),
      .malformed(.rsaEncryption, .evenModulus), .malformed(.rsaEncryption, .exponent):
      true
    default: false
    }
  }
}

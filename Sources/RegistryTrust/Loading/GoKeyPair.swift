import Certificates

/// A client identity as Go's package tls puts it together from two files (`tls.X509KeyPair`, Go 1.27).
struct GoKeyPair {
  /// What became of a pair.
  enum Outcome {
    /// The leaf, what follows it in its file, and the key.
    case identity(Identity)
    /// A pair that Go loads and nobody can sign with.
    case unusable([Certificate], PrivateKeyError)
  }

  /// What became of it.
  let outcome: Outcome

  /// Reads a pair.
  ///
  /// The leaf is the first CERTIFICATE of its file, headers or not, and the key the first block whose label is, or ends
  /// in, `PRIVATE KEY`. Nothing else of the certificates is checked: not their times, purposes or order.
  ///
  /// - Parameters:
  ///   - certificate: The bytes of the certificate's file.
  ///   - source: The path of that file.
  ///   - key: The bytes of the key's file.
  init(certificate: [UInt8], source: String, key: [UInt8]) throws(KeyPairFault) {
    let pem = GoPEM(certificate.span)
    guard pem.blocks.contains(where: { $0.type == "CERTIFICATE" }) else {
      let labels = pem.blocks.map { $0.type }
      if labels.isEmpty { throw .noBlockInCertificateFile }
      throw labels.count == 1 && labels[0].hasSuffix("PRIVATE KEY") ? .keyInCertificateFile : .noCertificate(labels)
    }
    let keyBlocks = GoPEM(key.span).blocks
    guard let keyBlock = keyBlocks.first(where: { $0.isPrivateKey }) else {
      let labels = keyBlocks.map { $0.type }
      if labels.isEmpty { throw .noBlockInKeyFile }
      throw labels == ["CERTIFICATE"] ? .certificateInKeyFile : .noKey(labels)
    }
    let file = GoCertificates(certificate, source: source, skipsHeaders: false)
    // Only the leaf is parsed; what follows is sent as it is.
    for block in file.ignored {
      guard let fault = block.leafFault else { continue }
      if let first = file.certificates.first?.position, first.line < block.line { break }
      throw fault
    }
    guard let leaf = file.certificates.first else { throw .noCertificate([]) }
    let privateKey: PrivateKey
    switch try GoPrivateKey.read(key, keyBlock) {
    case .read(let key): privateKey = key
    case .unusable(let error):
      outcome = .unusable(file.certificates, error)
      return
    }
    guard leaf.hasKeyOfGo else { throw .unknownPublicKeyAlgorithm }
    guard let identity = Identity(certificates: file.certificates, privateKey: privateKey) else {
      throw privateKey.hasAlgorithm(of: leaf) ? .otherKey : .otherAlgorithm
    }
    outcome = .identity(identity)
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
    default: false
    }
  }
}

import Certificates

/// A client identity as Go's package tls puts it together from two files (`tls.X509KeyPair`, Go 1.27).
struct GoKeyPair {
  /// The leaf and what follows it in its file.
  let certificates: [Certificate]

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
      guard case .certificate(let error) = block.reason else { continue }
      if file.certificates.first.map({ ($0.position?.line ?? 0) > block.line }) ?? true { throw .certificate(error) }
      break
    }
    certificates = file.certificates
    try GoPrivateKey.check(key, keyBlock, against: certificates[0])
  }
}

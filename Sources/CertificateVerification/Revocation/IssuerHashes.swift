import CertificateCryptography
import CertificateEncoding
import Certificates

/// The hashes by which OCSP tells an issuer, each of them computed when an answer uses its hash function
/// (RFC 6960 §4.1.1).
struct IssuerHashes {
  private let certificate: Certificate
  private let issuer: Certificate
  private let keyBits: Range<Int>?
  private var known: [HashAlgorithm: Hashes] = [:]

  private struct Hashes {
    /// The hash of the name as the certificate spells it, and as the issuer does.
    let names: [Digest]
    let key: Digest
  }

  init(_ certificate: Certificate, _ issuer: Certificate) {
    self.certificate = certificate
    self.issuer = issuer
    keyBits = issuer.keyBits
  }

  /// Whether an answer's hashes are those of the issuer.
  mutating func match(_ identifier: OCSPCertificateID, _ bytes: Span<UInt8>) -> Bool {
    guard let algorithm = identifier.hashAlgorithm, let hashes = hashes(algorithm) else { return false }
    let key = bytes.extracting(identifier.issuerKeyHash)
    let name = bytes.extracting(identifier.issuerNameHash)
    return hashes.key.equals(key) && hashes.names.contains { $0.equals(name) }
  }

  private mutating func hashes(_ algorithm: HashAlgorithm) -> Hashes? {
    if let found = known[algorithm] { return found }
    guard let keyBits else { return nil }
    let (bytes, issuerBytes) = (certificate.arena.bytes, issuer.arena.bytes)
    var names = [algorithm.digest(of: bytes.span.extracting(certificate.layout.issuer.range))]
    if !certificate.isIssuedBySameBytes(as: issuer) {
      names.append(algorithm.digest(of: issuerBytes.span.extracting(issuer.layout.subject.range)))
    }
    let hashes = Hashes(names: names, key: algorithm.digest(of: issuerBytes.span.extracting(keyBits)))
    known[algorithm] = hashes
    return hashes
  }
}

extension Digest {
  /// Whether the digest has these bytes.
  func equals(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count == count else { return false }
    for index in bytes.indices where self[index] != bytes[index] { return false }
    return true
  }
}

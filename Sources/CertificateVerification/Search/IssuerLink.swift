import CertificateEncoding
import Certificates

/// A certificate of an issuer, the key that made its signature, and what its extensions say.
///
/// Both are kept byte by byte, and compared so: what is known of them depends on nothing else.
final class IssuerLink: Sendable {
  /// The most policies of a certificate whose extensions are kept as they were read, which bounds what they take.
  static let maximumPolicyCount = 16
  /// What it takes beside its bytes, generously.
  private static let overhead = 2048

  /// The certificate, and behind it the SubjectPublicKeyInfo of its issuer.
  private let bytes: [UInt8]
  private let childByteCount: Int
  /// Where the certificate stood in its arena, to which everything in `facts` refers.
  private let offset: Int
  private let facts: CertificateFacts?

  /// Keeps what is known of a certificate that the issuer's key has signed.
  init(_ child: PathNode, _ issuer: Certificate) {
    let (whole, publicKeyInfo) = (child.certificate.layout.whole.range, issuer.layout.publicKeyInfo.range)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(whole.count + publicKeyInfo.count)
    bytes += child.certificate.arena.bytes[whole]
    bytes += issuer.arena.bytes[publicKeyInfo]
    self.bytes = bytes
    childByteCount = whole.count
    offset = whole.lowerBound
    facts = child.facts.policies.count <= Self.maximumPolicyCount ? child.facts : nil
  }

  /// How many bytes it takes at most.
  var byteCount: Int { Self.byteCount(bytes.count) }

  /// How many bytes a link takes at most, of which so many are of the certificate and the key.
  static func byteCount(_ count: Int) -> Int { count + overhead }

  /// Whether it is about a certificate, byte for byte.
  func isAbout(_ child: Certificate) -> Bool {
    let (own, array) = (bytes, child.arena.bytes)
    return own.span.hasSameBytes(0..<childByteCount, array.span, child.layout.whole.range)
  }

  /// Whether the issuer's key is the one that made the signature, byte for byte.
  func isMade(by issuer: Certificate) -> Bool {
    let (own, array) = (bytes, issuer.arena.bytes)
    return own.span.hasSameBytes(childByteCount..<bytes.count, array.span, issuer.layout.publicKeyInfo.range)
  }

  /// What the extensions say of a certificate that it is about; `nil` if they are to be read, as they are where the same
  /// certificate stands in another place of its arena.
  func facts(of child: Certificate) -> CertificateFacts? {
    child.layout.whole.range.lowerBound == offset ? facts : nil
  }
}

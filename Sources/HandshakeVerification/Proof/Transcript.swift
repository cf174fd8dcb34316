public import CertificateCryptography

/// The digest of a handshake's messages so far (RFC 8446 §4.4.1, RFC 5246 §7.4.9).
///
/// Each message goes in as it was sent, the four bytes before its body included; HelloRequest does not (RFC 5246 §7.4.9).
/// What follows the handshake doesn't either, but for a request of a certificate and its answer, which go on from the
/// client's Finished (RFC 8446 §4.4). A transcript is a value: a copy stays at its place.
public struct Transcript: Sendable {
  /// The hash function of the suite.
  public let algorithm: HashAlgorithm
  private var hasher: HashFunction

  /// Creates the transcript of no message.
  public init(_ algorithm: HashAlgorithm) {
    self.algorithm = algorithm
    hasher = HashFunction(algorithm)
  }

  /// Takes the next message, or several one after another.
  public mutating func append(_ messages: Span<UInt8>) { hasher.update(messages) }

  /// Puts a digest in the place of the first ClientHello, which is all that there is so far, as a HelloRetryRequest is
  /// about to follow.
  ///
  ///     Hash(message_hash || 00 00 Hash.length || Hash(ClientHello1) || HelloRetryRequest || …)
  ///
  /// RFC 8446 §4.4.1, so that a server need not keep what it has read.
  public mutating func replaceByMessageHash() {
    let first = digest()
    let header: [UInt8] = [HandshakeType.messageHash.rawValue, 0, 0, UInt8(truncatingIfNeeded: first.count)]
    hasher = HashFunction(algorithm)
    hasher.update(header.span)
    first.withBytes { hasher.update($0) }
  }

  /// The digest of all messages so far; more may follow.
  public func digest() -> Digest {
    var copy = hasher
    return copy.finalize()
  }
}

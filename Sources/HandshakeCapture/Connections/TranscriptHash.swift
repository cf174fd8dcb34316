import CertificateCryptography

/// The hash of all handshake messages so far (RFC 8446 §4.4.1).
struct TranscriptHash: Sendable {
  private var hasher: HashFunction
  private let algorithm: HashAlgorithm

  init(_ algorithm: HashAlgorithm) {
    (hasher, self.algorithm) = (HashFunction(algorithm), algorithm)
  }

  /// Takes a message with its header, or several.
  mutating func update(_ message: [UInt8]) { hasher.update(message.span) }

  /// Takes the first ClientHello of a handshake with a HelloRetryRequest, in whose place its hash stands.
  mutating func updateWithHash(of hello: [UInt8]) {
    let digest = algorithm.digest(of: hello.span)
    // The synthetic message has the type message_hash.
    update([254, 0, 0, UInt8(truncatingIfNeeded: digest.count)] + digest.bytes)
  }

  /// The hash of what was taken so far; more may follow.
  var value: [UInt8] {
    var copy = hasher
    return copy.finalize().bytes
  }
}

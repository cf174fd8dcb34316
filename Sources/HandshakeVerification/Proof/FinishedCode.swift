package import CertificateCryptography

/// The code of a Finished: what proves that both sides have the same secret and saw the same messages.
///
/// Nothing here proves who the other side is: whoever took part in the key exchange can make it.
package enum FinishedCode {
  /// The code of TLS 1.2 (RFC 5246 §7.4.9): PRF(master_secret, "client finished", Hash(handshake_messages))[0..11].
  ///
  /// - Parameters:
  ///   - role: whose it is.
  ///   - masterSecret: the master secret.
  ///   - transcript: the digest of all messages before it, by the suite's hash function.
  package static func tls12(_ role: PeerRole, masterSecret: Span<UInt8>, transcript: Digest) -> [UInt8] {
    let digest = transcript.bytes
    let code = TLSPRF.expand(
      transcript.algorithm, secret: masterSecret, label: "\(role) finished", seed: digest.span, byteCount: 12)
    // A code is sent for everybody to see.
    return code.withBytes { code in code.indices.map { code[$0] } }
  }

  /// The code of TLS 1.3 (RFC 8446 §4.4.4): HMAC(HKDF-Expand-Label(BaseKey, "finished", "", Hash.length), transcript).
  ///
  /// - Parameters:
  ///   - baseKey: the sender's handshake traffic secret; after the handshake its application traffic secret (§4.4).
  ///   - transcript: the digest of all messages before it, by the suite's hash function.
  /// - Returns: the code; `nil` if the key does not have the length of a digest.
  package static func tls13(baseKey: Span<UInt8>, transcript: Digest) -> [UInt8]? {
    let hash = transcript.algorithm
    guard baseKey.count == hash.digestByteCount else { return nil }
    let empty: [UInt8] = []
    let key = HKDF.expandLabel(
      hash, secret: baseKey, label: "finished", context: empty.span, byteCount: hash.digestByteCount)
    let digest = transcript.bytes
    return key?.withBytes { HMAC.authenticate(hash, key: $0, digest.span) }
  }
}

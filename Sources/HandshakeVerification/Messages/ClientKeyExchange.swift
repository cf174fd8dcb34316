import CertificateEncoding

/// What a client of TLS 1.2 sends for both sides to agree on a secret (RFC 5246 §7.4.7).
///
///     rsa:   opaque EncryptedPreMasterSecret<0..2^16-1>   (RFC 5246 §7.4.7.1, without which nothing is encrypted)
///     dhe:   opaque dh_Yc<1..2^16-1>                      (RFC 5246 §7.4.7.2)
///     ecdhe: opaque point<1..2^8-1>                       (RFC 8422 §5.4, §5.7)
///     psk:   opaque psk_identity<0..2^16-1>, before what the suite has besides (RFC 4279 §2 to §4, RFC 5489 §2)
///
/// Only the form is looked at: what it holds concerns the two that compute the secret.
package struct ClientKeyExchange: Sendable, Hashable {
  /// Where the name of the secret that both sides know from before lies; `nil` if the suite has none.
  package let identity: Range<Int>?
  /// Where the encrypted secret or the client's public value lies; `nil` if the suite has none.
  package let exchange: Range<Int>?

  /// Reads the body of a ClientKeyExchange, which must take the whole of `range`.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - range: where the body lies.
  ///   - keyExchange: that of the suite; TLS 1.3 has no such message.
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, keyExchange: CipherSuite.KeyExchange
  ) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(range)
      switch keyExchange {
      case .psk, .dhePSK, .ecdhePSK, .rsaPSK: identity = try reader.vector(bytes, lengthByteCount: 2)
      default: identity = nil
      }
      switch keyExchange {
      case .rsa, .rsaPSK, .dheRSA, .dheDSS, .dhAnonymous, .dhePSK:
        exchange = try reader.nonEmptyVector(bytes, lengthByteCount: 2)
      case .ecdheRSA, .ecdheECDSA, .ecdhAnonymous, .ecdhePSK:
        exchange = try reader.nonEmptyVector(bytes, lengthByteCount: 1)
      case .psk, .tls13: exchange = nil
      }
      try reader.finish()
    } catch {
      throw error.within(.clientKeyExchange)
    }
  }
}

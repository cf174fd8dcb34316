import CertificateEncoding

/// What a server of TLS 1.3 says under encryption (RFC 8446 §4.3.1): struct { Extension extensions<0..2^16-1>; }.
package struct EncryptedExtensions: Sendable, Hashable {
  /// All extensions.
  package let extensions: HandshakeExtensions
  /// The protocol of application_layer_protocol_negotiation; `nil` if it isn't there.
  package let applicationProtocol: Range<Int>?
  /// The forms of certificates that were agreed on, by their numbers; `nil` if they are X.509 (RFC 7250 §4.2).
  package let serverCertificateType: UInt8?
  package let clientCertificateType: UInt8?
  /// Whether the server takes the client's early data (RFC 8446 §4.2.10).
  package let acceptsEarlyData: Bool

  /// Reads the body of an EncryptedExtensions, which must take the whole of `range`.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(range)
      let list = try reader.vector(bytes, lengthByteCount: 2)
      try reader.finish()
      extensions = try HandshakeExtensions(bytes, list, in: .encryptedExtensions)
      applicationProtocol = try extensions.readApplicationProtocol(bytes)
      serverCertificateType = try extensions.readCertificateType(bytes, .serverCertificateType)
      clientCertificateType = try extensions.readCertificateType(bytes, .clientCertificateType)
      acceptsEarlyData = try extensions.readFlag(.earlyData)
      // RFC 6066 §3: an echo has no data.
      _ = try extensions.readFlag(.serverName)
      _ = try extensions.readGroups(bytes)
      try extensions.checkMaxFragmentLength(bytes)
    } catch {
      throw error.within(.encryptedExtensions)
    }
  }
}

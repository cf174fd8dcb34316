import CertificateEncoding
package import Certificates

/// A signature over the transcript (RFC 8446 §4.4.3, RFC 5246 §7.4.8).
///
///     struct { SignatureScheme algorithm; opaque signature<0..2^16-1>; } CertificateVerify;
package struct CertificateVerify: Sendable, Hashable {
  /// The scheme.
  package let scheme: SignatureScheme
  /// Where the signature lies.
  package let signature: Range<Int>

  /// Reads the body of a CertificateVerify, which must take the whole of `range`.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(range)
      try self.init(reading: bytes, &reader)
      try reader.finish()
    } catch {
      throw error.within(.certificateVerify)
    }
  }

  /// Reads the structure, which ends a ServerKeyExchange as well.
  init(reading bytes: Span<UInt8>, _ reader: inout MessageReader) throws(HandshakeMessageError) {
    scheme = SignatureScheme(rawValue: try reader.uint16(bytes))
    signature = try reader.vector(bytes, lengthByteCount: 2)
  }
}

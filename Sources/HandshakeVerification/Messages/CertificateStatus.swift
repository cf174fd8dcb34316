import CertificateEncoding

/// An OCSP response about the server's certificate, stapled to a handshake of TLS 1.2 (RFC 6066 §8).
///
///     struct { CertificateStatusType status_type = ocsp(1); opaque OCSPResponse<1..2^24-1>; } CertificateStatus;
package struct CertificateStatus: Sendable, Hashable {
  /// Where the response lies.
  package let response: Range<Int>

  /// Reads the body of a CertificateStatus, which must take the whole of `range`.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(range)
      response = try Self.response(bytes, &reader)
      try reader.finish()
    } catch {
      throw error.within(.certificateStatus)
    }
  }

  /// Reads the structure, which TLS 1.3 has in an extension of the certificate (RFC 8446 §4.4.2.1).
  static func response(_ bytes: Span<UInt8>, _ reader: inout MessageReader) throws(HandshakeMessageError) -> Range<Int>
  {
    let start = reader.offset
    // The type ocsp_multi of RFC 6961 is gone (RFC 8446 §4.4.2.1).
    guard try reader.uint8(bytes) == 1 else { throw HandshakeMessageError(.illegalValue(.statusType), at: start) }
    return try reader.nonEmptyVector(bytes, lengthByteCount: 3)
  }
}

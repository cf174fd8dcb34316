package import CertificateEncoding

/// A promise of a log to publish a certificate, made at a moment (RFC 6962 §3.2).
///
///     struct {
///       Version sct_version; LogID id; uint64 timestamp; CtExtensions extensions;
///       digitally-signed struct { … };
///     } SignedCertificateTimestamp;
///
/// The ranges are those of the buffer that the list was read from.
package struct SignedCertificateTimestamp: Sendable, Hashable {
  /// The SHA-256 digest of the log's SubjectPublicKeyInfo: 32 bytes.
  package let logID: Range<Int>
  /// When the promise was made, in milliseconds since 1970, leap seconds not counted.
  package let milliseconds: UInt64
  /// What the log adds; no standard says what it means.
  package let extensions: Range<Int>
  /// The digest and the algorithm of the signature, by the code point that TLS gives the two.
  package let scheme: SignatureScheme
  /// The signature.
  package let signature: Range<Int>

  /// The moment, its fraction of a second left out.
  package var moment: Timestamp {
    // A quotient by a thousand fits.
    Timestamp(secondsSince1970: Int64(clamping: milliseconds / 1000))
  }

  /// Reads a promise that takes the whole of `range`; `nil` if it is of another version, which may have any form.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(TimestampListError) {
    var reader = VectorReader<TimestampListError>(range)
    guard try reader.uint8(bytes) == 0 else { return nil }
    logID = try reader.bytes(bytes, count: 32)
    milliseconds = try reader.number(bytes, byteCount: 8)
    extensions = try reader.vector(bytes, lengthByteCount: 2)
    scheme = SignatureScheme(rawValue: try reader.uint16(bytes))
    signature = try reader.vector(bytes, lengthByteCount: 2)
    try reader.finish()
  }
}

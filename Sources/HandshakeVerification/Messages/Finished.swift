import CertificateCryptography
import CertificateEncoding

/// A code over the transcript, by a key that both sides know (RFC 8446 §4.4.4, RFC 5246 §7.4.9).
///
///     struct { opaque verify_data[verify_data_length]; } Finished;
package struct Finished: Sendable, Hashable {
  /// Where the code lies: the whole body.
  package let verifyData: Range<Int>

  /// Reads the body of a Finished, which must have the length that the version and the suite call for.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(
    _ range: Range<Int>, version: ProtocolVersion, cipherSuite: CipherSuite
  ) throws(HandshakeMessageError) {
    // RFC 5246 §7.4.9: twelve, as no suite in use says otherwise. RFC 8446 §4.4.4: those of the hash function.
    let byteCount = version >= .tls13 ? cipherSuite.parts?.hash.digestByteCount ?? range.count : 12
    guard range.count == byteCount else { throw HandshakeMessageError(.length, at: range.lowerBound).within(.finished) }
    verifyData = range
  }
}

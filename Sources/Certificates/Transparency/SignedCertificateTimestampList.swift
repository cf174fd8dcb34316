import CertificateEncoding

/// A list of signed certificate timestamps, as a certificate, an OCSP answer or a TLS extension carries it
/// (RFC 6962 §3.3).
///
///     opaque SerializedSCT<1..2^16-1>;
///     struct { SerializedSCT sct_list <1..2^16-1>; } SignedCertificateTimestampList;
///
/// Timestamps of a version other than 1 are counted and skipped, as RFC 6962 §3.3 intends.
package struct SignedCertificateTimestampList: Sendable {
  /// The buffer that the ranges are of.
  package let arena: ByteArena
  /// The timestamps of version 1, in their order.
  package let timestamps: [SignedCertificateTimestamp]
  /// How many were skipped for their version.
  package let unknownVersionCount: Int

  /// Reads a list that takes the whole of `bytes`, as the TLS extension signed_certificate_timestamp has it.
  package init(tls bytes: [UInt8]) throws(TimestampListError) {
    try self.init(ByteArena(bytes), list: 0..<bytes.count)
  }

  /// Reads the contents of an extension's OCTET STRING, which lie at `value`: in a certificate and in an OCSP answer the
  /// list stands in an OCTET STRING of its own.
  package init(_ arena: ByteArena, extensionValue value: Range<Int>) throws(TimestampListError) {
    let array = arena.bytes
    let list: Range<Int>
    do {
      var reader = DERReader(value)
      list = try reader.read(.octetString, array.span).contents
      try reader.finish()
    } catch {
      throw TimestampListError(.encoding(error.reason), at: error.offset)
    }
    try self.init(arena, list: list)
  }

  private init(_ arena: ByteArena, list range: Range<Int>) throws(TimestampListError) {
    let array = arena.bytes
    let bytes = array.span
    var outer = VectorReader<TimestampListError>(range)
    let start = outer.offset
    let list = try outer.vector(bytes, lengthByteCount: 2)
    try outer.finish()
    guard !list.isEmpty else { throw TimestampListError(.empty, at: start) }
    var reader = VectorReader<TimestampListError>(list)
    var (found, skipped) = ([SignedCertificateTimestamp](), 0)
    while !reader.isAtEnd {
      let start = reader.offset
      let item = try reader.vector(bytes, lengthByteCount: 2)
      guard !item.isEmpty else { throw TimestampListError(.empty, at: start) }
      if let timestamp = try SignedCertificateTimestamp(bytes, item) {
        found.append(timestamp)
      } else {
        skipped += 1
      }
    }
    self.arena = arena
    timestamps = found
    unknownVersionCount = skipped
  }
}

extension Certificate {
  /// The list of timestamps that stands in the certificate; `nil` if there is none.
  package var timestampList: Result<SignedCertificateTimestampList, TimestampListError>? {
    guard let slot = firstExtension(.signedCertificateTimestamps) else { return nil }
    do {
      return .success(try SignedCertificateTimestampList(arena, extensionValue: slot.value))
    } catch {
      return .failure(error)
    }
  }
}

extension OCSPResponse {
  /// The list of timestamps that stands in an answer of this response; `nil` if there is none.
  package func timestampList(
    of answer: OCSPAnswer
  ) -> Result<SignedCertificateTimestampList, TimestampListError>? {
    let array = arena.bytes
    let bytes = array.span
    var reader = DERReader(answer.extensions)
    while !reader.isAtEnd, let slot = try? CertificateExtension.read(bytes, &reader) {
      guard slot.identifier(bytes) == .ocspSignedCertificateTimestamps else { continue }
      do {
        return .success(try SignedCertificateTimestampList(arena, extensionValue: slot.value))
      } catch {
        return .failure(error)
      }
    }
    return nil
  }
}

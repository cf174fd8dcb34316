import CertificateEncoding
package import Certificates

/// The certificates that a peer shows, its own first (RFC 8446 §4.4.2, RFC 5246 §7.4.2).
///
///     TLS 1.2: struct { opaque ASN.1Cert<1..2^24-1> certificate_list<0..2^24-1>; } Certificate;
///     TLS 1.3: struct { opaque cert_data<1..2^24-1>; Extension extensions<0..2^16-1>; } CertificateEntry;
///              struct { opaque certificate_request_context<0..2^8-1>;
///                       CertificateEntry certificate_list<0..2^24-1>; } Certificate;
///
/// The ranges are those of the buffer that it was read from; what stands in them is read where it is asked for.
package struct CertificateMessage: Sendable, Hashable {
  /// The most certificates that are read: ten times the longest chain that other stacks take.
  package static let maximumCertificateCount = 1024

  /// One certificate and what came with it.
  package struct Entry: Sendable, Hashable {
    /// Where the certificate lies.
    package let certificate: Range<Int>
    /// The extensions of TLS 1.3.
    package let extensions: HandshakeExtensions
    /// Where the stapled OCSP response lies; `nil` if there is none (RFC 8446 §4.4.2.1).
    package let status: Range<Int>?
    /// Where the list of timestamps of logs lies; `nil` if there is none (RFC 6962 §3.3.1).
    package let timestamps: Range<Int>?
  }

  /// The context, which ties a client's certificates to a request; empty in TLS 1.2 and in a server's message.
  package let context: Range<Int>
  /// The certificates, in their order; none if a client has none that fits.
  package let entries: [Entry]

  /// Whether the peer shows nothing.
  package var isEmpty: Bool { entries.isEmpty }

  /// Reads the body of a Certificate, which must take the whole of `range`.
  ///
  /// - Parameters:
  ///   - bytes: the buffer.
  ///   - range: where the body lies.
  ///   - version: the version that was agreed on.
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(
    _ bytes: Span<UInt8>, _ range: Range<Int>, version: ProtocolVersion
  ) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(range)
      let is13 = version >= .tls13
      context = is13 ? try reader.vector(bytes, lengthByteCount: 1) : range.lowerBound..<range.lowerBound
      var list = MessageReader(try reader.vector(bytes, lengthByteCount: 3))
      try reader.finish()
      var entries: [Entry] = []
      while !list.isAtEnd {
        let start = list.offset
        guard entries.count < Self.maximumCertificateCount else {
          throw HandshakeMessageError(.tooManyElements, at: start)
        }
        entries.append(try Entry(bytes, &list, is13: is13))
      }
      self.entries = entries
    } catch {
      throw error.within(.certificate)
    }
  }

  /// Reads the certificates themselves.
  ///
  /// - Parameter arena: the buffer that the message was read from.
  /// - Throws: ``HandshakeMessageError`` for the first that can't be read.
  package func certificates(_ arena: ByteArena) throws(HandshakeMessageError) -> [Certificate] {
    var certificates: [Certificate] = []
    certificates.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      do throws(CertificateError) {
        certificates.append(try Certificate(arena: arena, range: entry.certificate, position: nil))
      } catch {
        let offset = entry.certificate.lowerBound + error.offset
        throw HandshakeMessageError(.certificate(error, index: index), at: offset).within(.certificate)
      }
    }
    return certificates
  }
}

extension CertificateMessage.Entry {
  fileprivate init(
    _ bytes: Span<UInt8>, _ reader: inout MessageReader, is13: Bool
  ) throws(HandshakeMessageError) {
    certificate = try reader.nonEmptyVector(bytes, lengthByteCount: 3)
    guard is13 else {
      extensions = HandshakeExtensions()
      (status, timestamps) = (nil, nil)
      return
    }
    extensions = try HandshakeExtensions(bytes, try reader.vector(bytes, lengthByteCount: 2), in: .certificate)
    status = try extensions.read(.statusRequest) { reader throws(HandshakeMessageError) in
      try CertificateStatus.response(bytes, &reader)
    }
    timestamps = extensions[.signedCertificateTimestamps]
  }
}

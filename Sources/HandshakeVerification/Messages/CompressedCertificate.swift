import CertificateEncoding

/// A Certificate message of TLS 1.3 that was compressed (RFC 8879 §4).
///
///     struct { CertificateCompressionAlgorithm algorithm; uint24 uncompressed_length;
///              opaque compressed_certificate_message<1..2^24-1>; } CompressedCertificate;
package struct CompressedCertificate: Sendable, Hashable {
  /// The most bytes that a message may have when it is expanded: a chain of a hundred certificates of 64 KB each.
  package static let maximumByteCount = 8 << 20

  /// An algorithm, by its number (RFC 8879 §7.3): 1 is zlib, 2 brotli, 3 zstd.
  package let algorithm: UInt16
  /// How many bytes the message has, says the peer.
  package let uncompressedByteCount: Int
  /// Where the compressed bytes lie.
  package let compressed: Range<Int>

  /// Whether ``expanded(_:)`` knows the algorithm.
  package var isExpandable: Bool { algorithm == 1 }

  /// The algorithm as RFC 8879 §7.3 calls it, or its number.
  package var algorithmName: String {
    switch algorithm {
    case 1: "zlib"
    case 2: "brotli"
    case 3: "zstd"
    default: "algorithm \(algorithm)"
    }
  }

  /// Reads the body of a CompressedCertificate, which must take the whole of `range`.
  ///
  /// - Throws: ``HandshakeMessageError`` with the offset and the alert.
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(HandshakeMessageError) {
    do throws(HandshakeMessageError) {
      var reader = MessageReader(range)
      algorithm = try reader.uint16(bytes)
      // Three bytes fit an Int.
      uncompressedByteCount = Int(truncatingIfNeeded: try reader.number(bytes, byteCount: 3))
      compressed = try reader.nonEmptyVector(bytes, lengthByteCount: 3)
      try reader.finish()
    } catch {
      throw error.within(.compressedCertificate)
    }
  }

  /// The body of the Certificate message.
  ///
  /// Only zlib (RFC 1950) is expanded. That the algorithm was offered is for the caller to check.
  ///
  /// - Throws: ``HandshakeMessageError`` if it can't be expanded, or has another length than it tells.
  package func expanded(_ bytes: Span<UInt8>) throws(HandshakeMessageError) -> [UInt8] {
    do throws(HandshakeMessageError) {
      guard isExpandable else {
        throw HandshakeMessageError(.compression(.algorithm(algorithm)), at: compressed.lowerBound)
      }
      guard uncompressedByteCount <= Self.maximumByteCount else {
        throw HandshakeMessageError(
          .compression(.tooLarge(byteCount: uncompressedByteCount)), at: compressed.lowerBound)
      }
      let message: [UInt8]
      do throws(ZlibError) {
        message = try Zlib.expand(bytes, compressed, limit: uncompressedByteCount)
      } catch {
        // RFC 8879 §4: both are told by the same alert; a stream that would be longer is one of another length.
        let flaw: HandshakeMessageError.CompressionFlaw =
          switch error.reason {
          case .tooLong: .wrongLength
          case .tooManyBlocks: .tooManyBlocks
          default: .malformed
          }
        throw HandshakeMessageError(.compression(flaw), at: error.offset)
      }
      guard message.count == uncompressedByteCount else {
        throw HandshakeMessageError(.compression(.wrongLength), at: compressed.lowerBound)
      }
      return message
    } catch {
      throw error.within(.compressedCertificate)
    }
  }
}

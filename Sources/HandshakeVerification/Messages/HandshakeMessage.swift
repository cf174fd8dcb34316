import CertificateEncoding

/// One handshake message: its kind, and where it lies in a buffer (RFC 8446 §4).
///
///     struct { HandshakeType msg_type; uint24 length; select (msg_type) { … }; } Handshake;
public struct HandshakeMessage: Sendable, Hashable {
  /// How many bytes stand before the body.
  public static let headerByteCount = 4

  /// The kind.
  public let type: HandshakeType
  /// Where the whole message lies, the four bytes before its body included: what a transcript takes.
  public let range: Range<Int>

  /// Where the body lies.
  public var body: Range<Int> { range.lowerBound + Self.headerByteCount..<range.upperBound }

  /// Reads the message that starts at `range`.
  ///
  /// Messages may share a record, and may go on in the next one (RFC 8446 §5.1), so that whoever gathers them asks with
  /// what there is.
  ///
  /// - Returns: the message, or `nil` if the bytes end before it does.
  public init?(_ bytes: Span<UInt8>, startingAt range: Range<Int>) {
    guard let byteCount = Self.byteCount(bytes, startingAt: range), byteCount <= range.count else { return nil }
    type = HandshakeType(rawValue: bytes[range.lowerBound])
    self.range = range.lowerBound..<range.lowerBound + byteCount
  }

  /// How many bytes the message has that starts at `range`, its header included; `nil` if the header is not whole.
  ///
  /// It is 16 MiB and 3 bytes at most. Whoever gathers messages should bound them by far less.
  public static func byteCount(_ bytes: Span<UInt8>, startingAt range: Range<Int>) -> Int? {
    guard range.lowerBound >= 0, range.count >= headerByteCount, range.upperBound <= bytes.count else { return nil }
    let start = range.lowerBound
    return headerByteCount
      + (Int(bytes[start + 1]) << 16 | Int(bytes[start + 2]) << 8 | Int(bytes[start + 3]))
  }

  /// Reads the messages that take the whole of `range`, one after another.
  ///
  /// - Throws: ``HandshakeMessageError`` if the last one is not whole.
  package static func all(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) throws(HandshakeMessageError) -> [HandshakeMessage] {
    var messages: [HandshakeMessage] = []
    var position = range.lowerBound
    while position < range.upperBound {
      guard let message = HandshakeMessage(bytes, startingAt: position..<range.upperBound) else {
        throw HandshakeMessageError(.truncated, at: position)
      }
      messages.append(message)
      position = message.range.upperBound
    }
    return messages
  }

  /// Where the body lies, if the message is of a kind.
  ///
  /// - Throws: ``HandshakeMessageError`` if it is of another kind.
  package func body(_ type: HandshakeType) throws(HandshakeMessageError) -> Range<Int> {
    guard self.type == type else {
      throw HandshakeMessageError(.unexpectedMessage(self.type), at: range.lowerBound).within(type)
    }
    return body
  }

  /// Checks that the body is empty, as those of HelloRequest, ServerHelloDone and EndOfEarlyData are.
  package func demandEmpty() throws(HandshakeMessageError) {
    guard body.isEmpty else { throw HandshakeMessageError(.trailingData, at: body.lowerBound).within(type) }
  }
}

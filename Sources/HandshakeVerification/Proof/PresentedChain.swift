import CertificateEncoding
public import Certificates

/// The certificates that a peer shows in a handshake, and what comes with them.
public struct PresentedChain: Sendable {
  /// The certificates, the peer's own first; none if it shows nothing.
  public var certificates: [Certificate]
  /// The OCSP responses that were stapled, as DER: in TLS 1.2 that of CertificateStatus, in TLS 1.3 those in the entries.
  public var stapledResponses: [[UInt8]]
  /// The lists of promises of logs, as the extension signed_certificate_timestamp has them (RFC 6962 §3.3.1).
  public var timestampLists: [[UInt8]]

  /// Takes what a stack has read.
  public init(_ certificates: [Certificate], stapledResponses: [[UInt8]] = [], timestampLists: [[UInt8]] = []) {
    self.certificates = certificates
    self.stapledResponses = stapledResponses
    self.timestampLists = timestampLists
  }

  /// Reads the body of a Certificate message.
  ///
  /// - Parameters:
  ///   - body: the message without the four bytes before its body.
  ///   - version: the version that was agreed on.
  ///   - context: what must be its context in TLS 1.3: nothing in a server's message and during a handshake, and later that of
  ///     the request; `nil` leaves it to the caller.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Throws: ``HandshakeMessageError`` for a message or a certificate that can't be read.
  public init(
    message body: [UInt8], version: ProtocolVersion, context: [UInt8]? = [], source: String? = nil
  ) throws(HandshakeMessageError) {
    try self.init(ByteArena(body, source: source), 0..<body.count, version: version, context: context)
  }

  /// Reads the body of a Certificate message that takes the whole of `range`.
  package init(
    _ arena: ByteArena, _ range: Range<Int>, version: ProtocolVersion, context: [UInt8]? = nil
  ) throws(HandshakeMessageError) {
    let bytes = arena.bytes
    let message = try CertificateMessage(bytes.span, range, version: version)
    if let context, !context.elementsEqual(bytes[message.context]) {
      throw HandshakeMessageError(.illegalValue(.context), at: range.lowerBound).within(.certificate)
    }
    certificates = try message.certificates(arena)
    stapledResponses = message.entries.compactMap { entry in entry.status.map { Array(bytes[$0]) } }
    // RFC 6962 §3.3: promises are of the peer's own certificate.
    timestampLists = message.entries.first?.timestamps.map { [Array(bytes[$0])] } ?? []
  }
}

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
  ///   - status: the body of the CertificateStatus that followed in TLS 1.2 (RFC 6066 §8); `nil` if there was none.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Throws: ``HandshakeMessageError`` for a message or a certificate that can't be read, and for other versions than
  ///   TLS 1.2 and 1.3.
  public init(
    message body: [UInt8], version: ProtocolVersion, context: [UInt8]? = [], status: [UInt8]? = nil,
    source: String? = nil
  ) throws(HandshakeMessageError) {
    guard version == .tls12 || version == .tls13 else {
      throw HandshakeMessageError(.unsupportedVersion(version), at: 0).within(.certificate)
    }
    try self.init(ByteArena(body, source: source), 0..<body.count, version: version, context: context)
    guard let status else { return }
    stapledResponses.append(Array(status[try CertificateStatus(status.span, 0..<status.count).response]))
  }

  /// Reads the body of a CompressedCertificate message, which TLS 1.3 may have in place of a Certificate (RFC 8879).
  ///
  /// Only zlib is expanded; whoever offers brotli or zstd expands the message before. That the algorithm was offered is for
  /// the stack to check.
  ///
  /// - Parameters:
  ///   - body: the message without the four bytes before its body.
  ///   - context: what must be its context, as in ``init(message:version:context:status:source:)``.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Throws: ``HandshakeMessageError`` for a message that can't be expanded to at most 8 MB or read, and for a certificate
  ///   that can't be read.
  public init(
    compressedMessage body: [UInt8], context: [UInt8]? = [], source: String? = nil
  ) throws(HandshakeMessageError) {
    let message = try CompressedCertificate(body.span, 0..<body.count).expanded(body.span)
    try self.init(message: message, version: .tls13, context: context, source: source)
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

  /// Whether the peer's certificate promises that an OCSP response is stapled (RFC 7633 §4), and there is none.
  package var lacksPromisedResponse: Bool {
    guard stapledResponses.isEmpty, let leaf = certificates.first else { return false }
    return leaf.features.contains(ExtensionType.statusRequest)
  }
}

extension Certificate {
  /// The features of TLS that the certificate promises (RFC 7633 §4); none of an extension that can't be read.
  ///
  ///     Features ::= SEQUENCE OF INTEGER
  fileprivate var features: [ExtensionType] {
    guard let value = firstExtension(.tlsFeature)?.value else { return [] }
    let array = arena.bytes
    let bytes = array.span
    var reader = DERReader(value)
    guard var list = try? reader.enter(.sequence, bytes) else { return [] }
    var features: [ExtensionType] = []
    while !list.isAtEnd, let element = try? list.read(.integer, bytes) {
      // Two bytes, before which a zero may stand for the sign.
      guard element.contents.count <= 3 else { continue }
      var number: UInt32 = 0
      for offset in element.contents { number = number << 8 | UInt32(bytes[offset]) }
      if number <= 0xFFFF { features.append(ExtensionType(rawValue: UInt16(truncatingIfNeeded: number))) }
    }
    return features
  }
}

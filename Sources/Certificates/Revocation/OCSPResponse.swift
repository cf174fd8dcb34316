public import CertificateEncoding

/// One response of the Online Certificate Status Protocol, whole and read-only (RFC 6960 §4.2).
///
/// It came stapled to a handshake, or out of a file. Like a ``Certificate`` it is a handful of offsets into a buffer;
/// creating one checks the structure of everything in it and no signature. Extensions that are not known refuse the
/// response if they are critical. The nonce (RFC 9654), the archive cutoff and references to CRLs (RFC 6960 §4.4) are
/// known and not looked at: they are for whoever asked the responder, and here nobody does.
///
/// Strictness: the structure is that of RFC 6960 in DER, defaults that are written out refused, but for the
/// version 1: Go's x/crypto/ocsp wrote it for years, and other implementations read it. An error carries no response
/// (§4.2.1). Any number of answers may be in a response, none included. A certificate beside the answers that can't be
/// read is left out, as it may not be the signer's.
public struct OCSPResponse: Sendable {
  /// The most bytes that a response may have: a thousand times those of a common one, which has one to three thousand.
  public static let maximumByteCount = 1 << 20
  /// The most certificates that a response may have; with more than the responder's own, it has its chain.
  public static let maximumCertificateCount = 16

  package let arena: ByteArena
  package let layout: OCSPResponseLayout
  /// Where the response stood among the blocks of its file; `nil` if it was handed over alone.
  public let position: Certificate.Position?

  /// What a responder says of a request as a whole (RFC 6960 §4.2.1, OCSPResponseStatus).
  public enum Status: Int, Sendable, Hashable {
    /// There is an answer.
    case successful = 0
    /// The request was not well-formed.
    case malformedRequest = 1
    /// The responder is out of order.
    case internalError = 2
    /// The responder can't answer now.
    case tryLater = 3
    /// The request must be signed.
    case signatureRequired = 5
    /// Whoever asked may not ask.
    case unauthorized = 6
  }

  /// Reads one response from its DER encoding, which must be the whole of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the encoding.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Throws: ``OCSPResponseError`` with the field and the offset at which reading stopped.
  public init(der bytes: [UInt8], source: String? = nil) throws(OCSPResponseError) {
    try self.init(arena: ByteArena(bytes, source: source), range: 0..<bytes.count, position: nil)
  }

  /// Reads one response that must take the whole of `range` in an arena.
  package init(
    arena: ByteArena, range: Range<Int>, position: Certificate.Position?
  ) throws(OCSPResponseError) {
    let bytes = arena.bytes
    var parser = OCSPResponseParser(range)
    self.arena = arena
    self.position = position
    layout = try parser.parse(bytes.span)
  }

  /// What the responder says of the request as a whole; only if it is a success, there is more.
  public var status: Status { layout.status }

  /// The label of a response in PEM.
  package static var pemLabel: String { "OCSP RESPONSE" }

  /// What a person would call the place that the response came from; `nil` for bytes from memory.
  public var source: String? { arena.source }

  /// When the response was signed; `nil` if it is an error.
  public var producedAt: Timestamp? { layout.basic?.producedAt }
}

extension OCSPResponse {
  /// The name of whoever signed; `nil` if the response tells its key instead, or is an error.
  package var responderName: DistinguishedName? {
    guard case .name(let name)? = layout.basic?.responder else { return nil }
    return DistinguishedName(arena: arena, range: name.range)
  }

  /// Whether the response says something of a certificate.
  package var isAnswer: Bool {
    guard let answers = layout.basic?.answers.range else { return false }
    return !answers.isEmpty
  }

  /// Whether another response is the same, byte for byte.
  package func isSameEncoding(as other: OCSPResponse) -> Bool {
    let (bytes, otherBytes) = (arena.bytes, other.arena.bytes)
    return bytes.span.equals(layout.whole.range, otherBytes.span, other.layout.whole.range)
  }

  /// The algorithm of the signature; `nil` if the response is an error.
  package var signatureAlgorithm: SignatureAlgorithm? {
    let array = arena.bytes
    return layout.basic.map { SignatureAlgorithm(array.span, identifier: $0.signatureAlgorithm.range) }
  }

  /// The certificates that came with the response and can be read, which may help to check it.
  package var certificates: [Certificate] {
    guard let contents = layout.basic?.certificates.range else { return [] }
    let array = arena.bytes
    var reader = DERReader(contents)
    var found: [Certificate] = []
    while !reader.isAtEnd, let element = try? reader.read(array.span) {
      if let certificate = try? Certificate(arena: arena, range: element.encoded, position: nil) {
        found.append(certificate)
      }
    }
    return found
  }

  /// Calls `body` with each answer, in order, until it returns false.
  package func forEachAnswer(_ body: (Span<UInt8>, OCSPAnswer) -> Bool) {
    guard let contents = layout.basic?.answers.range else { return }
    let array = arena.bytes
    let bytes = array.span
    var reader = DERReader(contents)
    // Each was read when the response was, so that this reading does not fail.
    while !reader.isAtEnd, let answer = try? OCSPAnswer(bytes, &reader) {
      guard body(bytes, answer) else { return }
    }
  }
}

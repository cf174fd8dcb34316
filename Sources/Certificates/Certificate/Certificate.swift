import CertificateEncoding

/// One X.509 certificate, versions 1 to 3, whole and read-only (RFC 5280 §4.1).
///
/// A certificate is a handful of offsets into a buffer that it shares with its neighbors of the same file. Creating
/// one checks the outer structure, every field and the form of the extension list; what an extension says is decoded
/// where it is asked for.
public struct Certificate: Sendable {
  /// The most bytes that a certificate may have: sixteen times the largest one in public use, which lists two
  /// thousand names, and far from what would exhaust a machine.
  public static let maximumByteCount = 1 << 20
  /// The most extensions that a certificate may have; the busiest in public use have about fifteen.
  public static let maximumExtensionCount = 128

  package let arena: ByteArena
  package let layout: CertificateLayout
  /// The hash by which tables find the issuer's name, if whoever read the certificate came by it; 0 if not.
  private let knownIssuerHash: UInt32

  package init(arena: ByteArena, layout: CertificateLayout) {
    self.init(arena: arena, layout: layout, issuerHash: nil)
  }

  private init(arena: ByteArena, layout: CertificateLayout, issuerHash: UInt64?) {
    self.arena = arena
    self.layout = layout
    knownIssuerHash = issuerHash.map { CertificateRecord.folded($0) } ?? 0
  }

  /// Reads one certificate from its DER encoding, which must be the whole of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the encoding.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Throws: ``CertificateError`` with the field and the offset at which reading stopped.
  public init(der bytes: [UInt8], source: String? = nil) throws(CertificateError) {
    try self.init(arena: ByteArena(bytes, source: source), range: 0..<bytes.count, position: nil)
  }

  /// Reads one certificate that must take the whole of `range` in an arena.
  package init(arena: ByteArena, range: Range<Int>, position: Position?) throws(CertificateError) {
    let bytes = arena.bytes
    var issuerHash: UInt64?
    if let record = CertificateRecord.read(bytes.span, range, position, seed: HashSeed.words[0], &issuerHash) {
      self.init(arena: arena, layout: record.layout, issuerHash: issuerHash)
      return
    }
    var parser = CertificateParser(range)
    self.init(arena: arena, layout: try parser.parse(bytes.span, position: position))
  }

  /// Gives the DER encoding of the whole certificate to `body`.
  public func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = arena.bytes
    return try body(bytes.span.extracting(layout.whole.range))
  }
}

extension Certificate {
  /// The hash by which tables find the issuer's name, ``DistinguishedName/indexHash(_:_:)`` as records keep it; `nil` unless
  /// the name is one of plain strings.
  ///
  /// A certificate that was read by itself, as a peer's are, has it from then; for others it is made.
  package var plainIssuerHash: UInt32? {
    if knownIssuerHash != 0 { return knownIssuerHash }
    let bytes = arena.bytes
    return DistinguishedName.plainHash(bytes.span, layout.issuer.range).map { CertificateRecord.folded($0) }
  }
}

extension Certificate {
  /// Where in its file a certificate stood.
  public struct Position: Sendable, Hashable {
    /// The number of its PEM block or DER element, counted from 1, skipped ones included.
    public let block: Int
    /// The line of its BEGIN, counted from 1; 0 in a file of DER, which has no lines.
    public let line: Int

    package init(block: Int, line: Int) {
      self.block = block
      self.line = line
    }
  }

  /// What a person would call the place that the certificate came from; `nil` for bytes from memory.
  public var source: String? { arena.source }

  /// Where in that place it stood; `nil` for a certificate that was handed over alone.
  public var position: Position? {
    layout.block == 0 ? nil : Position(block: Int(layout.block), line: Int(layout.line))
  }
}

extension Certificate: Hashable {
  /// Whether two certificates have the same encoding, byte for byte.
  public static func == (left: Certificate, right: Certificate) -> Bool {
    if left.arena === right.arena, left.layout.whole == right.layout.whole { return true }
    let leftBytes = left.arena.bytes
    let rightBytes = right.arena.bytes
    return leftBytes.span.equals(left.layout.whole.range, rightBytes.span, right.layout.whole.range)
  }

  /// Hashes the encoding.
  public func hash(into hasher: inout Hasher) { hasher.combine(contentHash) }
}

public import CertificateEncoding

/// One certificate revocation list, version 1 or 2, whole and read-only (RFC 5280 §5).
///
/// A list is a handful of offsets into a buffer that it may share with its neighbors of the same file. Creating one
/// checks every field, every entry and every extension, in time that grows with the list's length, and copies nothing.
public struct CertificateRevocationList: Sendable {
  /// The most bytes that a list may have: the largest in public use have a million entries and some 40 MB.
  public static let maximumByteCount = 512 << 20

  package let arena: ByteArena
  package let layout: RevocationListLayout

  /// Reads one list from its DER encoding, which must be the whole of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: the encoding.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Throws: ``RevocationListError`` with the field and the offset at which reading stopped. A list with a critical
  ///   extension that is not known is refused as well, because nobody may rely on it (RFC 5280 §5.2).
  public init(der bytes: [UInt8], source: String? = nil) throws(RevocationListError) {
    try self.init(arena: ByteArena(bytes, source: source), range: 0..<bytes.count, position: nil)
  }

  /// Reads one list that must take the whole of `range` in an arena.
  package init(arena: ByteArena, range: Range<Int>, position: Certificate.Position?) throws(RevocationListError) {
    let bytes = arena.bytes
    var parser = RevocationListParser(range)
    self.arena = arena
    layout = try parser.parse(bytes.span, position: position)
  }
}

extension CertificateRevocationList {
  /// The version: 1 or 2 (RFC 5280 §5.1.2.1).
  public var version: Int { Int(layout.version) }

  /// The name of the authority that signed the list (RFC 5280 §5.1.2.3).
  public var issuer: DistinguishedName { DistinguishedName(arena: arena, range: layout.issuer.range) }

  /// When the list was made (RFC 5280 §5.1.2.4).
  public var thisUpdate: Timestamp { layout.thisUpdate }

  /// When the next list is due, at the latest (RFC 5280 §5.1.2.5); `nil` if the list does not say.
  public var nextUpdate: Timestamp? { layout.nextUpdate }

  /// How many entries there are.
  public var entryCount: Int { layout.entryCount }

  /// The bytes of the list's number, most significant first (RFC 5280 §5.2.3); `nil` if it has none.
  public var number: [UInt8]? { layout.number.map { Array(arena.bytes[$0.range]) } }

  /// Whether it lists only what changed since another list (RFC 5280 §5.2.4).
  public var isDelta: Bool { layout.baseNumber != nil }

  /// The algorithm of the issuer's signature (RFC 5280 §5.1.1.2).
  public var signatureAlgorithm: SignatureAlgorithm {
    let array = arena.bytes
    return SignatureAlgorithm(array.span, identifier: layout.signatureAlgorithm.range)
  }

  /// What a person would call the place that the list came from; `nil` for bytes from memory.
  public var source: String? { arena.source }

  /// Where in that place it stood; `nil` for a list that was handed over alone.
  public var position: Certificate.Position? {
    layout.block == 0 ? nil : Certificate.Position(block: Int(layout.block), line: Int(layout.line))
  }

  /// What the list covers; `nil` if it covers all certificates of its issuer (RFC 5280 §5.2.5).
  package var issuingDistributionPoint: IssuingDistributionPoint? {
    guard let value = layout.issuingDistributionPoint else { return nil }
    let array = arena.bytes
    // It was read when the list was, so that this reading does not fail.
    return try? IssuingDistributionPoint(array.span, value.range)
  }

  /// Calls `body` with each entry, in order, until it returns false.
  package func forEachEntry(_ body: (Span<UInt8>, RevokedEntry, _ offset: Int) -> Bool) {
    let array = arena.bytes
    let bytes = array.span
    var list = DERReader(layout.entries.range)
    // The entries were read when the list was, so that this reading does not fail.
    while !list.isAtEnd {
      let offset = list.position
      guard let entry = try? RevokedEntry(bytes, &list), body(bytes, entry, offset) else { return }
    }
  }

  /// What a key says of the list's signature (RFC 5280 §6.3.3 (g)).
  package func verdict(of key: VerificationKey) -> SignatureVerdict {
    key.verdict(in: arena, signature: layout.signature, of: layout.signedPart, algorithm: signatureAlgorithm)
  }
}

extension CertificateRevocationList: Hashable {
  /// Whether two lists have the same encoding, byte for byte.
  public static func == (left: CertificateRevocationList, right: CertificateRevocationList) -> Bool {
    if left.arena === right.arena, left.layout.whole == right.layout.whole { return true }
    let (leftBytes, rightBytes) = (left.arena.bytes, right.arena.bytes)
    return leftBytes.span.equals(left.layout.whole.range, rightBytes.span, right.layout.whole.range)
  }

  /// Hashes what tells lists apart best: the issuer's name, when they were made, and how long they are.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(issuer)
    hasher.combine(layout.thisUpdate)
    hasher.combine(layout.whole.range.count)
  }
}

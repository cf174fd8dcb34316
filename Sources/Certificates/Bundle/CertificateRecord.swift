import CertificateEncoding

/// One certificate of a ``CertificateList`` in 64 bytes: where its fields lie, and the hashes by which it is found.
///
/// That is a line of the processor's cache. Offsets are counted from the certificate's start, in 16 bits; what follows from
/// its neighbors is left out. The few certificates of more than 65,535 bytes or with unique identifiers don't fit, and
/// have their layout kept beside.
package struct CertificateRecord: Sendable {
  /// Which of the list's arenas holds the encoding.
  package var arena: UInt32 = 0
  /// Where in the arena the encoding starts.
  package var start: UInt32 = 0
  /// A hash of the subject's name; see ``DistinguishedName/indexHash(_:_:)``.
  package var subjectHash: UInt32 = 0
  /// A hash of the whole encoding; see ``ContentHash``.
  package var contentHash: UInt32 = 0
  var block: UInt32 = 0
  var line: UInt32 = 0

  /// The first moment of validity as 40 bits of seconds from the year 0 on, then the count of bytes in 16, then the version.
  var first: UInt64 = 0
  /// The last moment of validity as 40 bits; the others are not used.
  var second: UInt64 = 0

  var serialStart: UInt16 = 0
  var serialCount: UInt16 = 0
  /// The algorithm outside the signed part, which ends where this starts.
  var algorithmStart: UInt16 = 0
  var algorithmCount: UInt16 = 0
  var issuerStart: UInt16 = 0
  var issuerCount: UInt16 = 0
  var subjectStart: UInt16 = 0
  var subjectCount: UInt16 = 0
  /// The SubjectPublicKeyInfo follows the subject.
  var keyCount: UInt16 = 0
  var extensionsStart: UInt16 = 0
  var extensionsCount: UInt16 = 0
  /// The signature ends with the certificate.
  var signatureStart: UInt16 = 0

  /// Creates a record of nothing, for the walk to fill.
  init() {}

  /// The record of a certificate whose layout is kept beside it.
  package init(exceptionOf layout: CertificateLayout, arena: UInt32, subjectHash: UInt64, contentHash: UInt64) {
    self.arena = arena
    start = UInt32(truncatingIfNeeded: layout.whole.range.lowerBound)
    self.subjectHash = Self.folded(subjectHash)
    self.contentHash = Self.folded(contentHash)
    (first, second) = (0, 0)
  }

  /// The record of a certificate; `nil` if its layout doesn't fit.
  package init?(_ layout: CertificateLayout, arena: UInt32, subjectHash: UInt64, contentHash: UInt64) {
    self.init(exceptionOf: layout, arena: arena, subjectHash: subjectHash, contentHash: contentHash)
    let whole = layout.whole.range
    guard whole.count <= Int(UInt16.max) else { return nil }
    let place = { (range: ArenaRange) in
      (
        start: UInt16(truncatingIfNeeded: range.range.lowerBound - whole.lowerBound),
        count: UInt16(truncatingIfNeeded: range.range.count)
      )
    }
    (block, line) = (layout.block, layout.line)
    (serialStart, serialCount) = place(layout.serialNumber)
    (algorithmStart, algorithmCount) = place(layout.signatureAlgorithm)
    (issuerStart, issuerCount) = place(layout.issuer)
    (subjectStart, subjectCount) = place(layout.subject)
    keyCount = place(layout.publicKeyInfo).count
    if !layout.extensions.isEmpty { (extensionsStart, extensionsCount) = place(layout.extensions) }
    signatureStart = place(layout.signature).start
    first = Self.packed(layout.notBefore) | UInt64(whole.count) << 8 | UInt64(layout.version)
    second = Self.packed(layout.notAfter)
    // Whatever was cut off above shows here.
    guard self.layout == layout else { return nil }
  }

  /// Whether the layout is kept beside the record.
  package var isException: Bool { first == 0 }

  /// How many bytes the certificate has; 0 for an exception.
  @inline(__always)
  package var byteCount: Int { Int(truncatingIfNeeded: first >> 8 & 0xFFFF) }

  /// Where the subject's Name lies in the arena; for an exception it is empty.
  @inline(__always)
  package var subject: Range<Int> {
    let lower = Int(truncatingIfNeeded: start) &+ Int(truncatingIfNeeded: subjectStart)
    return unsafe Range(uncheckedBounds: (lower, lower &+ Int(truncatingIfNeeded: subjectCount)))  // ascending: a sum
  }

  /// The layout that the record was made of.
  package var layout: CertificateLayout {
    let base = Int(truncatingIfNeeded: start)
    @inline(__always)
    func range(_ start: UInt16, _ count: UInt16) -> ArenaRange {
      ArenaRange(start: self.start &+ UInt32(start), count: UInt32(count))
    }
    var layout = CertificateLayout()
    layout.whole = ArenaRange(base..<base + byteCount)
    let algorithm = range(algorithmStart, algorithmCount)
    // X.690 §10.1: the contents' length has its shortest form, so that the count of the whole tells how long that is.
    let header = byteCount < 0x82 ? 2 : byteCount < 0x103 ? 3 : 4
    layout.signedPart = ArenaRange(base + header..<max(base + header, base + Int(algorithmStart)))
    layout.serialNumber = range(serialStart, serialCount)
    layout.signatureAlgorithm = algorithm
    layout.issuer = range(issuerStart, issuerCount)
    layout.subject = range(subjectStart, subjectCount)
    layout.publicKeyInfo = ArenaRange(subject.upperBound..<subject.upperBound + Int(keyCount))
    if extensionsCount > 0 { layout.extensions = range(extensionsStart, extensionsCount) }
    layout.signature = ArenaRange(base + Int(signatureStart)..<max(base + Int(signatureStart), base + byteCount))
    layout.notBefore = Self.moment(first)
    layout.notAfter = Self.moment(second)
    layout.version = UInt8(truncatingIfNeeded: first)
    (layout.block, layout.line) = (block, line)
    return layout
  }
}

extension CertificateRecord {
  /// A hash brought down to the 32 bits that a record keeps.
  @inline(__always)
  package static func folded(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash ^ hash >> 32) }

  /// A moment of the years 0 to 9999, which are all that a certificate can tell, in the upper 40 bits.
  @inline(__always)
  static func packed(_ moment: Timestamp) -> UInt64 {
    UInt64(truncatingIfNeeded: moment.secondsSince1970 &- Timestamp.displayable.lowerBound) << 24
  }

  @inline(__always)
  private static func moment(_ packed: UInt64) -> Timestamp {
    Timestamp(secondsSince1970: Int64(truncatingIfNeeded: packed >> 24) &+ Timestamp.displayable.lowerBound)
  }
}

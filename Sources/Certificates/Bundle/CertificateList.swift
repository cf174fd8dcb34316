import CertificateEncoding

/// Certificates in an order, each in a ``CertificateRecord`` beside the arena that holds its encoding.
///
/// A ``Certificate`` is made where one is asked for, so that a hundred thousand of them take one allocation.
package struct CertificateList: Sendable {
  /// The buffers that the certificates are offsets into.
  private var arenas: [ByteArena] = []
  /// The certificates.
  package private(set) var records: [CertificateRecord] = []
  /// The layouts of the few certificates that don't fit a record, by their place.
  private var exceptions: [Int: CertificateLayout] = [:]

  /// Creates an empty list.
  package init() {}

  /// How many certificates there are.
  @inline(__always)
  package var count: Int { records.count }

  /// How many buffers are held.
  package var arenaCount: Int { arenas.count }

  /// Whether there are none.
  package var isEmpty: Bool { records.isEmpty }

  /// The certificate at a place.
  package subscript(index: Int) -> Certificate {
    let record = records[index]
    return Certificate(
      arena: arenas[Int(truncatingIfNeeded: record.arena)],
      layout: record.isException ? exceptions[index] ?? CertificateLayout() : record.layout)
  }

  /// The buffer that a record's certificate lies in.
  @inline(__always)
  package func bytes(of record: CertificateRecord) -> [UInt8] { arenas[Int(truncatingIfNeeded: record.arena)].bytes }

  /// Makes room for so many certificates in all.
  package mutating func reserve(_ count: Int) { records.reserveCapacity(count) }

  /// Adds a certificate.
  package mutating func append(_ certificate: Certificate) {
    if arenas.last !== certificate.arena { arenas.append(certificate.arena) }
    let bytes = certificate.arena.bytes
    append(certificate.layout, bytes.span, arena: arenas.count - 1)
  }

  /// Adds the certificate in `bytes`, those of the first arena of the list, that a layout tells of.
  ///
  /// The arena may follow by ``place(in:)``.
  mutating func append(_ layout: CertificateLayout, _ bytes: Span<UInt8>) { append(layout, bytes, arena: 0) }

  /// Adds the certificate in `bytes`, those of the first arena of the list, that a record tells of.
  @inline(__always)
  mutating func append(_ record: consuming CertificateRecord, _ bytes: Span<UInt8>, _ range: Range<Int>) {
    record.contentHash = CertificateRecord.folded(ContentHash.hash(bytes, range))
    records.append(record)
  }

  /// Gives the list its first arena, to which the certificates so far belong.
  mutating func place(in arena: ByteArena) { arenas = [arena] }

  private mutating func append(_ layout: CertificateLayout, _ bytes: Span<UInt8>, arena: Int) {
    let arena = UInt32(truncatingIfNeeded: arena)
    let subjectHash = DistinguishedName.indexHash(bytes, layout.subject.range)
    let contentHash = ContentHash.hash(bytes, layout.whole.range)
    if let record = CertificateRecord(layout, arena: arena, subjectHash: subjectHash, contentHash: contentHash) {
      records.append(record)
    } else {
      exceptions[records.count] = layout
      records.append(
        CertificateRecord(exceptionOf: layout, arena: arena, subjectHash: subjectHash, contentHash: contentHash))
    }
  }

  /// Adds the certificates of another list at the places where `isWanted` is true.
  package mutating func append(contentsOf other: CertificateList, where isWanted: (Int) -> Bool) {
    // An arena that nobody lies in any more is not kept.
    var numbers = [UInt32?](repeating: nil, count: other.arenas.count)
    for (index, record) in other.records.enumerated() where isWanted(index) {
      if record.isException { exceptions[records.count] = other.exceptions[index] }
      let old = Int(truncatingIfNeeded: record.arena)
      let number = numbers[old] ?? UInt32(truncatingIfNeeded: arenas.count)
      if numbers[old] == nil {
        numbers[old] = number
        arenas.append(other.arenas[old])
      }
      records.append(record)
      records[records.count - 1].arena = number
    }
  }
}

extension CertificateList {
  /// Whether the certificate at a place has the same encoding as one in `bytes`.
  @inline(__always)
  package func isSame(_ index: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let record = records[index]
    let own = self.bytes(of: record)
    return own.span.equals(whole(index), bytes, range)
  }

  /// Whether the certificate at a place has the subject's name that lies at `range`, byte for byte.
  package func hasSubject(_ index: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    arenas[Int(truncatingIfNeeded: records[index].arena)].equals(subject(index), bytes, range)
  }

  /// Whether the certificates at two places have the same encoding.
  package func isSame(_ index: Int, _ other: Int) -> Bool {
    let bytes = self.bytes(of: records[other])
    return isSame(index, bytes.span, whole(other))
  }

  /// Takes out the certificates at some places, which are in ascending order.
  package mutating func remove(_ places: [Int]) {
    var (kept, dropped) = (0, 0)
    for index in records.indices {
      if dropped < places.count, places[dropped] == index {
        dropped += 1
        exceptions[index] = nil
        continue
      }
      if kept != index {
        records[kept] = records[index]
        if let layout = exceptions.removeValue(forKey: index) { exceptions[kept] = layout }
      }
      kept += 1
    }
    records.removeLast(records.count - kept)
  }

  /// Where the certificate at a place lies in its arena.
  package func whole(_ index: Int) -> Range<Int> {
    let record = records[index]
    guard !record.isException else { return exceptions[index]?.whole.range ?? 0..<0 }
    let start = Int(truncatingIfNeeded: record.start)
    return start..<start + record.byteCount
  }

  /// Where the subject's Name of the certificate at a place lies in its arena.
  package func subject(_ index: Int) -> Range<Int> {
    let record = records[index]
    return record.isException ? exceptions[index]?.subject.range ?? 0..<0 : record.subject
  }
}

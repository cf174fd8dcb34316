import Certificates

/// Certificates in the order in which they came, found by their bytes or by their subject's name.
struct CertificateSet: Sendable {
  /// The certificates.
  private(set) var list: CertificateList
  private var byContent: HashIndex
  private var bySubject: ChainedIndex

  init() {
    list = CertificateList()
    byContent = HashIndex()
    bySubject = ChainedIndex()
  }

  /// Takes the certificates of a list, each once, at the places where `isWanted` is true.
  ///
  /// - Parameter dropped: is given the places of those that are left out, in order.
  init(
    _ list: consuming CertificateList, dropped: inout [Int], where isWanted: (borrowing CertificateList, Int) -> Bool
  ) {
    var list = list
    byContent = Self.contentIndex(list, dropped: &dropped, where: isWanted)
    if !dropped.isEmpty {
      list.remove(dropped)
      var none: [Int] = []
      byContent = Self.contentIndex(list, dropped: &none) { _, _ in true }
    }
    bySubject = ChainedIndex(capacity: list.count)
    for index in list.records.indices { bySubject.append(list.records[index].subjectHash) }
    self.list = list
  }

  private static func contentIndex(
    _ list: borrowing CertificateList, dropped: inout [Int], where isWanted: (borrowing CertificateList, Int) -> Bool
  ) -> HashIndex {
    var index = HashIndex(capacity: list.count)
    for place in list.records.indices {
      let hash = list.records[place].contentHash
      let isKnown = index.first(hash) { list.isSame(place, $0) } != nil
      if isKnown || !isWanted(list, place) {
        dropped.append(place)
      } else {
        index.insert(place, hash)
      }
    }
    return index
  }

  /// How many certificates there are.
  @inline(__always)
  var count: Int { list.count }

  /// Whether there are none.
  var isEmpty: Bool { list.isEmpty }

  /// The certificate at a place.
  subscript(index: Int) -> Certificate { list[index] }

  /// The certificates.
  var certificates: [Certificate] { (0..<count).map { list[$0] } }

  /// Where a certificate with the same bytes stands; `nil` if there is none.
  func index(of certificate: Certificate) -> Int? {
    let bytes = certificate.arena.bytes
    return index(bytes.span, certificate.layout.whole.range, CertificateRecord.folded(certificate.contentHash)) { _ in
      true
    }
  }

  /// Where a certificate with the bytes at `range` and their hash stands, for whose place `isCounted` is true.
  @inline(__always)
  func index(_ bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32, where isCounted: (Int) -> Bool) -> Int? {
    byContent.first(hash) { isCounted($0) && list.isSame($0, bytes, range) }
  }

  /// Adds a certificate if it is not there, and says where it stands and whether it is new.
  @discardableResult
  mutating func insert(_ certificate: Certificate) -> (index: Int, isNew: Bool) {
    if let index = index(of: certificate) { return (index, false) }
    append(certificate)
    return (count - 1, true)
  }

  /// Adds a certificate that is not there, or does not count any more.
  mutating func append(_ certificate: Certificate) {
    list.append(certificate)
    let record = list.records[list.count - 1]
    byContent.insert(list.count - 1, record.contentHash)
    bySubject.append(record.subjectHash)
  }

  /// Calls `body` with each certificate whose subject's name may be the one at `range`, in order, until it returns false;
  /// returns false then.
  ///
  /// It is told whether the names are the same bytes. If not, they have the same hash, and are to be compared.
  @inline(__always)
  @discardableResult
  func forEach(
    subject bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32, _ body: (Int, _ isSameBytes: Bool) -> Bool
  ) -> Bool {
    bySubject.forEach(hash) { place in
      let own = list.bytes(of: list.records[place])
      return body(place, own.span.equals(list.subject(place), bytes, range))
    }
  }

  /// Calls `body` with each certificate whose subject is the name at `range`, in order, until it returns false.
  func forEach(named bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Int) -> Bool) {
    let hash = CertificateRecord.folded(DistinguishedName.indexHash(bytes, range))
    forEach(subject: bytes, range, hash) { place, isSameBytes in
      guard isSameBytes || matches(place, bytes, range) else { return true }
      return body(place)
    }
  }

  /// Whether the subject of the certificate at a place is the name at `range` (RFC 5280 §7.1).
  func matches(_ place: Int, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let own = list.bytes(of: list.records[place])
    return DistinguishedName.matches(own.span, list.subject(place), bytes, range)
  }
}

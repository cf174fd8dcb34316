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

  /// Calls `body` with each certificate whose subject is the name at `range`, as `matches` says of each other spelling, in
  /// order, until one of them has had enough.
  func forEach(
    named bytes: Span<UInt8>, _ range: Range<Int>, where matches: (Certificate) -> Bool?, _ body: (Certificate) -> Bool
  ) {
    let hash = CertificateRecord.folded(DistinguishedName.indexHash(bytes, range))
    var spellings = ComparedSpellings()
    forEach(named: bytes, range, hash, &spellings, isCounted: { _ in true }, where: matches) { body($1) }
  }

  /// Calls `body` with each certificate that counts and whose subject is the name at `range`, and with its place, in order,
  /// until it returns false or `matches` gives no answer; returns false then.
  ///
  /// - Parameters:
  ///   - hash: the name's, as records keep it.
  ///   - spellings: which spellings of the name were compared before.
  ///   - isCounted: says of a certificate's place whether it counts.
  ///   - matches: says of a certificate with a name of other bytes and the same hash whether the name is the same.
  @inline(__always)
  @discardableResult
  func forEach(
    named bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32, _ spellings: inout ComparedSpellings,
    isCounted: (Int) -> Bool, where matches: (Certificate) -> Bool?, _ body: (Int, Certificate) -> Bool
  ) -> Bool {
    guard let last = bySubject.last(hash) else { return true }
    var place = last
    repeat {
      place = bySubject.entry(after: place)
      guard isCounted(place) else { continue }
      let isSameBytes = list.hasSubject(place, bytes, range)
      let certificate = list[place]
      guard let isNamed = isSameBytes ? true : spellings.isSame(certificate, matches) else { return false }
      guard !isNamed || body(place, certificate) else { return false }
    } while place != last
    return true
  }
}

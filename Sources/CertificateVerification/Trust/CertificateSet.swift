import Certificates

/// Certificates in the order in which they came, each once, found by their bytes or by their subject's name.
struct CertificateSet: Sendable {
  /// The certificates.
  private(set) var certificates: [Certificate] = []
  private var byBytes = HashIndex()
  /// The first certificate of each subject; the others follow through `next`.
  private var bySubject = HashIndex()
  /// For each certificate the next one with the same subject; -1 after the last.
  private var next: [Int32] = []
  /// For the first certificate of a subject the last one.
  private var last: [Int32] = []

  init() {}

  /// Makes room for so many certificates in all.
  mutating func reserve(_ count: Int) {
    certificates.reserveCapacity(count)
    next.reserveCapacity(count)
    last.reserveCapacity(count)
    byBytes.reserve(count)
    bySubject.reserve(count)
  }

  /// Where a certificate with the same bytes stands; `nil` if there is none.
  func index(of certificate: Certificate) -> Int? {
    byBytes.first(certificate.contentHash) { certificates[$0] == certificate }
  }

  /// Adds a certificate, and says where it stands and whether it is new.
  @discardableResult
  mutating func insert(_ certificate: Certificate) -> (index: Int, isNew: Bool) {
    if let index = index(of: certificate) { return (index, false) }
    let index = certificates.count
    certificates.append(certificate)
    byBytes.insert(index, certificate.contentHash)
    next.append(-1)
    last.append(Int32(truncatingIfNeeded: index))
    let hash = certificate.subjectHash
    if let head = firstIndex(hash, { certificate.hasSubject(of: $0) }) {
      next[Int(last[head])] = Int32(truncatingIfNeeded: index)
      last[head] = Int32(truncatingIfNeeded: index)
    } else {
      bySubject.insert(index, hash)
    }
    return (index, true)
  }

  /// Calls `body` with each certificate whose subject is the issuer of `child`, as `isIssued` says of those that have its
  /// hash, in order, until it returns false.
  func forEachIssuerByName(of child: Certificate, where isIssued: (Certificate) -> Bool, _ body: (Int) -> Bool) {
    var index = firstIndex(child.issuerHash, isIssued).map(Int32.init) ?? -1
    while index >= 0 {
      guard body(Int(index)) else { return }
      index = next[Int(index)]
    }
  }

  /// Calls `body` with each certificate whose subject is the name at `range`, in order, until it returns false.
  func forEach(named bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Int) -> Bool) {
    let first = firstIndex(DistinguishedName.hash(bytes, range)) { certificate in
      let array = certificate.arena.bytes
      return DistinguishedName.matches(array.span, certificate.layout.subject.range, bytes, range)
    }
    var index = first.map(Int32.init) ?? -1
    while index >= 0 {
      guard body(Int(index)) else { return }
      index = next[Int(index)]
    }
  }

  private func firstIndex(_ hash: UInt64, _ matches: (Certificate) -> Bool) -> Int? {
    bySubject.first(hash) { matches(certificates[$0]) }
  }
}

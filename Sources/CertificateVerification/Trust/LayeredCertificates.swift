import Certificates

/// Certificates, each once, in layers: what is shared with other stores, and behind it what was added last.
///
/// A layer never changes. A certificate that is taken out of one, or that stands in two, gets a tombstone, which belongs to
/// this value alone. So a copy costs a few references, and so does the union of two stores of any size.
///
/// An index counts through all layers, tombstones included, and means something until the next change.
struct LayeredCertificates: Sendable {
  /// A layer, and what does not count of it.
  private struct Member {
    let layer: CertificateLayer
    var removed = Tombstones()

    var count: Int { layer.count - removed.count }
  }

  /// So many layers are let be; of more, the last are merged up to one that is at least twice as large as all behind it.
  ///
  /// A lookup asks each layer, so that few are better. A certificate that is moved out of a layer in which it was before
  /// comes into one of one and a half times the size or more: so each is moved a logarithmic number of times, and there are
  /// at most this many layers and the binary logarithm of the number of certificates.
  static let freeLayerCount = 8
  /// So many certificates may be added one by one before they become a layer: they and their tables are copied when a copy
  /// of the store is changed, some 110 bytes for each.
  static let maximumRecentCount = 64

  private var members: [Member] = []
  private var recent = CertificateSet()
  private var removedRecent = Tombstones()
  /// How many certificates count.
  private(set) var count = 0

  init() {}

  /// How many layers there are, without what was added last.
  var layerCount: Int { members.count }

  /// The certificate at an index.
  subscript(index: Int) -> Certificate {
    var place = index
    for member in members {
      if place < member.layer.count { return member.layer.certificates[place] }
      place -= member.layer.count
    }
    return recent[place]
  }

  /// The index of a certificate, byte for byte; `nil` if it is not there.
  func index(of certificate: Certificate) -> Int? {
    let bytes = certificate.arena.bytes
    return index(
      bytes.span, certificate.layout.whole.range, CertificateRecord.folded(certificate.contentHash))
  }

  private func index(_ bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32) -> Int? {
    var base = 0
    for member in members {
      let place = member.layer.certificates.index(bytes, range, hash) { !member.removed.contains($0) }
      if let place { return base + place }
      base += member.layer.count
    }
    return recent.index(bytes, range, hash) { !removedRecent.contains($0) }.map { base + $0 }
  }

  /// Calls `body` with the index of each certificate, in the order in which they came, until it returns false.
  func forEach(_ body: (Int, Certificate) -> Bool) {
    var base = 0
    for member in members {
      for place in 0..<member.layer.count where !member.removed.contains(place) {
        guard body(base + place, member.layer.certificates[place]) else { return }
      }
      base += member.layer.count
    }
    for place in 0..<recent.count where !removedRecent.contains(place) {
      guard body(base + place, recent[place]) else { return }
    }
  }

  /// Calls `body` with each certificate whose subject's name is the one at `range`, until it returns false.
  ///
  /// - Parameters:
  ///   - hash: the name's ``DistinguishedName/indexHash(_:_:)``, as records keep it.
  ///   - matches: says of a certificate with a name of other bytes and the same hash whether the name is the same, and is
  ///     asked for each of its spellings once; `nil` ends the walk.
  func forEach(
    named bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32, where matches: (Certificate) -> Bool?,
    _ body: (Int, Certificate) -> Bool
  ) {
    guard count > 0 else { return }
    var spellings = ComparedSpellings()
    var base = 0
    for number in members.indices {
      let goesOn = members[number].layer.forEach(
        named: bytes, range, hash, &spellings, isCounted: { !members[number].removed.contains($0) }, where: matches
      ) { body(base &+ $0, $1) }
      guard goesOn else { return }
      base += members[number].layer.count
    }
    guard recent.count > 0 else { return }
    recent.forEach(
      named: bytes, range, hash, &spellings, isCounted: { !removedRecent.contains($0) }, where: matches
    ) { body(base &+ $0, $1) }
  }

  /// Calls `body` with each certificate that has a subject's key identifier, in order.
  func forEach(keyIdentifier: [UInt8], _ body: (Int, Certificate) -> Void) {
    var base = 0
    for member in members {
      member.layer.forEach(keyIdentifier: keyIdentifier) { place in
        if !member.removed.contains(place) { body(base + place, member.layer.certificates[place]) }
      }
      base += member.layer.count
    }
    for place in 0..<recent.count where !removedRecent.contains(place) {
      let certificate = recent[place]
      if certificate.subjectKeyIdentifier == keyIdentifier { body(base + place, certificate) }
    }
  }
}

extension LayeredCertificates {
  /// Adds a certificate behind all others; returns false if it is there.
  mutating func insert(_ certificate: Certificate) -> Bool {
    guard index(of: certificate) == nil else { return false }
    if recent.count >= Self.maximumRecentCount { settle() }
    recent.append(certificate)
    count += 1
    return true
  }

  /// Adds the certificates of a list behind all others, each once, and returns how many were new.
  ///
  /// - Parameter isWanted: tells by their place in the list which are to be added at all.
  mutating func insert(_ list: consuming CertificateList, where isWanted: (Int) -> Bool) -> Int {
    var added = 0
    guard list.count > Self.maximumRecentCount / 2 else {
      for place in 0..<list.count where isWanted(place) && insert(list[place]) { added += 1 }
      return added
    }
    var dropped: [Int] = []
    let isFirst = count == 0
    let set = CertificateSet(list, dropped: &dropped) { list, place in
      guard isWanted(place) else { return false }
      if isFirst { return true }
      let record = list.records[place]
      let bytes = list.bytes(of: record)
      return index(bytes.span, list.whole(place), record.contentHash) == nil
    }
    added = set.count
    guard added > 0 else { return 0 }
    settle()
    append(Member(layer: CertificateLayer(set)))
    count += added
    return added
  }

  /// Takes a certificate out, byte for byte; returns false if it is not there.
  mutating func remove(_ certificate: Certificate) -> Bool {
    guard var place = index(of: certificate) else { return false }
    count -= 1
    for number in members.indices {
      let layerCount = members[number].layer.count
      guard place >= layerCount else {
        members[number].removed.insert(place)
        members[number] = Self.compacted(members[number])
        if members[number].count == 0 { members.remove(at: number) }
        return true
      }
      place -= layerCount
    }
    removedRecent.insert(place)
    if removedRecent.count * 2 > recent.count { clearRecent() }
    return true
  }

  /// Adds all certificates of another value behind those of this one; layers are shared.
  mutating func formUnion(_ other: LayeredCertificates) {
    guard other.count > 0 else { return }
    guard count > 0 else {
      self = other
      return
    }
    settle()
    var other = other
    other.settle()
    other.removeLayers(of: self)
    other.removeCertificates(of: self)
    for member in other.members where member.count > 0 {
      count += member.count
      append(Self.compacted(member))
    }
  }

  /// Takes out what is there by way of the same layers.
  private mutating func removeLayers(of other: LayeredCertificates) {
    let kept = members.filter { member in
      !other.members.contains { $0.layer === member.layer && $0.removed.count == 0 }
    }
    members = kept
    count = kept.reduce(0) { $0 + $1.count }
  }

  /// Takes out what another value has as well; the smaller of both is walked through.
  private mutating func removeCertificates(of other: LayeredCertificates) {
    if count <= other.count {
      for number in members.indices {
        let list = members[number].layer.certificates.list
        for place in 0..<list.count where !members[number].removed.contains(place) {
          let bytes = list.bytes(of: list.records[place])
          if other.index(bytes.span, list.whole(place), list.records[place].contentHash) != nil {
            members[number].removed.insert(place)
            count -= 1
          }
        }
      }
    } else {
      other.forEach { _, certificate in
        _ = remove(certificate)
        return true
      }
    }
  }

  /// Makes a layer of what was added last.
  private mutating func settle() {
    clearRecent()
    guard !recent.isEmpty else { return }
    append(Member(layer: CertificateLayer(recent)))
    recent = CertificateSet()
  }

  /// Drops what was added last and taken out since.
  private mutating func clearRecent() {
    guard removedRecent.count > 0 else { return }
    recent = Self.merged([Member(layer: CertificateLayer(recent), removed: removedRecent)]).layer.certificates
    removedRecent = Tombstones()
  }

  private mutating func append(_ member: Member) {
    members.append(member)
    guard members.count > Self.freeLayerCount else { return }
    var first = members.count - 1
    var total = members[first].layer.count
    while first > 0, members[first - 1].layer.count < 2 * total {
      first -= 1
      total += members[first].layer.count
    }
    guard first < members.count - 1 else { return }
    members.replaceSubrange(first..., with: [Self.merged(members[first...])])
  }

  /// A layer without what doesn't count of it, if that is more than half.
  private static func compacted(_ member: Member) -> Member {
    member.removed.count * 2 > member.layer.count ? merged([member]) : member
  }

  /// One layer of the certificates of several that count.
  private static func merged(_ members: ArraySlice<Member>) -> Member {
    var list = CertificateList()
    list.reserve(members.reduce(0) { $0 + $1.count })
    for member in members {
      list.append(contentsOf: member.layer.certificates.list) { !member.removed.contains($0) }
    }
    var dropped: [Int] = []
    return Member(layer: CertificateLayer(CertificateSet(list, dropped: &dropped) { _, _ in true }))
  }
}

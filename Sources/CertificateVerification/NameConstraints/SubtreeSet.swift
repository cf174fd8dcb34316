import CertificateEncoding
package import Certificates

/// One list of subtrees of a name constraint, permitted or excluded, made ready to be asked about many names.
package struct SubtreeSet: Sendable {
  /// The forms of names of which the list has a subtree.
  private(set) var forms: NameForms = []
  private var domains = PrefixIndex()
  private var mailboxes = PrefixIndex()
  private var uris = PrefixIndex()
  private var addresses4 = AddressRanges()
  private var addresses16 = AddressRanges()
  private var directories: DirectoryIndex
  /// The types of other names of which the list has one.
  private var otherNameTypes: Set<OID> = []
  /// The domains one label above a subtree of the DNS, which a wildcard may reach into.
  private var parents: [[UInt8]: Range<Int>] = [:]

  /// A subtree that its form does not have, and where it lies.
  package struct Malformation: Error {
    package let base: GeneralName
  }

  /// What a name has to do with the list.
  package enum Relation: Sendable, Hashable {
    /// The name lies in the subtree at this place; for a wildcard, every name that it stands for does.
    case inside(Range<Int>)
    /// Some names that the wildcard stands for lie in the subtree at this place.
    case partlyInside(Range<Int>)
    case outside
    /// The bytes are no name of their form.
    case malformed
    /// Nobody can tell whether the name lies in one of the subtrees.
    case incomparable
    /// Nothing is known of names of this form.
    case unprocessed
    /// The budget for comparisons is spent.
    case notCompared
  }

  init() { directories = DirectoryIndex() }

  /// How a list is read.
  package struct Reading: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It is a list of what is excluded: what can't be told to be outside must not be taken for it.
    package static var excluded: Reading { Reading(rawValue: 1) }
    /// A subtree of the DNS may have a leading dot, which RFC 5280 §4.2.1.10 has of URIs and mailboxes only.
    ///
    /// Where it is permitted, it stands for what lies below the domain; where it is excluded, for the domain as well, since
    /// nobody knows which of the two its author meant.
    package static var leadingDots: Reading { Reading(rawValue: 2) }
  }

  /// Reads a list, in the time of a sort.
  package init(
    _ bytes: Span<UInt8>, _ subtrees: SequenceOf<GeneralSubtree>, _ reading: Reading = []
  ) throws(Malformation) {
    directories = DirectoryIndex(isCautious: reading.contains(.excluded))
    var reader = subtrees.makeReader()
    while let subtree = reader.next(bytes) {
      guard append(bytes, subtree.base, reading) else { throw Malformation(base: subtree.base) }
    }
    domains.finish()
    mailboxes.finish()
    uris.finish()
    addresses4.finish()
    addresses16.finish()
  }

  private mutating func append(_ bytes: Span<UInt8>, _ base: GeneralName, _ reading: Reading) -> Bool {
    forms.insert(NameForms(base))
    switch base {
    case .dnsName(let whole):
      var range = whole
      if reading.contains(.leadingDots), let first = range.first, bytes[first] == UInt8(ascii: ".") {
        range = range.dropFirst()
        guard let key = HostKey.below(bytes, range) else { return false }
        if !reading.contains(.excluded) {
          domains.append(key, source: whole)
          break
        }
      }
      guard let key = HostKey.domain(bytes, range) else { return false }
      domains.append(key, source: whole)
      if let dot = range.first(where: { bytes[$0] == UInt8(ascii: ".") }),
        let parent = HostKey.domain(bytes, dot + 1..<range.upperBound)
      {
        parents[parent] = whole
      }
    case .rfc822Name(let range):
      let isMailbox = range.contains { bytes[$0] == UInt8(ascii: "@") }
      guard let key = isMailbox ? HostKey.mailbox(bytes, range) : HostKey.hostOrDomain(bytes, range) else {
        return false
      }
      mailboxes.append(key, source: range)
    case .uniformResourceIdentifier(let range):
      guard let key = HostKey.hostOrDomain(bytes, range) else { return false }
      uris.append(key, source: range)
    case .ipAddress(let range):
      return range.count == 8 ? addresses4.append(bytes, range) : addresses16.append(bytes, range)
    case .directoryName(let range):
      return directories.append(bytes, range)
    case .otherName(let type, _):
      otherNameTypes.insert(type)
    case .x400Address, .ediPartyName, .registeredID:
      break
    }
    return true
  }

  /// Whether the list has a subtree of the name's form; each type of an otherName is a form of its own.
  func hasSubtree(ofTheFormOf name: GeneralName) -> Bool {
    if case .otherName(let type, _) = name { return otherNameTypes.contains(type) }
    return forms.contains(NameForms(name))
  }

  /// What the name, which lies in `bytes`, has to do with the list, which lies in `base`.
  ///
  /// The list has a subtree of the name's form.
  package func relation(
    _ bytes: Span<UInt8>, _ name: GeneralName, base: Span<UInt8>, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Relation {
    switch name {
    case .dnsName(let range): relation(bytes, domain: range)
    case .rfc822Name(let range): Self.relation(HostKey.mailbox(bytes, range), mailboxes)
    case .uniformResourceIdentifier(let range): Self.relation(HostKey.uri(bytes, range), uris)
    case .ipAddress(let range):
      (range.count == 4 ? addresses4 : addresses16).range(holding: bytes, range).map { .inside($0) } ?? .outside
    case .directoryName(let range):
      switch directories.beginning(of: bytes, range, in: base, &effort, budget) {
      case .within(let source): .inside(source)
      case .outside: .outside
      case .incomparable: .incomparable
      case .notCompared: .notCompared
      }
    case .otherName, .x400Address, .ediPartyName, .registeredID: .unprocessed
    }
  }

  private static func relation(_ key: [UInt8]?, _ index: PrefixIndex) -> Relation {
    guard let key else { return .malformed }
    return index.prefix(of: key).map { .inside($0) } ?? .outside
  }

  private func relation(_ bytes: Span<UInt8>, domain range: Range<Int>) -> Relation {
    switch DNSPattern.validity(bytes, range) {
    case .malformed: return .malformed
    case .exact: return Self.relation(HostKey.domain(bytes, range), domains)
    case .wildcard:
      // It stands for each name with one label more than what follows it. All of these lie in a subtree that what is
      // below this lies in, and some in one that has just one label more.
      let suffix = range.lowerBound + 2..<range.upperBound
      guard let key = HostKey.domain(bytes, suffix), let below = HostKey.below(bytes, suffix) else { return .malformed }
      if let source = domains.prefix(of: below) { return .inside(source) }
      return parents[key].map { .partlyInside($0) } ?? .outside
    }
  }
}

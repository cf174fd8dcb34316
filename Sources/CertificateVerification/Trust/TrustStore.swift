public import Certificates

/// The certificates that verification may end at: the system's, a person's own, or both.
///
/// A store is a value. Copies are cheap, and threads may share one: what a file holds is a layer that all copies and unions
/// share and that never changes. An anchor is found by its subject's name in constant time, however many there are.
///
/// ```swift
/// var trust = try TrustStore.system()
/// let summary = trust.insert(contentsOf: bytes, source: "ca.crt")
/// ```
public struct TrustStore: Sendable {
  /// What a store holds.
  fileprivate struct Contents {
    var summary = TrustLoadSummary()
    var roots = LayeredCertificates()
    /// The lists of the blocks of those certificates of `roots` that have any.
    var attributes: [Certificate: TrustAttributes] = [:]
    /// What is demanded of certificates of `roots` beyond that.
    var constraints: [Certificate: AnchorConstraints] = [:]
    var distrusted = CertificateSet()
  }

  /// The contents behind one reference: a verification makes several copies of its store, and each of a store's own
  /// references would be counted up and down with each.
  private final class Shared: Sendable {
    let contents: Contents

    init(_ contents: consuming Contents) { self.contents = contents }

    static let nothing = Shared(Contents())
  }

  private var shared = Shared.nothing

  /// Changes the contents; what no copy of the store shares is not copied.
  private mutating func change<Result>(_ body: (inout Contents) -> Result) -> Result {
    var contents = shared.contents
    // What was shared with nobody goes here, so that all is the local variable's alone.
    shared = .nothing
    defer { shared = Shared(contents) }
    return body(&contents)
  }

  /// Everything that was loaded so far, and what became of it.
  public var summary: TrustLoadSummary { shared.contents.summary }

  /// Creates a store that trusts nobody.
  public init() {}

  /// The number of anchors, those that a file distrusts left out.
  ///
  /// It takes a lookup for each certificate that is distrusted, which are few.
  public var count: Int {
    let distrustedCount = (0..<shared.contents.distrusted.count).count {
      shared.contents.roots.index(of: shared.contents.distrusted[$0]) != nil
    }
    return shared.contents.roots.count - distrustedCount
  }

  /// Whether the store trusts nobody.
  public var isEmpty: Bool {
    shared.contents.roots.count <= shared.contents.distrusted.count && count == 0
  }

  /// The anchors in the order in which they were loaded, those that a file distrusts left out.
  public var anchors: [TrustAnchor] {
    var anchors: [TrustAnchor] = []
    anchors.reserveCapacity(count)
    forEachAnchor { certificate in
      anchors.append(anchor(certificate))
      return true
    }
    return anchors
  }

  package func anchor(_ index: Int) -> TrustAnchor { anchor(shared.contents.roots[index]) }

  private func anchor(_ certificate: Certificate) -> TrustAnchor {
    let hasConstraints = !shared.contents.constraints.isEmpty
    let hasAttributes = !shared.contents.attributes.isEmpty
    return TrustAnchor(
      certificate: certificate, constraints: hasConstraints ? shared.contents.constraints[certificate] : nil,
      attributes: hasAttributes ? shared.contents.attributes[certificate] : nil)
  }

  /// The anchors whose certificates have a subject's key identifier (RFC 5280 §4.2.1.2), in the order in which they were
  /// loaded, those that a file distrusts left out.
  ///
  /// An identifier is a hint: several certificates may have the same. The first call after loading reads the extensions of
  /// all certificates; from then on each is found in constant time.
  public func anchors(withKeyIdentifier identifier: [UInt8]) -> [TrustAnchor] {
    var found: [TrustAnchor] = []
    shared.contents.roots.forEach(keyIdentifier: identifier) { _, certificate in
      if !isDistrusted(certificate) { found.append(anchor(certificate)) }
    }
    return found
  }

  /// Trusts one certificate.
  ///
  /// - Returns: false if it was there already.
  @discardableResult
  public mutating func insert(_ certificate: Certificate) -> Bool {
    change { $0.roots.insert(certificate) }
  }

  /// Trusts one certificate as far as constraints say.
  ///
  /// If it is there already, it is limited from now on; earlier constraints are replaced.
  ///
  /// - Returns: false if it was there already.
  @discardableResult
  public mutating func insert(_ certificate: Certificate, constraints new: AnchorConstraints) -> Bool {
    change { contents in
      contents.constraints[certificate] = new
      return contents.roots.insert(certificate)
    }
  }

  /// Stops trusting one certificate, byte for byte, and forgets what was demanded of it.
  ///
  /// Copies and unions of the store that were made before keep it. A distrust that a file has expressed stays.
  ///
  /// - Returns: false if it was not there.
  @discardableResult
  public mutating func remove(_ certificate: Certificate) -> Bool {
    change { contents in
      guard contents.roots.remove(certificate) else { return false }
      if !contents.attributes.isEmpty { contents.attributes[certificate] = nil }
      if !contents.constraints.isEmpty { contents.constraints[certificate] = nil }
      return true
    }
  }

  /// Trusts the certificates of a file's bytes, PEM or DER.
  ///
  /// What can't be read is left out, and never costs its neighbors. A certificate that is there already is left out
  /// too. One that its block distrusts (a TRUSTED CERTIFICATE without a trusted purpose) is remembered: no path may
  /// use it, even if another file trusts it.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - source: what a person would call the place that the bytes came from; explanations quote it.
  /// - Returns: what was added, what was ignored, and why.
  @discardableResult
  public mutating func insert(contentsOf bytes: [UInt8], source: String? = nil) -> TrustLoadSummary {
    insert(CertificateBundle(bytes, source: source) { Self.prepare(&$0) })
  }

  /// Trusts the certificates of a bundle, as ``insert(contentsOf:source:)`` does.
  @discardableResult
  public mutating func insert(_ bundle: CertificateBundle) -> TrustLoadSummary {
    change { $0.insert(bundle) }
  }

  /// Adds all anchors of another store with their constraints, and what it distrusts.
  ///
  /// The two share the other one's certificates and tables from then on. What takes time is to look for what both have, by
  /// way of the smaller store, and to go through what the other one demands and distrusts; and where a store comes of many
  /// unions, small layers are put together.
  public mutating func formUnion(_ other: TrustStore) {
    change { $0.formUnion(other.shared.contents) }
  }

  mutating func note(_ unreadable: TrustLoadSummary.Unreadable) {
    change { $0.summary.unreadable.append(unreadable) }
  }
}

extension TrustStore.Contents {
  fileprivate mutating func insert(_ bundle: CertificateBundle) -> TrustLoadSummary {
    var loaded = TrustLoadSummary()
    if let source = bundle.source { loaded.sources.append(source) }
    loaded.ignored = bundle.skipped.map { TrustLoadSummary.Ignored(source: bundle.source, block: $0) }
    let distrusting = bundle.trustAttributes.filter { $0.value.distrustsEverything }
    for place in distrusting.keys.sorted() {
      loaded.distrusted.append(bundle.list[place])
      distrusted.insert(bundle.list[place])
    }
    loaded.added = roots.insert(bundle.list) { distrusting[$0] == nil }
    loaded.duplicates = bundle.list.count - distrusting.count - loaded.added
    // Of two entries for one certificate, the first that says something about its use counts.
    for (place, new) in bundle.trustAttributes.sorted(by: { $0.key < $1.key }) where distrusting[place] == nil {
      let certificate = bundle.list[place]
      if attributes[certificate] == nil { attributes[certificate] = new }
    }
    summary.append(loaded)
    return loaded
  }

  fileprivate mutating func formUnion(_ other: TrustStore.Contents) {
    roots.formUnion(other.roots)
    for (certificate, lists) in other.attributes where attributes[certificate] == nil {
      attributes[certificate] = lists
    }
    for (certificate, new) in other.constraints { constraints[certificate] = new }
    if distrusted.isEmpty {
      distrusted = other.distrusted
    } else {
      for certificate in other.distrusted.certificates { distrusted.insert(certificate) }
    }
    summary.append(other.summary)
  }
}

extension TrustStore {
  /// Whether a certificate is an anchor, byte for byte, and not distrusted.
  public func contains(_ certificate: Certificate) -> Bool { index(of: certificate) != nil }

  package func index(of certificate: Certificate) -> Int? {
    guard let index = shared.contents.roots.index(of: certificate), !isDistrusted(certificate) else { return nil }
    return index
  }

  /// Whether a certificate is distrusted, byte for byte.
  package func isDistrusted(_ certificate: Certificate) -> Bool {
    !shared.contents.distrusted.isEmpty && shared.contents.distrusted.index(of: certificate) != nil
  }

  /// The entry that distrusts a certificate; `nil` if none does.
  package func distrustEntry(for certificate: Certificate) -> Certificate? {
    guard !shared.contents.distrusted.isEmpty, let index = shared.contents.distrusted.index(of: certificate) else {
      return nil
    }
    return shared.contents.distrusted[index]
  }

  /// Calls `body` with each anchor whose subject's name is the issuer of `child`, until it returns false or the budget is
  /// spent.
  package func forEachIssuerByName(
    of child: Certificate, _ effort: inout SearchEffort, _ budget: SearchBudget,
    _ body: (inout SearchEffort, Int, Certificate) -> Bool
  ) {
    shared.contents.roots.forEachIssuerByName(of: child, &effort, budget, body)
  }

  /// Calls `body` with each anchor in the order in which they were loaded, those that a file distrusts left out, until it
  /// returns false.
  func forEachAnchor(_ body: (Certificate) -> Bool) {
    shared.contents.roots.forEach { _, certificate in isDistrusted(certificate) || body(certificate) }
  }

  /// Whether a certificate is an anchor of which more is demanded than what it says itself.
  func isLimited(_ certificate: Certificate) -> Bool {
    guard !shared.contents.attributes.isEmpty || !shared.contents.constraints.isEmpty, contains(certificate) else {
      return false
    }
    return shared.contents.attributes[certificate] != nil || shared.contents.constraints[certificate] != nil
  }

  /// Calls `body` with each anchor whose subject is the name at `range`, as `matches` says of each other spelling, until one
  /// of them has had enough.
  func forEach(
    named bytes: Span<UInt8>, _ range: Range<Int>, where matches: (Certificate) -> Bool?, _ body: (Certificate) -> Bool
  ) {
    let hash = CertificateRecord.folded(DistinguishedName.indexHash(bytes, range))
    shared.contents.roots.forEach(named: bytes, range, hash, where: matches) { body($1) }
  }

  /// A store with one of its anchors alone and what is demanded of it, that distrusts what this one does.
  func limited(to anchor: Certificate) -> TrustStore {
    var contents = Contents()
    contents.distrusted = shared.contents.distrusted
    _ = contents.roots.insert(anchor)
    contents.attributes[anchor] = shared.contents.attributes[anchor]
    contents.constraints[anchor] = shared.contents.constraints[anchor]
    var store = TrustStore()
    store.shared = Shared(contents)
    return store
  }
}

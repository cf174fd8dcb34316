public import Certificates

/// The certificates that verification may end at: the system's, a person's own, or both.
///
/// A store is a value. Copies are cheap, and threads may share one. An anchor is found by its subject's name in
/// constant time, however many there are.
///
/// ```swift
/// var trust = TrustStore.system()
/// let summary = trust.insert(contentsOf: bytes, source: "ca.crt")
/// ```
public struct TrustStore: Sendable {
  /// Everything that was loaded so far, and what became of it.
  public private(set) var summary = TrustLoadSummary()

  private var roots = CertificateSet()
  /// For each certificate of `roots` the lists of its block; `nil` where it has none.
  private var attributes: [TrustAttributes?] = []
  /// What is demanded of the certificates of `roots` beyond that, by their place.
  private var constraints: [Int: AnchorConstraints] = [:]
  private var distrusted = CertificateSet()

  /// Creates a store that trusts nobody.
  public init() {}

  /// The number of anchors.
  public var count: Int { roots.certificates.count }

  /// Whether the store trusts nobody.
  public var isEmpty: Bool { roots.certificates.isEmpty }

  /// The anchors in the order in which they were loaded, those that a later file distrusts left out.
  public var anchors: [TrustAnchor] {
    roots.certificates.indices.map { anchor($0) }.filter { !isDistrusted($0.certificate) }
  }

  package func anchor(_ index: Int) -> TrustAnchor {
    TrustAnchor(
      certificate: roots.certificates[index], constraints: constraints.isEmpty ? nil : constraints[index],
      attributes: attributes[index])
  }

  /// Trusts one certificate.
  ///
  /// - Returns: false if it was there already.
  @discardableResult
  public mutating func insert(_ certificate: Certificate) -> Bool {
    insert(certificate, attributes: nil)
  }

  /// Trusts one certificate as far as constraints say.
  ///
  /// If it is there already, it is limited from now on; earlier constraints are replaced.
  ///
  /// - Returns: false if it was there already.
  @discardableResult
  public mutating func insert(_ certificate: Certificate, constraints new: AnchorConstraints) -> Bool {
    let (index, isNew) = roots.insert(certificate)
    if isNew { attributes.append(nil) }
    constraints[index] = new
    return isNew
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
    insert(CertificateBundle(bytes, source: source))
  }

  /// Trusts the certificates of a bundle, as ``insert(contentsOf:source:)`` does.
  @discardableResult
  public mutating func insert(_ bundle: CertificateBundle) -> TrustLoadSummary {
    var loaded = TrustLoadSummary()
    if let source = bundle.source { loaded.sources.append(source) }
    loaded.ignored = bundle.skipped.map { TrustLoadSummary.Ignored(source: bundle.source, block: $0) }
    roots.reserve(count + bundle.entries.count)
    attributes.reserveCapacity(count + bundle.entries.count)
    for entry in bundle.entries {
      if entry.trustAttributes?.distrustsEverything == true {
        distrusted.insert(entry.certificate)
        loaded.distrusted.append(entry.certificate)
      } else if insert(entry.certificate, attributes: entry.trustAttributes) {
        loaded.added += 1
      } else {
        loaded.duplicates += 1
      }
    }
    summary.append(loaded)
    return loaded
  }

  /// Adds all anchors of another store with their constraints, and what it distrusts.
  public mutating func formUnion(_ other: TrustStore) {
    roots.reserve(count + other.count)
    for (certificate, attributes) in zip(other.roots.certificates, other.attributes) {
      insert(certificate, attributes: attributes)
    }
    for (index, constraints) in other.constraints { insert(other.roots.certificates[index], constraints: constraints) }
    for certificate in other.distrusted.certificates { distrusted.insert(certificate) }
    summary.append(other.summary)
  }

  @discardableResult
  private mutating func insert(_ certificate: Certificate, attributes new: TrustAttributes?) -> Bool {
    let (index, isNew) = roots.insert(certificate)
    if isNew {
      attributes.append(new)
    } else if let new, attributes[index] == nil {
      // Of two entries for one certificate, the one that says more about its use counts.
      attributes[index] = new
    }
    return isNew
  }

  mutating func note(_ unreadable: TrustLoadSummary.Unreadable) {
    summary.unreadable.append(unreadable)
  }
}

extension TrustStore {
  /// Whether a certificate is an anchor, byte for byte, and not distrusted.
  public func contains(_ certificate: Certificate) -> Bool { index(of: certificate) != nil }

  package func index(of certificate: Certificate) -> Int? {
    guard let index = roots.index(of: certificate), !isDistrusted(certificate) else { return nil }
    return index
  }

  /// Whether a certificate is distrusted, byte for byte.
  package func isDistrusted(_ certificate: Certificate) -> Bool {
    !distrusted.certificates.isEmpty && distrusted.index(of: certificate) != nil
  }

  /// The entry that distrusts a certificate; `nil` if none does.
  package func distrustEntry(for certificate: Certificate) -> Certificate? {
    guard !distrusted.certificates.isEmpty, let index = distrusted.index(of: certificate) else { return nil }
    return distrusted.certificates[index]
  }

  /// Calls `body` with each anchor whose subject's name is the issuer of `child`, until it returns false or the budget is
  /// spent.
  func forEachIssuerByName(
    of child: Certificate, _ effort: inout SearchEffort, _ budget: SearchBudget,
    _ body: (inout SearchEffort, Int, Certificate) -> Bool
  ) {
    var spent = effort
    roots.forEachIssuerByName(of: child) {
      spent.isIssued(child, byNameOf: $0, budget)
    } _: {
      spent.exhausted == nil && body(&spent, $0, roots.certificates[$0])
    }
    effort = spent
  }

  /// Whether a certificate is an anchor of which more is demanded than what it says itself.
  func isLimited(_ certificate: Certificate) -> Bool {
    guard let index = index(of: certificate) else { return false }
    return attributes[index] != nil || constraints[index] != nil
  }

  /// Calls `body` with each anchor whose subject is the name at `range`, until it returns false.
  package func forEach(named bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Certificate) -> Bool) {
    roots.forEach(named: bytes, range) { body(roots.certificates[$0]) }
  }

  /// A store with one of its anchors alone and what is demanded of it, that distrusts what this one does.
  func limited(to anchor: Certificate) -> TrustStore {
    var store = TrustStore()
    store.distrusted = distrusted
    store.insert(anchor)
    if let index = roots.index(of: anchor) {
      store.attributes[0] = attributes[index]
      store.constraints[0] = constraints[index]
    }
    return store
  }
}

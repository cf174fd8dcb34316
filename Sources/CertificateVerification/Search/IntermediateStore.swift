public import Certificates

/// The certificates of authorities that a program has at hand, to build paths with where a peer leaves some out.
///
/// None of them is trusted for being here: it counts on a path as if the peer had presented it, and after those that the
/// peer did present where nothing else tells which to try first. One is found by its subject's name in constant time,
/// however many there are; each that has the name is counted by the ``SearchBudget``. A store is a value. Copies are
/// cheap, and threads may share one.
///
/// ```swift
/// var intermediates = IntermediateStore()
/// intermediates.insert(CertificateBundle(bytes, source: "intermediates.pem"))
/// verifier.intermediates = intermediates
/// ```
public struct IntermediateStore: Sendable {
  private var contents = LayeredCertificates()

  /// Creates a store with nothing in it.
  public init() {}

  /// The number of certificates.
  public var count: Int { contents.count }

  /// Whether there is no certificate.
  public var isEmpty: Bool { contents.count == 0 }

  /// The certificates in the order in which they came.
  public var certificates: [Certificate] {
    var certificates: [Certificate] = []
    certificates.reserveCapacity(count)
    contents.forEach { _, certificate in
      certificates.append(certificate)
      return true
    }
    return certificates
  }

  /// Adds one certificate.
  ///
  /// - Returns: false if it was there already, byte for byte.
  @discardableResult
  public mutating func insert(_ certificate: Certificate) -> Bool { contents.insert(certificate) }

  /// Adds the certificates of a bundle, whatever it says of trust in them.
  ///
  /// What could not be read is told by `CertificateBundle.skipped`.
  ///
  /// - Returns: how many were added; those that were there already are not counted.
  @discardableResult
  public mutating func insert(_ bundle: CertificateBundle) -> Int {
    contents.insert(bundle.list) { _ in true }
  }

  /// Where a certificate with the same bytes stands; `nil` if there is none.
  func index(of certificate: Certificate) -> Int? { isEmpty ? nil : contents.index(of: certificate) }

  /// Calls `body` with each certificate whose subject is the name at `range`, as `matches` says of each other spelling, until
  /// one of them has had enough.
  func forEach(
    named bytes: Span<UInt8>, _ range: Range<Int>, where matches: (Certificate) -> Bool?, _ body: (Certificate) -> Bool
  ) {
    guard !isEmpty else { return }
    let hash = CertificateRecord.folded(DistinguishedName.indexHash(bytes, range))
    contents.forEach(named: bytes, range, hash, where: matches) { body($1) }
  }

  /// Calls `body` with each certificate whose subject's name is the issuer of `child`, until it returns false or the
  /// budget is spent.
  func forEachIssuerByName(
    of child: Certificate, _ effort: inout SearchEffort, _ budget: SearchBudget,
    _ body: (inout SearchEffort, Int, Certificate) -> Bool
  ) {
    contents.forEachIssuerByName(of: child, &effort, budget, body)
  }
}

import Certificates

#if !hasFeature(Embedded)
  import Synchronization
#endif

/// Certificates that never change, with the tables by which they are found; stores and threads share them.
final class CertificateLayer: Sendable {
  /// The certificates.
  let certificates: CertificateSet
  /// How many there are.
  let count: Int

  #if !hasFeature(Embedded)
    /// The places by the identifier of the subject's key, once that has been asked for.
    ///
    /// Few ask, so that nobody else pays for reading the extensions of all.
    private let byKeyIdentifier = Mutex<ChainedIndex?>(nil)
  #endif

  init(_ certificates: consuming CertificateSet) {
    count = certificates.count
    self.certificates = certificates
  }

  /// Calls `body` with each certificate whose subject is the name at `range`, as ``CertificateSet`` does.
  ///
  /// The tables of a class are read where they are; a copy of them would be counted.
  func forEach(
    named bytes: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32, _ spellings: inout ComparedSpellings,
    isCounted: (Int) -> Bool, where matches: (Certificate) -> Bool?, _ body: (Int, Certificate) -> Bool
  ) -> Bool {
    certificates.forEach(named: bytes, range, hash, &spellings, isCounted: isCounted, where: matches, body)
  }

  /// Calls `body` with the place of each certificate that has a subject's key identifier, in order.
  ///
  /// Embedded Swift has no locks, and walks through all.
  func forEach(keyIdentifier: [UInt8], _ body: (Int) -> Void) {
    #if hasFeature(Embedded)
      for place in 0..<count where certificates[place].subjectKeyIdentifier == keyIdentifier { body(place) }
    #else
      let index = byKeyIdentifier.withLock { known in
        if let known { return known }
        var index = ChainedIndex(capacity: count)
        for place in 0..<count { index.append(Self.hash(certificates[place].subjectKeyIdentifier ?? [])) }
        known = index
        return index
      }
      index.forEach(Self.hash(keyIdentifier)) { place in
        if certificates[place].subjectKeyIdentifier == keyIdentifier { body(place) }
        return true
      }
    #endif
  }

  #if !hasFeature(Embedded)
    private static func hash(_ identifier: [UInt8]) -> UInt32 {
      CertificateRecord.folded(ContentHash.hash(identifier.span, 0..<identifier.count))
    }
  #endif
}

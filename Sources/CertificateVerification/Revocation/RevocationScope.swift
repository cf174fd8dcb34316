import CertificateEncoding
import Certificates

/// What a complete list covers, as its issuing distribution point says (RFC 5280 §5.2.5, §6.3.3 (b)).
struct RevocationScope {
  private let list: CertificateRevocationList
  private let point: IssuingDistributionPoint?

  init(_ list: CertificateRevocationList) {
    self.list = list
    point = list.issuingDistributionPoint
  }

  /// The reasons for which it lists certificates (RFC 5280 §6.3.3 (d)).
  var reasons: RevocationReasons { point?.onlySomeReasons ?? .all }

  /// Whether it covers a certificate by a distribution point of it, whose signers' names have been compared.
  func covers(
    _ node: PathNode, _ place: RevocationPoint, _ known: inout NameMemory, _ effort: inout SearchEffort,
    _ budget: SearchBudget
  ) -> Bool {
    // §6.3.3 (b)(1): whoever signs for another issuer says so.
    guard let point else { return place.signers == nil }
    guard place.signers == nil || point.isIndirect else { return false }
    // §6.3.3 (b)(2)(ii) to (iv)
    let isAuthority = node.facts.basicConstraints?.isCA == true
    guard !point.onlyContainsAttributeCertificates, !(point.onlyContainsUserCertificates && isAuthority),
      !(point.onlyContainsAuthorityCertificates && !isAuthority)
    else { return false }
    // §6.3.3 (b)(2)(i)
    guard let name = point.name else { return true }
    guard let wanted = place.names ?? place.signers else { return false }
    return wanted.meets(names(name), &known, &effort, budget)
  }

  private func names(_ name: DistributionPointName) -> PlaceNames {
    switch name {
    case .fullName(let names): return PlaceNames(list.arena, names)
    case .relativeToIssuer(let contents):
      let array = list.arena.bytes
      return list.issuer.appending(array.span, relativeName: contents).map { PlaceNames($0) } ?? .none(list.arena)
    }
  }
}

extension CertificateRevocationList {
  /// Whether this list brings another one of the same issuer up to date (RFC 5280 §5.2.4, §6.3.3 (c)).
  func isDelta(to complete: CertificateRevocationList) -> Bool {
    guard let base = layout.baseNumber, let number = complete.layout.number, layout.number != nil else { return false }
    let (bytes, otherBytes) = (arena.bytes, complete.arena.bytes)
    let (span, otherSpan) = (bytes.span, otherBytes.span)
    // The same scope, which an authority writes the same way, and the same key.
    return Self.areSame(span, layout.issuingDistributionPoint, otherSpan, complete.layout.issuingDistributionPoint)
      && Self.areSame(span, layout.keyIdentifier, otherSpan, complete.layout.keyIdentifier)
      && !Self.isLess(otherSpan, number.range, span, base.range)
      && complete.isNumbered(below: self)
  }

  /// Whether it covers what another list of the same issuer does, as far as both write it in the same way.
  func hasScope(of other: CertificateRevocationList) -> Bool {
    let (bytes, otherBytes) = (arena.bytes, other.arena.bytes)
    return Self.areSame(
      bytes.span, layout.issuingDistributionPoint, otherBytes.span, other.layout.issuingDistributionPoint)
  }

  /// Whether its number is lower than another list's; false where one has none.
  func isNumbered(below other: CertificateRevocationList) -> Bool {
    guard let number = layout.number, let otherNumber = other.layout.number else { return false }
    let (bytes, otherBytes) = (arena.bytes, other.arena.bytes)
    return Self.isLess(bytes.span, number.range, otherBytes.span, otherNumber.range)
  }

  private static func areSame(
    _ bytes: Span<UInt8>, _ range: ArenaRange?, _ otherBytes: Span<UInt8>, _ otherRange: ArenaRange?
  ) -> Bool {
    switch (range, otherRange) {
    case (nil, nil): true
    case (.some(let range), .some(let otherRange)): bytes.equals(range.range, otherBytes, otherRange.range)
    default: false
    }
  }

  /// Whether a number is less than another one; both are without leading zeros.
  private static func isLess(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ otherBytes: Span<UInt8>, _ otherRange: Range<Int>
  ) -> Bool {
    if range.count != otherRange.count { return range.count < otherRange.count }
    for (offset, otherOffset) in zip(range, otherRange) where bytes[offset] != otherBytes[otherOffset] {
      return bytes[offset] < otherBytes[otherOffset]
    }
    return false
  }
}

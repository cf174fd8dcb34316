import CertificateEncoding
import Certificates

/// A place that may say of a certificate whether it is revoked: one of its distribution points, or the one that is
/// assumed for its issuer (RFC 5280 §6.3.3).
struct RevocationPoint: Sendable {
  /// What the place is called; `nil` if it is known by who signs the list alone.
  let names: PlaceNames?
  /// For which reasons its list lists certificates.
  let reasons: RevocationReasons
  /// Who signs the list; `nil` for the certificate's issuer.
  let signers: PlaceNames?

  /// The place that is assumed: "both the reasons and the cRLIssuer fields omitted and a distribution point name of the
  /// certificate issuer".
  init(issuerOf certificate: Certificate) {
    names = PlaceNames(certificate.issuer)
    reasons = .all
    signers = nil
  }

  /// A distribution point of a certificate.
  init(_ point: DistributionPoint, of certificate: Certificate) {
    let arena = certificate.arena
    signers = point.crlIssuer.map { PlaceNames(arena, $0) }
    reasons = point.reasons ?? .all
    switch point.name {
    case .fullName(let list): names = PlaceNames(arena, list)
    case .relativeToIssuer(let contents):
      // RFC 5280 §4.2.1.13: relative to cRLIssuer, which is then one name, else to the certificate's issuer.
      let base = signers.map { $0.onlyDirectoryName } ?? certificate.issuer
      let array = arena.bytes
      names = base?.appending(array.span, relativeName: contents).map { PlaceNames($0) } ?? .none(arena)
    case nil: names = nil
    }
  }
}

/// The names of a place, wherever they lie.
struct PlaceNames: Sendable {
  private let arena: ByteArena
  /// The names, if they are several of any form.
  private let list: GeneralNames?
  /// Where the name lies, if it is one of a directory.
  private let directoryName: Range<Int>?

  /// Creates a list of names.
  init(_ arena: ByteArena, _ list: GeneralNames) {
    (self.arena, self.list, directoryName) = (arena, list, nil)
  }

  /// Creates the name of a directory's entry.
  init(_ name: DistinguishedName) {
    (arena, list, directoryName) = (name.arena, nil, name.range)
  }

  private init(nothingIn arena: ByteArena) {
    (self.arena, list, directoryName) = (arena, nil, nil)
  }

  /// No name, as where one could not be made.
  static func none(_ arena: ByteArena) -> PlaceNames { PlaceNames(nothingIn: arena) }

  /// The name of a directory's entry, if there is exactly one.
  var onlyDirectoryName: DistinguishedName? {
    var (found, count) = (directoryName, directoryName == nil ? 0 : 1)
    let array = arena.bytes
    list?.forEach(array.span) { name in
      guard case .directoryName(let range) = name else { return }
      (found, count) = (range, count + 1)
    }
    return count == 1 ? found.map { DistinguishedName(arena: arena, range: $0) } : nil
  }

  /// Whether `isWanted` is true of one of the names.
  func contains(where isWanted: (Span<UInt8>, GeneralName) -> Bool) -> Bool {
    let array = arena.bytes
    let bytes = array.span
    if let directoryName { return isWanted(bytes, .directoryName(directoryName)) }
    return list?.contains(bytes) { isWanted(bytes, $0) } ?? false
  }

  /// Whether one of the names is one of another place's; false as well when the budget is spent.
  func meets(
    _ other: PlaceNames, _ known: inout NameMemory, _ effort: inout SearchEffort, _ budget: SearchBudget
  ) -> Bool {
    var (spent, names) = (effort, known)
    let isFound = contains { bytes, name in
      other.contains { otherBytes, otherName in
        guard spent.spendRevocationStep(budget) else { return false }
        guard case .directoryName(let range) = name, case .directoryName(let otherRange) = otherName else {
          return Self.areSame(bytes, name, otherBytes, otherName)
        }
        return names.matches(bytes, range, otherBytes, otherRange, &spent, budget)
      }
    }
    (effort, known) = (spent, names)
    return isFound
  }

  /// Whether two names, not both of a directory, are the same; URIs are compared byte for byte, as whoever writes both
  /// has one name for the place.
  private static func areSame(
    _ bytes: Span<UInt8>, _ name: GeneralName, _ otherBytes: Span<UInt8>, _ other: GeneralName
  ) -> Bool {
    switch (name, other) {
    case (.uniformResourceIdentifier(let range), .uniformResourceIdentifier(let otherRange)),
      (.dnsName(let range), .dnsName(let otherRange)), (.rfc822Name(let range), .rfc822Name(let otherRange)),
      (.ipAddress(let range), .ipAddress(let otherRange)), (.x400Address(let range), .x400Address(let otherRange)),
      (.ediPartyName(let range), .ediPartyName(let otherRange)):
      return bytes.equals(range, otherBytes, otherRange)
    case (.registeredID(let identifier), .registeredID(let otherIdentifier)): return identifier == otherIdentifier
    case (.otherName(let type, let range), .otherName(let otherType, let otherRange)):
      return type == otherType && bytes.equals(range, otherBytes, otherRange)
    default: return false
    }
  }
}

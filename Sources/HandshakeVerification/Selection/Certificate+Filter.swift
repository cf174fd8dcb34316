import CertificateEncoding
import Certificates

extension Certificate {
  /// Whether an extension holds all that a filter wants (RFC 8446 §4.2.5): an extension that is known and named must be
  /// there, with all values of the filter.
  ///
  /// An extension that this library doesn't know is to be ignored. How values are matched, the standard of each
  /// extension says: there are rules for key usage and extended key usage. Of another extension, the elements of the
  /// filter's sequence must all be among the certificate's, byte for byte; what is no sequence must be the same.
  func matches(_ filter: CertificateRequest.Filter) -> Bool {
    guard ExtensionKind(filter.identifier) != nil else { return true }
    guard let slot = firstExtension(filter.identifier) else { return false }
    guard !filter.values.isEmpty else { return true }
    let array = arena.bytes
    let bytes = array.span
    let wanted = filter.values.span
    switch filter.identifier {
    case .keyUsage:
      // All bits of the filter are set.
      guard let own = try? KeyUsage(bytes, slot.value), let other = try? KeyUsage(wanted, 0..<wanted.count) else {
        return false
      }
      return own.isSuperset(of: other)
    case .extendedKeyUsage:
      // All purposes of the filter are there, by name; anyExtendedKeyUsage MUST NOT be in a filter, and stands for none.
      guard let own = try? ExtendedKeyUsage(bytes, slot.value),
        let other = try? ExtendedKeyUsage(wanted, 0..<wanted.count)
      else { return false }
      var isMatch = true
      other.forEach(wanted) { if !own.contains($0, bytes) { isMatch = false } }
      return isMatch
    default:
      if bytes.equals(slot.value, wanted, 0..<wanted.count) { return true }
      guard let own = Self.elements(bytes, slot.value), let other = Self.elements(wanted, 0..<wanted.count) else {
        return false
      }
      return other.isSubset(of: own)
    }
  }

  /// The elements of a sequence; `nil` for what is none.
  private static func elements(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Set<[UInt8]>? {
    var reader = DERReader(range)
    guard var list = try? reader.enter(.sequence, bytes), reader.isAtEnd else { return nil }
    var elements: Set<[UInt8]> = []
    while !list.isAtEnd {
      guard let element = try? list.read(bytes) else { return nil }
      elements.insert(element.encoded.map { bytes[$0] })
    }
    return elements
  }
}

import CertificateEncoding

/// Reads a list of extensions one after the other, and refuses it if one stands there twice (RFC 5280 §4.2, §5.2, §5.3).
struct UniqueExtensions {
  private let list: DERReader
  private var reader: DERReader
  private var count = 0
  /// One bit for each of 64 classes of identifiers: only where an extension meets a bit that is set can it be a
  /// repetition, and only then are the earlier ones looked at.
  private var seen: UInt64 = 0

  /// Creates a reader of the Extension structures that fill `range`.
  init(_ range: Range<Int>) {
    list = DERReader(range)
    reader = list
  }

  /// Reads the next extension; `nil` at the end.
  mutating func next(_ bytes: Span<UInt8>) throws(RevocationListFlaw) -> CertificateExtension? {
    guard !reader.isAtEnd else { return nil }
    let start = reader.position
    count += 1
    guard count <= Certificate.maximumExtensionCount else { throw RevocationListFlaw(.tooManyExtensions, at: start) }
    let found = try Self.read(bytes, &reader)
    var sum: UInt64 = 0
    for offset in found.identifierRange { sum = sum &* 31 &+ UInt64(bytes[offset]) }
    let bit: UInt64 = 1 << (sum % 64)
    if seen & bit != 0 {
      var earlier = list
      while earlier.position < start {
        let other = try Self.read(bytes, &earlier)
        if bytes.equals(other.identifierRange, bytes, found.identifierRange) {
          throw RevocationListFlaw(.duplicateExtension(found.identifier(bytes)), at: start)
        }
      }
    }
    seen |= bit
    return found
  }

  private static func read(
    _ bytes: Span<UInt8>, _ reader: inout DERReader
  ) throws(RevocationListFlaw) -> CertificateExtension {
    do throws(DERError) {
      return try CertificateExtension.read(bytes, &reader)
    } catch {
      throw RevocationListFlaw(error)
    }
  }
}

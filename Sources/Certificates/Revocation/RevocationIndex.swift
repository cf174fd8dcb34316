import CertificateEncoding

/// Finds the entries of a revocation list by serial number, in logarithmic time.
///
/// It holds eight bytes for each entry: a hash of the serial number, and where the entry starts, sorted. The entries stay
/// where they are, and are decoded anew where they are found. In a list of several issuers' certificates, it also holds
/// where each issuer's entries start (RFC 5280 §5.3.3).
///
/// The hash has no secret, so that whoever makes a list can give many serial numbers the same one. A search then
/// meets all of them, and whoever searches counts what it meets.
package struct RevocationIndex: Sendable {
  /// Entries that follow one that names the issuer of its certificate.
  private struct Section: Sendable {
    let start: UInt32
    let issuer: GeneralNames
  }

  /// The hash in the upper half, the entry's offset in the lower one.
  private var keys: [UInt64] = []
  private var sections: [Section] = []

  /// Reads the entries of a list, each of them once.
  package init(_ list: CertificateRevocationList) {
    keys.reserveCapacity(list.entryCount)
    // RFC 5280 §5.3.3: only an indirect list has entries of other issuers; one that is none and says so all the same
    // is taken at its worst, and every entry for one of its own issuer.
    let namesIssuers = list.layout.namesCertificateIssuers && list.issuingDistributionPoint?.isIndirect == true
    let array = list.arena.bytes
    let bytes = array.span
    var reader = DERReader(list.layout.entries.range)
    // The entries were read when the list was, so that this reading does not fail.
    while !reader.isAtEnd, let element = try? reader.read(bytes) {
      var fields = DERReader(element.contents)
      guard let serialNumber = try? fields.read(bytes).contents else { break }
      let offset = UInt32(truncatingIfNeeded: element.start)
      keys.append(UInt64(Self.hash(bytes, serialNumber)) << 32 | UInt64(offset))
      // Only where the list has such entries are they decoded whole.
      if namesIssuers {
        var entry = DERReader(element.encoded)
        guard let issuer = (try? RevokedEntry(bytes, &entry))?.certificateIssuer else { continue }
        sections.append(Section(start: offset, issuer: issuer))
      }
    }
    keys.sort()
  }

  /// How many entries there are.
  package var count: Int { keys.count }

  /// Calls `body` with each entry of `list` that may have the serial number at `range` of `serial`, in the order of the
  /// list, and with the issuer that it names or inherits, until it returns false.
  ///
  /// `body` is also called, with `nil`, for an entry of another number with the same hash.
  package func forEachEntry(
    of list: CertificateRevocationList, _ serial: Span<UInt8>, _ range: Range<Int>,
    _ body: (Span<UInt8>, RevokedEntry?, _ issuer: GeneralNames?) -> Bool
  ) {
    let hash = Self.hash(serial, range)
    let array = list.arena.bytes
    let bytes = array.span
    var place = firstIndex(keys.count) { keys[$0] >= UInt64(hash) << 32 }
    while place < keys.count, UInt32(truncatingIfNeeded: keys[place] >> 32) == hash {
      let offset = UInt32(truncatingIfNeeded: keys[place])
      place += 1
      var reader = DERReader(Int(offset)..<list.layout.entries.range.upperBound)
      guard let entry = try? RevokedEntry(bytes, &reader) else { return }
      let isWanted = bytes.equals(entry.serialNumber, serial, range)
      guard body(bytes, isWanted ? entry : nil, isWanted ? issuer(at: offset) : nil) else { return }
    }
  }

  /// The issuer that holds for the entry at an offset; `nil` for the list's own.
  private func issuer(at offset: UInt32) -> GeneralNames? {
    let next = firstIndex(sections.count) { sections[$0].start > offset }
    return next == 0 ? nil : sections[next - 1].issuer
  }

  /// The first number below `count` for which `isPast` is true, which is then true for all that follow.
  private func firstIndex(_ count: Int, where isPast: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if isPast(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The hash of a serial number: FNV-1a (draft-eastlake-fnv, §2), both halves mixed.
  package static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for offset in range { hash = (hash ^ UInt64(bytes[offset])) &* 0x100_0000_01B3 }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}

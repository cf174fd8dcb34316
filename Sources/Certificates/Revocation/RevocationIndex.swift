import CertificateEncoding

/// Finds the entries of a revocation list by serial number, in constant time, and in logarithmic time in a list that was
/// made to prevent that.
///
/// It holds eight bytes for each entry: a hash of the serial number, and where the entry starts, sorted; and at most four
/// more for where the hashes with the same first bits start. The entries stay where they are, and are decoded anew where
/// they are found. In a list of several issuers' certificates, it also holds where each issuer's entries start (RFC 5280
/// §5.3.3).
///
/// The hash has no secret, so that whoever makes a list can give many serial numbers the same one. A search then
/// meets all of them, and whoever searches counts what it meets.
package struct RevocationIndex: Sendable {
  /// An entry with the serial number that was searched for, which was read as far as to know that.
  package struct Match: Sendable {
    /// Where the contents of the serial number lie, two's complement.
    package let serialNumber: Range<Int>
    /// Where the entry lies.
    private let range: Range<Int>

    /// Reads the entry that starts at an offset; `nil` if it has another number than the one at `range` of `serial`.
    fileprivate init?(_ bytes: Span<UInt8>, at offset: UInt32, _ serial: Span<UInt8>, _ range: Range<Int>) {
      var reader = DERReader(Int(offset)..<bytes.count)
      guard let element = try? reader.read(bytes) else { return nil }
      var fields = DERReader(element.contents)
      guard let number = try? fields.read(bytes).contents, bytes.equals(number, serial, range) else { return nil }
      serialNumber = number
      self.range = element.encoded
    }

    /// The whole entry, decoded from the list's bytes; never `nil`, as the list was read before.
    package func entry(_ bytes: Span<UInt8>) -> RevokedEntry? {
      var reader = DERReader(range)
      return try? RevokedEntry(bytes, &reader)
    }
  }

  /// Entries that follow one that names the issuer of its certificate.
  private struct Section: Sendable {
    let start: UInt32
    let issuer: GeneralNames
  }

  /// The most hashes that are looked at one after the other; of more with the same first bits, half are left out at a time.
  private static let walkCount = 8

  /// The hash in the upper half, the entry's offset in the lower one.
  private var keys: [UInt64] = []
  /// Where in `keys` those with the same first bits start, by these bits, and where the last ones end.
  private var starts: [UInt32] = []
  /// How many bits of a key follow those.
  private let shift: Int
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
    // One or two entries for each start, as far as chance goes.
    let bitCount = keys.isEmpty ? 0 : Int.bitWidth - 1 - keys.count.leadingZeroBitCount
    shift = UInt64.bitWidth - bitCount
    let count = 1 << bitCount
    starts.reserveCapacity(count + 1)
    for (place, key) in keys.enumerated() {
      let bits = Int(truncatingIfNeeded: key >> shift)
      while starts.count <= bits { starts.append(UInt32(truncatingIfNeeded: place)) }
    }
    while starts.count <= count { starts.append(UInt32(truncatingIfNeeded: keys.count)) }
  }

  /// How many entries there are.
  package var count: Int { keys.count }

  /// Calls `body` with each entry of `list` that has the serial number at `range` of `serial`, in the order of the list,
  /// and with the issuer that it names or inherits, until it returns false.
  ///
  /// `body` is also called, with `nil`, for an entry of another number with the same hash.
  package func forEachEntry(
    of list: CertificateRevocationList, _ serial: Span<UInt8>, _ range: Range<Int>,
    _ body: (Span<UInt8>, Match?, _ issuer: GeneralNames?) -> Bool
  ) {
    let hash = Self.hash(serial, range)
    let least = UInt64(hash) << 32
    let bits = Int(truncatingIfNeeded: least >> shift)
    var (place, end) = (Int(truncatingIfNeeded: starts[bits]), Int(truncatingIfNeeded: starts[bits + 1]))
    if end - place > Self.walkCount { place = firstIndex(place..<end) { keys[$0] >= least } }
    while place < end, keys[place] < least { place += 1 }
    guard place < end, keys[place] >> 32 == UInt64(hash) else { return }
    let array = list.arena.bytes
    let bytes = array.span
    while place < end, keys[place] >> 32 == UInt64(hash) {
      let offset = UInt32(truncatingIfNeeded: keys[place])
      place += 1
      let match = Match(bytes, at: offset, serial, range)
      guard body(bytes, match, match == nil ? nil : issuer(at: offset)) else { return }
    }
  }

  /// The issuer that holds for the entry at an offset; `nil` for the list's own.
  private func issuer(at offset: UInt32) -> GeneralNames? {
    guard !sections.isEmpty else { return nil }
    let next = firstIndex(sections.indices) { sections[$0].start > offset }
    return next == 0 ? nil : sections[next - 1].issuer
  }

  /// The first number in `range` for which `isPast` is true, which is then true for all that follow; its end if there is
  /// none.
  private func firstIndex(_ range: Range<Int>, where isPast: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = low + (high - low) / 2
      if isPast(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The hash of a serial number, eight bytes at a time.
  package static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    let number = bytes.extracting(range)
    var hash: UInt64 = 0x2D35_8DCC_AA6C_78A5
    if number.count < 8 {
      var word: UInt64 = 0
      for offset in number.indices { word = word &<< 8 | UInt64(number[offset]) }
      hash = mix(hash, word)
    } else {
      var offset = 0
      while number.count - offset > 8 {
        hash = mix(hash, word(number, at: offset))
        offset += 8
      }
      // The last word may have bytes of the one before it.
      hash = mix(hash, word(number, at: number.count - 8))
    }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  /// A multiplication to twice the width with the halves folded together, as in Wang Yi's wyhash.
  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low
  }

  /// The eight bytes from an offset on, the first one lowest.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, at offset: Int) -> UInt64 {
    let part = bytes.extracting(offset..<offset + 8)
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(part[index]) &<< UInt64(truncatingIfNeeded: 8 * index) }
    return word
  }
}

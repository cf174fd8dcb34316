import CertificateEncoding

// Nearly all certificates are written one way: version 1 or 3, lengths of at most two bytes, no unique identifiers, names of
// short strings. Here they are read in one straight walk, for which nothing is thrown and nothing is made. Whatever else
// there is, right or wrong, is left to `CertificateParser`. So each step here accepts only what that parser accepts as well.

extension CertificateRecord {
  /// The record of a certificate that takes the whole of `range`, but for its arena and the hash of its contents; `nil`
  /// tells nothing of the certificate.
  @inline(__always)
  static func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ position: Certificate.Position?, seed: UInt64
  ) -> CertificateRecord? {
    var issuerHash: UInt64?
    return read(bytes, range, position, seed: seed, &issuerHash)
  }

  /// The same record; and the hash of the issuer's name, if that is one of plain strings.
  @inline(__always)
  static func read(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ position: Certificate.Position?, seed: UInt64,
    _ issuerHash: inout UInt64?
  ) -> CertificateRecord? {
    var record = CertificateRecord()
    record.block = UInt32(clamping: position?.block ?? 0)
    record.line = UInt32(clamping: position?.line ?? 0)
    return record.read(bytes, range.lowerBound, range.upperBound, seed, &issuerHash) ? record : nil
  }

  /// The layout of a certificate that takes all of `bytes`, if it can be read in a straight walk; `nil` tells nothing of it.
  package static func fastLayout(_ bytes: Span<UInt8>) -> CertificateLayout? {
    read(bytes, 0..<bytes.count, nil, seed: HashSeed.words[0])?.layout
  }

  /// Fills the record from the certificate between two offsets; false if it is none, or of another kind.
  private mutating func read(
    _ bytes: Span<UInt8>, _ base: Int, _ end: Int, _ seed: UInt64, _ issuerHash: inout UInt64?
  ) -> Bool {
    guard base >= 0, end &- base <= Int(UInt16.max), end <= bytes.count, end <= ByteArena.maximumByteCount else {
      return false
    }
    // RFC 5280 §4.1: Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
    var place = base
    guard Walk.enter(bytes, 0x30, &place, end) == end else { return false }
    let signedEnd = Walk.enter(bytes, 0x30, &place, end)
    guard signedEnd >= 0 else { return false }
    var behind = signedEnd
    let algorithmEnd = Walk.enter(bytes, 0x30, &behind, end)
    guard algorithmEnd >= 0, Walk.isAlgorithm(bytes, behind, algorithmEnd) else { return false }
    behind = algorithmEnd
    guard Walk.enter(bytes, 0x03, &behind, end) == end, behind < end, bytes[behind] == 0 else { return false }

    guard let version = Walk.version(bytes, &place, signedEnd) else { return false }
    let serialEnd = Walk.enter(bytes, 0x02, &place, signedEnd)
    guard serialEnd >= 0, Walk.isMinimalInteger(bytes, place, serialEnd) else { return false }
    let serial = place
    let issuer = serialEnd &+ algorithmEnd &- signedEnd
    guard issuer <= signedEnd, bytes.equals(serialEnd..<issuer, bytes, signedEnd..<algorithmEnd) else { return false }
    place = issuer
    let issuerContents = Walk.enter(bytes, 0x30, &place, signedEnd)
    guard issuerContents >= 0 else { return false }
    let issuerStart = place
    place = issuerContents
    guard Walk.enter(bytes, 0x30, &place, signedEnd) >= 0, let notBefore = Walk.time(bytes, &place, signedEnd),
      let notAfter = Walk.time(bytes, &place, signedEnd)
    else { return false }
    // The SEQUENCE of both times ended where they did: it lay between the issuer and the subject.
    guard Walk.endsAt(bytes, issuerContents, place, signedEnd) else { return false }
    let subject = place
    let subjectEnd = Walk.enter(bytes, 0x30, &place, signedEnd)
    guard subjectEnd >= 0 else { return false }
    let plainHash = Walk.plainName(bytes, subject, place, subjectEnd, seed)
    guard let hash = plainHash ?? Walk.anyName(bytes, subject, subjectEnd) else { return false }
    issuerHash = plainHash
    if !bytes.equals(issuer..<issuerContents, bytes, subject..<subjectEnd) {
      issuerHash = Walk.plainName(bytes, issuer, issuerStart, issuerContents, seed)
      guard issuerHash != nil || Walk.anyName(bytes, issuer, issuerContents) != nil else { return false }
    }
    place = subjectEnd
    let keyEnd = Walk.enter(bytes, 0x30, &place, signedEnd)
    guard keyEnd >= 0, Walk.isKey(bytes, place, keyEnd) else { return false }
    if keyEnd < signedEnd {
      place = keyEnd
      guard version == 3, Walk.enter(bytes, 0xA3, &place, signedEnd) == signedEnd,
        Walk.enter(bytes, 0x30, &place, signedEnd) == signedEnd, Walk.areExtensions(bytes, place, signedEnd)
      else { return false }
      extensionsStart = UInt16(truncatingIfNeeded: place &- base)
      extensionsCount = UInt16(truncatingIfNeeded: signedEnd &- place)
    }

    start = UInt32(truncatingIfNeeded: base)
    subjectHash = Self.folded(hash)
    first = Self.packed(notBefore) | UInt64(truncatingIfNeeded: end &- base) << 8 | UInt64(version)
    second = Self.packed(notAfter)
    serialStart = UInt16(truncatingIfNeeded: serial &- base)
    serialCount = UInt16(truncatingIfNeeded: serialEnd &- serial)
    algorithmStart = UInt16(truncatingIfNeeded: signedEnd &- base)
    algorithmCount = UInt16(truncatingIfNeeded: algorithmEnd &- signedEnd)
    self.issuerStart = UInt16(truncatingIfNeeded: issuer &- base)
    issuerCount = UInt16(truncatingIfNeeded: issuerContents &- issuer)
    subjectStart = UInt16(truncatingIfNeeded: subject &- base)
    subjectCount = UInt16(truncatingIfNeeded: subjectEnd &- subject)
    keyCount = UInt16(truncatingIfNeeded: keyEnd &- subjectEnd)
    signatureStart = UInt16(truncatingIfNeeded: behind &+ 1 &- base)
    return true
  }
}

/// The steps of the walk; each gives up on whatever is unusual.
enum Walk {
  /// Where the contents of the element with `tag` at `place` end, which is moved to their start; -1 if it is not there.
  ///
  /// Lengths have their shortest form in at most two bytes (X.690 §10.1). `end` is within the buffer.
  @inline(__always)
  static func enter(_ bytes: Span<UInt8>, _ tag: UInt8, _ place: inout Int, _ end: Int) -> Int {
    guard end &- place >= 2, bytes[place] == tag else { return -1 }
    var length = Int(truncatingIfNeeded: bytes[place &+ 1])
    var start = place &+ 2
    if length >= 0x80 {
      if length == 0x82 {
        guard end &- start >= 2 else { return -1 }
        length = Int(truncatingIfNeeded: bytes[start]) << 8 | Int(truncatingIfNeeded: bytes[start &+ 1])
        guard length >= 0x100 else { return -1 }
        start &+= 2
      } else {
        guard length == 0x81, end &- start >= 1 else { return -1 }
        length = Int(truncatingIfNeeded: bytes[start])
        guard length >= 0x80 else { return -1 }
        start &+= 1
      }
    }
    guard length <= end &- start else { return -1 }
    place = start
    return start &+ length
  }

  /// Whether the SEQUENCE at `place` ends at `contentsEnd`.
  @inline(__always)
  static func endsAt(_ bytes: Span<UInt8>, _ place: Int, _ contentsEnd: Int, _ end: Int) -> Bool {
    var place = place
    return enter(bytes, 0x30, &place, end) == contentsEnd
  }

  /// 1 where the version is left out, 3 where it says so; `nil` for any other (RFC 5280 §4.1.2.1).
  @inline(__always)
  static func version(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> UInt8? {
    guard end &- place >= 5 else { return nil }
    guard bytes[place] == 0xA0 else { return bytes[place] == 0x02 ? 1 : nil }
    guard bytes[place &+ 1] == 3, bytes[place &+ 2] == 2, bytes[place &+ 3] == 1, bytes[place &+ 4] == 2 else {
      return nil
    }
    place &+= 5
    return 3
  }

  /// Whether the contents of an INTEGER have no needless byte (X.690 §8.3.2).
  @inline(__always)
  static func isMinimalInteger(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end &- start > 1 else { return end > start }
    let (one, other) = (bytes[start], bytes[start &+ 1])
    return !(one == 0 && other < 0x80 || one == 0xFF && other >= 0x80)
  }

  /// Whether the contents of an OBJECT IDENTIFIER are whole components (X.690 §8.19.2).
  @inline(__always)
  static func isObjectIdentifier(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    var startsComponent = true
    var place = start
    while place < end {
      let byte = bytes[place]
      if startsComponent, byte == 0x80 { return false }
      startsComponent = byte < 0x80
      place &+= 1
    }
    return startsComponent
  }

  /// Whether an AlgorithmIdentifier has these contents: an identifier, and at most one element more.
  @inline(__always)
  static func isAlgorithm(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var place = start
    let identifierEnd = enter(bytes, 0x06, &place, end)
    guard identifierEnd >= 0, isObjectIdentifier(bytes, place, identifierEnd) else { return false }
    guard identifierEnd < end else { return true }
    let tag = bytes[identifierEnd]
    place = identifierEnd
    return tag & 0x1F != 0x1F && enter(bytes, tag, &place, end) == end
  }

  /// Whether a SubjectPublicKeyInfo has these contents, its key in whole bytes.
  @inline(__always)
  static func isKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var place = start
    let algorithmEnd = enter(bytes, 0x30, &place, end)
    guard algorithmEnd >= 0, isAlgorithm(bytes, place, algorithmEnd) else { return false }
    place = algorithmEnd
    return enter(bytes, 0x03, &place, end) == end && place < end && bytes[place] == 0
  }

  /// Whether a list of extensions has these contents, and none can be there twice.
  static func areExtensions(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard start < end else { return false }
    var place = start
    var count = 0
    // A bit for each of the extensions of RFC 5280, 2.5.29.x with x below 40, and for each of 24 classes of all others.
    var seen: UInt64 = 0
    while place < end {
      let extensionEnd = enter(bytes, 0x30, &place, end)
      guard extensionEnd >= 0 else { return false }
      let identifierEnd = enter(bytes, 0x06, &place, extensionEnd)
      guard identifierEnd >= 0 else { return false }
      let bit: UInt64
      if identifierEnd &- place == 3, bytes[place] == 0x55, bytes[place &+ 1] == 0x1D, bytes[place &+ 2] < 40 {
        bit = 1 &<< UInt64(truncatingIfNeeded: bytes[place &+ 2])
      } else {
        guard isObjectIdentifier(bytes, place, identifierEnd) else { return false }
        var sum: UInt64 = 0
        while place < identifierEnd {
          sum = sum &* 31 &+ UInt64(truncatingIfNeeded: bytes[place])
          place &+= 1
        }
        bit = 1 &<< (40 + sum % 24)
      }
      guard seen & bit == 0 else { return false }
      seen |= bit
      place = identifierEnd
      if extensionEnd &- place >= 3, bytes[place] == 0x01 {
        guard bytes[place &+ 1] == 1, bytes[place &+ 2] == 0 || bytes[place &+ 2] == 0xFF else { return false }
        place &+= 3
      }
      guard enter(bytes, 0x04, &place, extensionEnd) == extensionEnd else { return false }
      place = extensionEnd
      count &+= 1
    }
    return count <= Certificate.maximumExtensionCount
  }

  /// The moment that stands at `place`, which is moved behind it (RFC 5280 §4.1.2.5).
  @inline(__always)
  static func time(_ bytes: Span<UInt8>, _ place: inout Int, _ end: Int) -> Timestamp? {
    guard end &- place >= 15 else { return nil }
    let isShort = bytes[place] == 0x17 && bytes[place &+ 1] == 13
    guard isShort || bytes[place] == 0x18 && bytes[place &+ 1] == 15 && end &- place >= 17 else { return nil }
    // Negative as soon as a byte is no digit.
    var check = 0
    var digits = place &+ 2
    var year = pair(bytes, digits, &check)
    if isShort {
      year &+= year >= 50 ? 1900 : 2000
    } else {
      digits &+= 2
      year = year &* 100 &+ pair(bytes, digits, &check)
    }
    let month = pair(bytes, digits &+ 2, &check)
    let day = pair(bytes, digits &+ 4, &check)
    let hour = pair(bytes, digits &+ 6, &check)
    let minute = pair(bytes, digits &+ 8, &check)
    let second = pair(bytes, digits &+ 10, &check)
    digits &+= 12
    guard check >= 0, bytes[digits] == UInt8(ascii: "Z") else { return nil }
    place = digits &+ 1
    return Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }

  /// The number of two digits; `check` becomes negative if one is none.
  @inline(__always)
  private static func pair(_ bytes: Span<UInt8>, _ place: Int, _ check: inout Int) -> Int {
    let tens = Int(truncatingIfNeeded: bytes[place]) &- 0x30
    let ones = Int(truncatingIfNeeded: bytes[place &+ 1]) &- 0x30
    check |= tens | (9 &- tens) | ones | (9 &- ones)
    return tens &* 10 &+ ones
  }
}

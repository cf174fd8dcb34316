import CertificateEncoding

/// The bytes by which hosts, mailboxes and URIs are found in a ``PrefixIndex``.
///
/// Labels stand from the last to the first, each between a mark for its start and one for its end, so that a domain is a
/// prefix of what lies below it. After the last label comes a mark for the end of the host, and then what is before the
/// `@` of a mailbox. No mark is a byte that a name may have.
///
///     nothing            as every name of the form         nothing
///     example.com        as a domain and all below it      ‹com›‹example›
///     .example.com       what lies below it only           ‹com›‹example›‹
///     example.com        as a host, and nothing below it   ‹com›‹example›|
///     a@example.com      as a mailbox                      ‹com›‹example›|a|
enum HostKey {
  private static let labelStart: UInt8 = 0x02
  private static let labelEnd: UInt8 = 0x00
  private static let hostEnd: UInt8 = 0x01

  /// The key of a DNS name and of all below it; `nil` if the bytes are no DNS name.
  ///
  /// RFC 5280 §4.2.1.10: a subtree of the DNS has no leading dot, and no bytes at all stand for every name.
  static func domain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    if range.isEmpty { return [] }
    guard DNSPattern.validity(bytes, range) == .exact else { return nil }
    return labels(bytes, range)
  }

  /// The key of a host; `nil` if the bytes are no host name.
  static func host(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard DNSPattern.validity(bytes, range) == .exact else { return nil }
    return labels(bytes, range) + [hostEnd]
  }

  /// The key of what a constraint on mailboxes or URIs stands for: a host, or with a leading dot all that lie below it.
  ///
  /// Deviation: RFC 5280 §4.2.1.10 says nothing of one without any bytes. Authorities write it to exclude every mailbox, as
  /// they write it of the DNS, where it has that meaning; and so it is read here.
  static func hostOrDomain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard let first = range.first else { return [] }
    return bytes[first] == UInt8(ascii: ".") ? below(bytes, range.dropFirst()) : host(bytes, range)
  }

  /// The key of all that lies below a DNS name, which is not among it; `nil` if the bytes are no DNS name.
  static func below(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard DNSPattern.validity(bytes, range) == .exact else { return nil }
    return labels(bytes, range) + [labelStart]
  }

  /// The key of a mailbox `local@host`; `nil` if the bytes are none, or one that is quoted or at an address.
  ///
  /// RFC 5280 §7.5: the part before the `@` is compared as it is, the host without regard to case.
  static func mailbox(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    guard let at = range.last(where: { bytes[$0] == UInt8(ascii: "@") }), at > range.lowerBound,
      var key = host(bytes, at + 1..<range.upperBound)
    else { return nil }
    for offset in range.lowerBound..<at {
      let byte = bytes[offset]
      // RFC 5321 §4.1.2, Dot-string: no quotes, no second `@`, nothing that is not seen.
      guard byte > 0x20, byte != 0x7F, byte != UInt8(ascii: "@"), byte != UInt8(ascii: "\"") else { return nil }
      key.append(byte)
    }
    return key + [hostEnd]
  }

  /// The key of the host of a URI; `nil` if it has none, or an address instead.
  ///
  /// RFC 3986 §3.2: `scheme "://" [userinfo "@"] host [":" port]`, and then a path, a query or a fragment. Nowhere in it
  /// stands a backslash, a space or a control character (§2). Readers disagree about what one means: a backslash is a slash
  /// to browsers and a letter of the user's name to others, and tabs are dropped or not. So there is no telling the host.
  static func uri(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    for offset in range where bytes[offset] <= 0x20 || bytes[offset] == 0x7F || bytes[offset] == UInt8(ascii: "\\") {
      return nil
    }
    guard let colon = range.first(where: { bytes[$0] == UInt8(ascii: ":") }), colon > range.lowerBound,
      range.upperBound - colon > 3, bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/")
    else { return nil }
    var authority = colon + 3..<range.upperBound
    let end = authority.first { offset in
      let byte = bytes[offset]
      return byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }
    if let end { authority = authority.lowerBound..<end }
    if let at = authority.last(where: { bytes[$0] == UInt8(ascii: "@") }) {
      authority = at + 1..<authority.upperBound
    }
    if let port = authority.first(where: { bytes[$0] == UInt8(ascii: ":") }) {
      for offset in port + 1..<authority.upperBound where !bytes[offset].isASCIIDigit { return nil }
      authority = authority.lowerBound..<port
    }
    return host(bytes, authority)
  }

  private static func labels(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(range.count + 8)
    var end = range.upperBound
    while end > range.lowerBound {
      var start = end
      while start > range.lowerBound, bytes[start - 1] != UInt8(ascii: ".") { start -= 1 }
      key.append(labelStart)
      for offset in start..<end { key.append(bytes[offset].asciiLowercased) }
      key.append(labelEnd)
      // The dot before the label, if there is one.
      end = start - 1
    }
    return key
  }
}

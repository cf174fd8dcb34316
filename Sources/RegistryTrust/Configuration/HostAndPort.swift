/// A host and a port, taken apart as Go's `net.SplitHostPort` does it.
package struct HostAndPort: Sendable, Hashable {
  /// The host, without the brackets of an address of version 6.
  package let host: String
  /// What follows the last colon, which may be nothing.
  package let port: String

  /// Takes a text apart; `nil` if there is no port, or more than one colon outside brackets.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    let host: ArraySlice<UInt8>
    let others: [UInt8]
    if bytes.first == UInt8(ascii: "[") {
      // The first closing bracket must stand before the last colon.
      guard let close = bytes.firstIndex(of: UInt8(ascii: "]")), close + 1 == colon else { return nil }
      host = bytes[1..<close]
      others = Array(bytes[1...])
      guard !bytes[(close + 1)...].contains(UInt8(ascii: "]")) else { return nil }
    } else {
      host = bytes[..<colon]
      guard !host.contains(UInt8(ascii: ":")) else { return nil }
      others = bytes
      guard !others.contains(UInt8(ascii: "]")) else { return nil }
    }
    guard !others.contains(UInt8(ascii: "[")) else { return nil }
    self.host = String(decoding: host, as: UTF8.self)
    port = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
  }
}

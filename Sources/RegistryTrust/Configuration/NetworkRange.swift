package import CertificateEncoding

/// A range of addresses as Go's `net.ParseCIDR` reads it: an address, a slash, and the length of the prefix.
package struct NetworkRange: Sendable, Hashable {
  /// The bytes of the first address: four or 16.
  private let bytes: [UInt8]
  /// How many bits at the start are the same for all addresses.
  package let prefixLength: Int

  /// Reads a range; `nil` if the text is none.
  ///
  /// Bits of the address behind the prefix are cleared, and zeros before the length are passed over.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].hasPrefix("["), let address = IPAddress(parts[0]), !parts[1].isEmpty,
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
      length <= address.byteCount * 8
    else { return nil }
    self.init(address, prefixLength: length)
  }

  private init(_ address: IPAddress, prefixLength: Int) {
    bytes = Self.masked(address.bytes, prefixLength)
    self.prefixLength = prefixLength
  }

  /// The ranges that Docker's daemon and containerd take for the same machine.
  package static let loopback = [NetworkRange("::1/128"), NetworkRange("127.0.0.0/8")].compactMap(\.self)

  /// Whether an address lies in the range.
  ///
  /// As in Go, an address of version 4 and its mapping into version 6 (RFC 4291 §2.5.5.2) are the same address.
  package func contains(_ address: IPAddress) -> Bool {
    let (network, length) = Self.unmapped(bytes, prefixLength)
    let (candidate, _) = Self.unmapped(address.bytes, 0)
    return candidate.count == network.count && Self.masked(candidate, length) == Self.masked(network, length)
  }

  private static func unmapped(_ bytes: [UInt8], _ length: Int) -> ([UInt8], Int) {
    guard bytes.count == 16, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF else {
      return (bytes, length)
    }
    return (Array(bytes[12...]), max(0, length - 96))
  }

  private static func masked(_ bytes: [UInt8], _ length: Int) -> [UInt8] {
    bytes.enumerated().map { index, byte in
      let kept = min(max(length - index * 8, 0), 8)
      return byte & UInt8(truncatingIfNeeded: 0xFF00 >> kept)
    }
  }
}

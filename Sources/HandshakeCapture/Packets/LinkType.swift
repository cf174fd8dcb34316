/// What stands before the network packet in each frame of a capture (the LINKTYPE registry of tcpdump.org).
struct LinkType: RawRepresentable, Sendable, Hashable {
  /// The number in the file.
  let rawValue: UInt16

  /// BSD loopback: the address family in the byte order of the recording machine.
  static let null = LinkType(rawValue: 0)
  /// Ethernet, with the VLAN tags of IEEE 802.1Q.
  static let ethernet = LinkType(rawValue: 1)
  /// Raw IP as some BSDs number it in their files; the version is in the packet.
  static let rawBSD = LinkType(rawValue: 12)
  /// Raw IP as OpenBSD numbers it in its files; the version is in the packet.
  static let rawOpenBSD = LinkType(rawValue: 14)
  /// Raw IP; the version is in the packet.
  static let raw = LinkType(rawValue: 101)
  /// OpenBSD loopback: the address family in network byte order.
  static let loop = LinkType(rawValue: 108)
  /// Linux "cooked" capture.
  static let linuxCooked = LinkType(rawValue: 113)
  /// Raw IPv4.
  static let ipv4 = LinkType(rawValue: 228)
  /// Raw IPv6.
  static let ipv6 = LinkType(rawValue: 229)
  /// Linux "cooked" capture, version 2.
  static let linuxCooked2 = LinkType(rawValue: 276)

  /// The type of an interface whose description can't be read; the registry reserves the number.
  static let unreadable = LinkType(rawValue: .max)

  /// The types whose frames can be taken apart.
  static let known: [LinkType] = [
    .null, .ethernet, .rawBSD, .rawOpenBSD, .raw, .loop, .linuxCooked, .ipv4, .ipv6, .linuxCooked2,
  ]
}

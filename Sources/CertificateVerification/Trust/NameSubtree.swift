public import Certificates
import CertificateEncoding

/// All names below a name, by which a trust store limits what an anchor may vouch for (RFC 5280 §4.2.1.10).
public enum NameSubtree: Sendable, Hashable {
  /// A DNS name and all names below it, such as `example.com`; no text at all stands for every DNS name.
  case dns(String)
  /// A mailbox `a@example.com`, all mailboxes at a host `example.com`, or, with a leading dot, at all hosts of a domain;
  /// no text at all stands for every mailbox.
  case email(String)
  /// The host of a URI, or, with a leading dot, all hosts of a domain; no text at all stands for every URI with a host.
  case uri(String)
  /// A network such as `192.0.2.0/24` or `2001:db8::/32`, or a single address.
  case ip(String)
  /// A directory name and all names that begin with it.
  case directory(DistinguishedName)

  /// The GeneralSubtree that says the same in DER; `nil` if the text is no name of its form.
  ///
  /// Of DNS names, mailboxes and hosts only the characters are looked at here; their form is checked when the subtrees are
  /// read.
  var encoded: [UInt8]? {
    switch self {
    case .dns(let text): Self.text(0x82, text)
    case .email(let text): Self.text(0x81, text)
    case .uri(let text): Self.text(0x86, text)
    case .ip(let text): Self.network(text).map { Self.subtree(0x87, $0) }
    case .directory(let name): Self.subtree(0xA4, Array(name.arena.bytes[name.range]))
    }
  }

  private static func text(_ tag: UInt8, _ text: String) -> [UInt8]? {
    text.utf8.allSatisfy { $0 < 0x80 } ? subtree(tag, Array(text.utf8)) : nil
  }

  private static func subtree(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
    DERHeader.wrap(0x30, DERHeader.wrap(tag, contents))
  }

  /// An address and its mask, byte after byte.
  private static func network(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = IPAddress(String(parts[0])) else { return nil }
    let bytes = address.bytes
    var length = bytes.count * 8
    if parts.count == 2 {
      // Digits alone, without a sign or leading zeros: there is one way to write a length.
      guard let number = Int(parts[1]), String(number) == parts[1], (0...length).contains(number) else { return nil }
      length = number
    }
    let mask = bytes.indices.map { index in
      UInt8(truncatingIfNeeded: 0xFF00 >> min(8, max(0, length - 8 * index)))
    }
    return zip(bytes, mask).map { $0 & $1 } + mask
  }
}

/// The identifier and length bytes of the few elements that are made here and not read.
enum DERHeader {
  /// An element of one identifier byte (X.690 §8.1, §10.1).
  static func wrap(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
    if contents.count < 0x80 { return [tag, UInt8(contents.count)] + contents }
    var length: [UInt8] = []
    var rest = contents.count
    while rest > 0 {
      length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + contents
  }
}

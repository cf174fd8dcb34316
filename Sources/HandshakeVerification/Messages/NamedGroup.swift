import Certificates

/// A group of a key exchange, by its number (RFC 8446 §4.2.7, RFC 8422 §5.1.1, RFC 7919, and the TLS Supported Groups
/// registry).
package struct NamedGroup: RawRepresentable, Sendable, Hashable {
  /// The code point.
  package let rawValue: UInt16

  /// Creates a group from its code point, whether or not it is known.
  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// What the registry says of a group.
  private struct Row {
    let name: String
    /// How many bytes a client's share has, and how many a server's.
    let byteCounts: (client: Int, server: Int)
    /// Whether ServerKeyExchange of TLS 1.2 may name it.
    var isIn12 = true
  }

  private var row: Row? {
    switch rawValue {
    // RFC 8446 §4.2.8.2: an uncompressed point.
    case 0x0017: Row(name: "secp256r1", byteCounts: (65, 65))
    case 0x0018: Row(name: "secp384r1", byteCounts: (97, 97))
    case 0x0019: Row(name: "secp521r1", byteCounts: (133, 133))
    case 0x001D: Row(name: "x25519", byteCounts: (32, 32))
    case 0x001E: Row(name: "x448", byteCounts: (56, 56))
    // RFC 8734 §2.
    case 0x001F: Row(name: "brainpoolP256r1tls13", byteCounts: (65, 65), isIn12: false)
    case 0x0020: Row(name: "brainpoolP384r1tls13", byteCounts: (97, 97), isIn12: false)
    case 0x0021: Row(name: "brainpoolP512r1tls13", byteCounts: (129, 129), isIn12: false)
    // RFC 8446 §4.2.8.1: a number padded to the length of the prime.
    case 0x0100: Row(name: "ffdhe2048", byteCounts: (256, 256), isIn12: false)
    case 0x0101: Row(name: "ffdhe3072", byteCounts: (384, 384), isIn12: false)
    case 0x0102: Row(name: "ffdhe4096", byteCounts: (512, 512), isIn12: false)
    case 0x0103: Row(name: "ffdhe6144", byteCounts: (768, 768), isIn12: false)
    case 0x0104: Row(name: "ffdhe8192", byteCounts: (1024, 1024), isIn12: false)
    // FIPS 203 table 3: an encapsulation key, and a ciphertext (draft-ietf-tls-mlkem).
    case 0x0200: Row(name: "MLKEM512", byteCounts: (800, 768), isIn12: false)
    case 0x0201: Row(name: "MLKEM768", byteCounts: (1184, 1088), isIn12: false)
    case 0x0202: Row(name: "MLKEM1024", byteCounts: (1568, 1568), isIn12: false)
    // draft-ietf-tls-ecdhe-mlkem §4: both shares, one behind the other.
    case 0x11EB: Row(name: "SecP256r1MLKEM768", byteCounts: (65 + 1184, 65 + 1088), isIn12: false)
    case 0x11EC: Row(name: "X25519MLKEM768", byteCounts: (1184 + 32, 1088 + 32), isIn12: false)
    case 0x11ED: Row(name: "SecP384r1MLKEM1024", byteCounts: (97 + 1568, 97 + 1568), isIn12: false)
    // RFC 7027 §2.
    case 0x001A: Row(name: "brainpoolP256r1", byteCounts: (65, 65))
    case 0x001B: Row(name: "brainpoolP384r1", byteCounts: (97, 97))
    case 0x001C: Row(name: "brainpoolP512r1", byteCounts: (129, 129))
    default: nil
    }
  }

  /// The names of the first curves of TLS, from number 1 on (RFC 4492 §5.1.1).
  private static let deprecatedNames: [String] = [
    "sect163k1", "sect163r1", "sect163r2", "sect193r1", "sect193r2", "sect233k1", "sect233r1", "sect239k1", "sect283k1",
    "sect283r1", "sect409k1", "sect409r1", "sect571k1", "sect571r1", "secp160k1", "secp160r1", "secp160r2", "secp192k1",
    "secp192r1", "secp224k1", "secp224r1", "secp256k1",
  ]

  /// Whether it is a curve that nobody should use any more (RFC 8422 §5.1.1).
  package var isDeprecated: Bool { deprecatedName != nil }

  private var deprecatedName: String? {
    let names = Self.deprecatedNames
    return rawValue >= 1 && rawValue <= names.count ? names[Int(rawValue) - 1] : nil
  }

  /// How many bytes a client's share has; `nil` if the group isn't known.
  package var clientShareByteCount: Int? { row?.byteCounts.client }

  /// How many bytes a server's share has; `nil` if the group isn't known.
  package var serverShareByteCount: Int? { row?.byteCounts.server }

  /// Whether a ServerKeyExchange of TLS 1.2 may name it; of one that isn't known, so it is taken.
  package var isFor12: Bool { row?.isIn12 ?? true }
}

extension NamedGroup: CustomStringConvertible {
  /// The registry's name, such as `x25519`, or the number if the group isn't known.
  package var description: String { row?.name ?? deprecatedName ?? DisplayText.codePoint(rawValue) }
}

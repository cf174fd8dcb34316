package import CertificateEncoding

/// What the key may be used for (RFC 5280 §4.2.1.3).
///
/// RFC 5280 wants at least one bit; an extension without any reads as the empty set, which allows nothing.
package struct KeyUsage: OptionSet, Sendable, Hashable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static var digitalSignature: KeyUsage { KeyUsage(rawValue: 1 << 0) }
  /// Called `nonRepudiation` in older texts.
  package static var contentCommitment: KeyUsage { KeyUsage(rawValue: 1 << 1) }
  package static var keyEncipherment: KeyUsage { KeyUsage(rawValue: 1 << 2) }
  package static var dataEncipherment: KeyUsage { KeyUsage(rawValue: 1 << 3) }
  package static var keyAgreement: KeyUsage { KeyUsage(rawValue: 1 << 4) }
  package static var keyCertSign: KeyUsage { KeyUsage(rawValue: 1 << 5) }
  package static var crlSign: KeyUsage { KeyUsage(rawValue: 1 << 6) }
  package static var encipherOnly: KeyUsage { KeyUsage(rawValue: 1 << 7) }
  package static var decipherOnly: KeyUsage { KeyUsage(rawValue: 1 << 8) }

  /// Reads the contents of the extension's OCTET STRING, which lie at `value`.
  package init(_ bytes: Span<UInt8>, _ value: Range<Int>) throws(DERError) {
    var reader = DERReader(value)
    rawValue = try reader.read(.bitString, bytes).namedBits(bytes)
    try reader.finish()
  }

  /// The extension in words: the bits' names in RFC 5280.
  package func describe() -> [String] {
    let names = [
      "digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
      "cRLSign", "encipherOnly", "decipherOnly",
    ]
    var lines: [String] = []
    for (bit, name) in names.enumerated() where rawValue & 1 << bit != 0 { lines.append(name) }
    return lines.isEmpty ? ["none"] : lines
  }
}

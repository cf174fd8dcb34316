internal import CertificateEncoding

// RFC 9525 §6.2 constructs the reference identity, §6.3 prepares it for comparison; RFC 5280 §7.2 brings
// internationalized names to the form that certificates hold.

/// The DNS name of a peer, as the one who asks for it writes it: a reference identity (RFC 9525 §1.4).
///
/// It is held the way that certificates hold names: ASCII, internationalized labels as A-labels, here in lower case.
package struct DNSName: Sendable, Hashable {
  /// The longest name in bytes, without a dot at its end (RFC 1035 §2.3.4, RFC 1123 §2.1).
  package static let maximumLength = 253

  /// The longest text that is looked at: every character of a name takes a byte or more of those 253, and at most
  /// four bytes of UTF-8.
  private static let maximumTextLength = 1024

  /// The name in lower case, without a dot at its end.
  package let ascii: [UInt8]

  /// Reads a host name, with either case, internationalized or not.
  ///
  /// One dot at the end, which marks a name as complete, is dropped: certificates don't write it. A-labels are kept
  /// as they are; how U-labels become A-labels says ``appendALabel(of:label:to:)``. A name of a single label is fine.
  /// An underscore counts as a letter, because names in use have it.
  package init(_ text: String) throws(DNSNameError) {
    guard text.utf8.count <= Self.maximumTextLength else { throw DNSNameError(.tooLong) }
    if Self.mayBeAddress(text), let address = IPAddress(text) { throw DNSNameError(.ipAddress(address)) }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      try Self.appendASCII(text, to: &output)
    } else {
      try Self.appendUnicode(text, to: &output)
    }
    guard output.count <= Self.maximumLength else { throw DNSNameError(.tooLong) }
    if Self.endsInNumber(output) { throw DNSNameError(.numericLastLabel) }
    ascii = output
  }

  /// Whether a text starts as addresses do, or has a colon.
  private static func mayBeAddress(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    return first.isASCIIDigit || first == UInt8(ascii: "[") || text.utf8.contains(UInt8(ascii: ":"))
  }

  /// Adds the labels of a text that is ASCII, a dot between them.
  private static func appendASCII(_ text: String, to output: inout [UInt8]) throws(DNSNameError) {
    var index = 0
    var start = 0
    var isAfterDot = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: ".") {
        guard !isAfterDot else { throw DNSNameError(.emptyLabel, label: index) }
        try check(output, from: start, label: index)
        index += 1
        isAfterDot = true
        continue
      }
      // The root, which is the empty label after a dot at the end, is not written in certificates.
      if isAfterDot {
        output.append(UInt8(ascii: "."))
        start = output.count
        isAfterDot = false
      }
      output.append(byte.asciiLowercased)
    }
    guard !isAfterDot else { return }
    guard !output.isEmpty else { throw DNSNameError(.empty) }
    try check(output, from: start, label: index)
  }

  /// Adds the labels of a text that is not ASCII, a dot between them.
  private static func appendUnicode(_ text: String, to output: inout [UInt8]) throws(DNSNameError) {
    var label: [Unicode.Scalar] = []
    var index = 0
    var endsInDot = false
    for scalar in text.unicodeScalars {
      endsInDot = isDot(scalar)
      if endsInDot {
        try append(label, index: index, to: &output)
        label.removeAll(keepingCapacity: true)
        index += 1
      } else {
        label.append(scalar)
      }
    }
    // The root, as above.
    if !endsInDot { try append(label, index: index, to: &output) }
  }

  /// Whether a character parts labels: the full stop, and those that people type for it (RFC 3490 §3.1).
  private static func isDot(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ".", "\u{3002}", "\u{FF0E}", "\u{FF61}": true
    default: false
    }
  }

  /// Checks a label and adds it, in the form that certificates have, with a dot before it if it isn't the first.
  private static func append(
    _ label: [Unicode.Scalar], index: Int, to output: inout [UInt8]
  ) throws(DNSNameError) {
    guard !label.isEmpty else { throw DNSNameError(.emptyLabel, label: index) }
    if index > 0 { output.append(UInt8(ascii: ".")) }
    let start = output.count
    if label.allSatisfy({ $0.isASCII }) {
      for scalar in label { output.append(UInt8(truncatingIfNeeded: scalar.value).asciiLowercased) }
    } else {
      try appendALabel(of: label, label: index, to: &output)
    }
    try check(output, from: start, label: index)
  }

  /// Checks the label that stands at the end of `output`.
  private static func check(_ output: [UInt8], from start: Int, label index: Int) throws(DNSNameError) {
    guard output.count > start else { throw DNSNameError(.emptyLabel, label: index) }
    guard output.count - start <= 63 else { throw DNSNameError(.labelTooLong, label: index) }
    for byte in output[start...] where !byte.isHostNameCharacter {
      let isWildcard = byte == UInt8(ascii: "*")
      throw DNSNameError(isWildcard ? .wildcard : .invalidCharacter(Unicode.Scalar(byte)), label: index)
    }
    guard output[start] != UInt8(ascii: "-"), output.last != UInt8(ascii: "-") else {
      throw DNSNameError(.hyphenAtLabelEdge, label: index)
    }
  }

  /// Whether the last label is a number, so that the name could be meant as an IP address (RFC 1123 §2.1).
  static func endsInNumber(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    var digits = 0
    for byte in name.reversed() {
      if byte == UInt8(ascii: ".") { break }
      if !byte.isASCIIDigit { return false }
      digits += 1
    }
    return digits > 0
  }
}

extension DNSName: CustomStringConvertible {
  /// The name as certificates write it.
  package var description: String { String(decoding: ascii, as: UTF8.self) }
}

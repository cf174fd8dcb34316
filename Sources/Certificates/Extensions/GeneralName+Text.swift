import CertificateEncoding

extension GeneralName {
  /// The name in words, such as `DNS:example.com` or `IP:192.0.2.7`, with whatever is not printable ASCII escaped.
  package func describe(_ bytes: Span<UInt8>) -> String {
    switch self {
    case .otherName(let type, let value): "other name:" + type.label + "=" + Self.text(bytes, value)
    case .rfc822Name(let contents): "email:" + DisplayText.ascii(bytes, contents)
    case .dnsName(let contents): "DNS:" + DisplayText.ascii(bytes, contents)
    case .x400Address(let contents): "X.400:" + hexadecimal(bytes, contents)
    case .directoryName(let name): "directory name:" + DistinguishedName.text(bytes, name)
    case .ediPartyName(let contents): "EDI party:" + hexadecimal(bytes, contents)
    case .uniformResourceIdentifier(let contents): "URI:" + DisplayText.ascii(bytes, contents)
    case .ipAddress(let contents): "IP:" + Self.address(bytes, contents)
    case .registeredID(let identifier): "registered ID:" + identifier.label
    }
  }

  /// An address, or in a name constraint a network (RFC 5280 §4.2.1.10).
  private static func address(_ bytes: Span<UInt8>, _ contents: Range<Int>) -> String {
    IPAddress(bytes: bytes.extracting(contents))?.description
      ?? IPAddress.describeNetwork(bytes, contents) ?? hexadecimal(bytes, contents)
  }

  private static func text(_ bytes: Span<UInt8>, _ value: Range<Int>) -> String {
    var reader = DERReader(value)
    guard let text = try? reader.read(bytes).text(bytes) else { return hexadecimal(bytes, value) }
    return DisplayText.escaped(text, isASCII: true)
  }
}

extension SequenceOf<GeneralName> {
  /// A line for each name.
  package func describe(_ bytes: Span<UInt8>) -> [String] {
    var lines: [String] = []
    forEach(bytes) { lines.append($0.describe(bytes)) }
    return lines
  }
}

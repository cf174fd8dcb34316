public import CertificateEncoding

// The grammar is that of references to images (distribution's reference/regexp.go, `domain` and `port`): labels of ASCII
// letters, digits and hyphens, an address of version 4, or one of version 6 in brackets; then perhaps a colon and digits.

/// The host of a registry as a reference to an image carries it, with `:PORT` if there is one there.
///
/// The text counts as it is written: `registry.example.com` and `registry.example.com:443` are different to most
/// clients, and so are upper and lower case.
public struct RegistryHost: Sendable, Hashable {
  /// The most bytes that a text may have: a DNS name (RFC 1035 §2.3.4), brackets and a port are shorter.
  public static let maximumByteCount = 300

  /// The whole text as it was given.
  public let text: String
  /// The text without the port; an address of version 6 keeps its brackets.
  public let name: String
  /// The port as it is written; `nil` if there is none.
  public let portText: String?

  /// Reads a host.
  ///
  /// - Parameter text: The host, such as `registry.example.com:5000`, `192.0.2.7` or `[2001:db8::1]:5000`.
  /// - Throws: ``RegistryHostError`` with what is wrong, and where.
  public init(_ text: String) throws(RegistryHostError) {
    var reader = HostReader(text)
    let end = try reader.readName()
    let bytes = Array(text.utf8)
    self.text = text
    name = String(decoding: bytes[..<end], as: UTF8.self)
    portText = try reader.readPort(from: end).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// A host that is known to be well-formed: another one without its port, or a name that a client puts in its place.
  init(trusted name: String, port: String? = nil) {
    self.name = name
    portText = port
    text = port.map { name + ":" + $0 } ?? name
  }

  /// The port as a number; `nil` if there is none.
  public var port: Int? { portText.flatMap { Int($0) } }

  /// The address that the name is; `nil` if it is a DNS name.
  public var address: IPAddress? { IPAddress(name) }

  /// The name without the brackets of an address.
  public var bareName: String {
    name.hasPrefix("[") && name.hasSuffix("]") ? String(name.dropFirst().dropLast()) : name
  }
}

extension RegistryHost {
  /// Whether the host is Docker Hub by one of the names that stand for it in references (`docker.io`,
  /// `index.docker.io`); `registry-1.docker.io` is an ordinary host to every client.
  public var isDockerHub: Bool { text == "docker.io" || text == "index.docker.io" }

  /// The host as clients that read references hold it: `index.docker.io` is `docker.io`.
  var inReferences: RegistryHost { text == "index.docker.io" ? RegistryHost(trusted: "docker.io") : self }
}

extension RegistryHost: CustomStringConvertible {
  /// The text as it was given.
  public var description: String { text }
}

/// Reads the parts of a host, and says where one is wrong.
private struct HostReader {
  private let text: String
  private let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  private func error(_ reason: RegistryHostError.Reason, _ offset: Int) -> RegistryHostError {
    RegistryHostError(reason: reason, text: text, offset: offset)
  }

  /// Reads up to the port, and returns where the name ends.
  mutating func readName() throws(RegistryHostError) -> Int {
    guard bytes.count <= RegistryHost.maximumByteCount else { throw error(.tooLong, RegistryHost.maximumByteCount) }
    guard !bytes.isEmpty else { throw error(.empty, 0) }
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[(colon + 1)...].starts(with: Array("//".utf8)) {
      throw error(.scheme, colon)
    }
    if bytes[0] == UInt8(ascii: "[") { return try readBrackets() }
    if IPAddress(text)?.version == .v6 { throw error(.addressWithoutBrackets, 0) }
    return try readLabels()
  }

  private func readBrackets() throws(RegistryHostError) -> Int {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "]")) else { throw error(.invalidAddress, bytes.count) }
    guard end > 1 else { throw error(.invalidAddress, end) }
    for offset in 1..<end where bytes[offset] != UInt8(ascii: ":") && !bytes[offset].isHexadecimalDigit {
      throw error(.invalidAddress, offset)
    }
    return end + 1
  }

  private func readLabels() throws(RegistryHostError) -> Int {
    var offset = 0
    var labelStart = 0
    while offset < bytes.count, bytes[offset] != UInt8(ascii: ":") {
      let byte = bytes[offset]
      if byte == UInt8(ascii: ".") {
        try checkLabel(labelStart..<offset)
        labelStart = offset + 1
        if labelStart == bytes.count || bytes[labelStart] == UInt8(ascii: ":") { throw error(.trailingDot, offset) }
      } else if byte == UInt8(ascii: "/") {
        throw error(offset == 0 ? .empty : .path, offset)
      } else if !byte.isLetterOrDigit, byte != UInt8(ascii: "-") {
        throw error(.invalidCharacter(scalar(at: offset)), offset)
      }
      offset += 1
    }
    guard offset > 0 else { throw error(.empty, 0) }
    try checkLabel(labelStart..<offset)
    return offset
  }

  private func checkLabel(_ label: Range<Int>) throws(RegistryHostError) {
    guard !label.isEmpty else { throw error(.emptyLabel, label.lowerBound) }
    for edge in [label.lowerBound, label.upperBound - 1] where bytes[edge] == UInt8(ascii: "-") {
      throw error(.hyphenAtLabelEdge, edge)
    }
  }

  /// Reads a colon and digits up to the end; `nil` if there is nothing.
  func readPort(from start: Int) throws(RegistryHostError) -> Range<Int>? {
    guard start < bytes.count else { return nil }
    guard bytes[start] == UInt8(ascii: ":") else {
      throw error(bytes[start] == UInt8(ascii: "/") ? .path : .invalidCharacter(scalar(at: start)), start)
    }
    let digits = start + 1..<bytes.count
    guard !digits.isEmpty else { throw error(.emptyPort, start) }
    if let slash = bytes[digits].firstIndex(of: UInt8(ascii: "/")) { throw error(.path, slash) }
    guard bytes[digits].allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(String(decoding: bytes[digits], as: UTF8.self)), port <= 65_535
    else { throw error(.invalidPort, digits.lowerBound) }
    return digits
  }

  /// The character that starts at, or holds, a byte.
  private func scalar(at offset: Int) -> Unicode.Scalar {
    var position = 0
    for scalar in text.unicodeScalars {
      position += UTF8.width(scalar)
      if position > offset { return scalar }
    }
    return "\u{FFFD}"
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
  }

  fileprivate var isHexadecimalDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
}

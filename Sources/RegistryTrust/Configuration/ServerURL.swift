import CertificateEncoding

/// The URL of a registry's server, taken apart as Go's `net/url` does it (version 1.27).
///
/// containerd, BuildKit and Docker's daemon read the URLs of their configuration with it, so that what it makes of an
/// odd one is what they connect to: `httpd.example.com:5000` has the scheme `httpd.example.com` and no host.
package struct ServerURL: Sendable, Hashable {
  /// The scheme in small letters; empty if there is none.
  package private(set) var scheme = ""
  /// The user name and password as they are written, before the `@`; `nil` if there is no `@`.
  package private(set) var userInformation: String?
  /// Host and port, as they are to be looked for among directories; empty if there is none.
  package private(set) var host = ""
  /// The path, with its escapes resolved.
  package private(set) var path = ""
  /// What follows the first `?`.
  package private(set) var query = ""
  /// What follows the first `#`.
  package private(set) var fragment = ""

  /// Takes a URL apart.
  ///
  /// - Throws: ``ServerURLError`` for what `url.Parse` refuses.
  package init(_ text: String) throws(ServerURLError) {
    let (rest, fragment) = Self.cut(Array(text.utf8)[...], at: "#")
    guard !rest.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw .controlCharacter }
    if rest.elementsEqual("*".utf8) {
      path = "*"
    } else {
      try parse(rest)
    }
    if let fragment { self.fragment = try Self.unescaped(fragment) }
  }

  private mutating func parse(_ text: ArraySlice<UInt8>) throws(ServerURLError) {
    var rest = text
    if let colon = try Self.schemeEnd(rest) {
      scheme = Self.text(rest[..<colon]).lowercased()
      rest = rest[(colon + 1)...]
    }
    let (hierarchy, query) = Self.cut(rest, at: "?")
    if let query { self.query = Self.text(query) }
    rest = hierarchy
    guard rest.first == UInt8(ascii: "/") else {
      // What has a scheme and no slash is opaque: it has neither host nor path.
      guard scheme.isEmpty else { return }
      guard !rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) else {
        throw .colonInFirstSegment
      }
      path = try Self.unescaped(rest)
      return
    }
    if rest.starts(with: "//".utf8), !scheme.isEmpty || !rest.starts(with: "///".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
      rest = rest[authority.endIndex...]
      try parse(authority: authority)
    }
    path = try Self.unescaped(rest)
  }

  /// The colon after the scheme; `nil` if there is no scheme.
  private static func schemeEnd(_ text: ArraySlice<UInt8>) throws(ServerURLError) -> Int? {
    for index in text.indices {
      switch text[index] {
      case 0x41...0x5A, 0x61...0x7A: break
      case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == text.startIndex { return nil }
      case UInt8(ascii: ":"):
        guard index > text.startIndex else { throw .missingScheme }
        return index
      default: return nil
      }
    }
    return nil
  }

  private mutating func parse(authority: ArraySlice<UInt8>) throws(ServerURLError) {
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else {
      host = try Self.host(authority, scheme: scheme)
      return
    }
    host = try Self.host(authority[(at + 1)...], scheme: scheme)
    let user = authority[..<at]
    guard user.allSatisfy(\.isUserInformation) else { throw .invalidUserInformation }
    _ = try Self.unescaped(user)
    userInformation = Self.text(user)
  }

  private static func host(_ text: ArraySlice<UInt8>, scheme: String) throws(ServerURLError) -> String {
    if let open = text.lastIndex(of: UInt8(ascii: "[")) {
      guard open == text.startIndex else { throw .invalidLiteral }
      guard let close = text.lastIndex(of: UInt8(ascii: "]")) else { throw .missingBracket }
      let port = try port(text[(close + 1)...])
      return "[" + (try literal(text[(open + 1)..<close])) + "]" + port
    }
    let isWeb = scheme == "http" || scheme == "https"
    if let colon = isWeb ? text.firstIndex(of: UInt8(ascii: ":")) : text.lastIndex(of: UInt8(ascii: ":")) {
      _ = try port(text[colon...])
    }
    return try unescaped(text, isHost: true)
  }

  /// The address between brackets: of version 6, perhaps with a zone (RFC 6874).
  private static func literal(_ text: ArraySlice<UInt8>) throws(ServerURLError) -> String {
    let literal = try unescaped(text, isHost: true)
    let address = literal.prefix { $0 != "%" }
    let hasEmptyZone = literal.hasSuffix("%") && literal.utf8.count == address.utf8.count + 1
    guard let parsed = IPAddress(address), !address.hasPrefix("["), !hasEmptyZone else {
      throw .invalidAddress(literal)
    }
    guard parsed.version == .v6 else {
      if address.utf8.count < literal.utf8.count { throw .invalidAddress(literal) }
      throw .invalidLiteral
    }
    return literal
  }

  /// A port with its colon, or nothing.
  private static func port(_ text: ArraySlice<UInt8>) throws(ServerURLError) -> String {
    let isPort =
      text.isEmpty || (text.first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { (0x30...0x39).contains($0) })
    guard isPort else { throw .invalidPort(Self.text(text)) }
    return Self.text(text)
  }
}

extension ServerURL {
  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func cut(
    _ text: ArraySlice<UInt8>, at separator: Unicode.Scalar
  ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>?) {
    guard let index = text.firstIndex(where: { UInt32($0) == separator.value }) else { return (text, nil) }
    return (text[..<index], text[(index + 1)...])
  }

  /// The text with `%XX` resolved; in a host, only what stands for no ASCII character may be written so, or `%25`.
  private static func unescaped(
    _ text: ArraySlice<UInt8>, isHost: Bool = false
  ) throws(ServerURLError) -> String {
    var bytes: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if byte == UInt8(ascii: "%") {
        let escape = Self.text(rest.prefix(3))
        guard rest.count >= 3, let high = digit(rest[rest.startIndex + 1]), let low = digit(rest[rest.startIndex + 2])
        else { throw .invalidEscape(escape) }
        guard !isHost || high >= 8 || escape == "%25" else { throw .invalidEscape(escape) }
        bytes.append(high << 4 | low)
        rest = rest.dropFirst(3)
      } else {
        guard !isHost || byte >= 0x80 || byte.isHostCharacter else {
          throw .invalidHostCharacter(String(Unicode.Scalar(byte)))
        }
        bytes.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
  }
}

extension UInt8 {
  private var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~".utf8.contains(self)
    }
  }

  /// What Go leaves as it is in a host: RFC 3986 §3.2.2, and a few characters that were always let through.
  fileprivate var isHostCharacter: Bool { isUnreserved || "!$&'()*+,;=:[]<>\"".utf8.contains(self) }

  /// What Go lets stand before the `@`.
  fileprivate var isUserInformation: Bool { isUnreserved || ":!$&'()*+,;=%@".utf8.contains(self) }
}

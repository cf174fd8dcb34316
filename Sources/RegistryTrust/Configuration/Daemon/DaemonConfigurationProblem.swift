/// Something in `daemon.json` that Docker's daemon refuses or reads in its own way.
package struct DaemonConfigurationProblem: Sendable, Hashable {
  /// What it is.
  package enum Reason: Sendable, Hashable {
    /// A name that stands in its object twice; the last one counts.
    case duplicate(String, first: TextPosition)
    /// Bytes that are not UTF-8, or half of a surrogate pair, in whose place the daemon reads U+FFFD.
    case malformedText
    /// A setting of another type than the daemon takes.
    case wrongType(String, expected: String)
    /// A setting in other letters than the daemon knows, which does not start with settings that it does not know.
    case unknownDirective(String)
    /// An entry of `insecure-registries` that the daemon refuses.
    case invalidRegistry(String, RegistryEntryError)
    /// An entry of `insecure-registries` with `http://` or `https://`, which is taken off with a warning.
    case schemeRemoved(String, scheme: String)
    /// An entry of `registry-mirrors` that the daemon refuses.
    case invalidMirror(String, MirrorError)
  }

  /// What it is.
  package let reason: Reason
  /// Where.
  package let position: TextPosition

  init(_ reason: Reason, _ position: TextPosition) {
    self.reason = reason
    self.position = position
  }

  /// Whether the daemon does not start with it.
  package var isFatal: Bool {
    switch reason {
    case .duplicate, .malformedText, .schemeRemoved: false
    case .wrongType, .unknownDirective, .invalidRegistry, .invalidMirror: true
    }
  }

  /// What the daemon prints; `nil` where it says nothing, or in the words of Go's `encoding/json`.
  package var daemonMessage: String? {
    switch reason {
    case .duplicate, .malformedText, .wrongType: nil
    case .unknownDirective(let name): "the following directives don't match any configuration option: \(name)"
    case .invalidRegistry(let text, let error): error.message(text)
    case .schemeRemoved(let text, let scheme):
      "insecure registry \(text) should not contain '\(scheme)' and '\(scheme)s' has been removed from the insecure "
        + "registry config"
    case .invalidMirror(let text, let error): error.message(text)
    }
  }
}

/// A refusal of an entry of `insecure-registries`.
package enum RegistryEntryError: Error, Sendable, Hashable {
  /// A hyphen at its start or end.
  case hyphen
  /// A scheme other than `http` and `https`.
  case scheme
  /// What is neither a host nor an address; with the part before the port.
  case host(String)
  /// A port above 65535, or below 0.
  case port(String)
  /// A port that is no number, or one that no integer holds.
  case portNumber(String, isTooLarge: Bool)

  /// The daemon's words about the entry `text`.
  func message(_ text: String) -> String {
    switch self {
    case .hyphen: "invalid index name (\(text)). Cannot begin or end with a hyphen"
    case .scheme: "insecure registry \(text) should not contain '://'"
    case .host(let host): "insecure registry \(text) is not valid: invalid host \(GoText.quoted(host))"
    case .port(let port): "insecure registry \(text) is not valid: invalid port \(GoText.quoted(port))"
    case .portNumber(let port, let isTooLarge):
      "insecure registry \(text) is not valid: strconv.Atoi: parsing \(GoText.quoted(port)): "
        + (isTooLarge ? "value out of range" : "invalid syntax")
    }
  }
}

/// A refusal of an entry of `registry-mirrors`.
package enum MirrorError: Error, Sendable, Hashable {
  /// No scheme.
  case noScheme
  /// No URL.
  case invalid(ServerURLError)
  /// A scheme other than `http` and `https`.
  case scheme(String)
  /// A query or a fragment.
  case queryOrFragment
  /// A user name.
  case user

  /// The daemon's words about the mirror `text`, without a password in them.
  func message(_ text: String) -> String {
    let quoted = GoText.quoted(text)
    return switch self {
    case .noScheme:
      "invalid mirror: no scheme specified for \(quoted): must use either 'https://' or 'http://'"
    case .invalid(let error):
      "invalid mirror: \(Self.withoutPassword(text)) is not a valid URI: parse \(Self.withoutPassword(text)): \(error)"
    case .scheme(let scheme):
      "invalid mirror: unsupported scheme \(GoText.quoted(scheme)) in \(Self.withoutPassword(text)): must use either "
        + "'https://' or 'http://'"
    case .queryOrFragment:
      "invalid mirror: query or fragment at end of the URI \(Self.withoutPassword(text))"
    case .user: "invalid mirror: username/password not allowed in URI \(Self.withoutPassword(text))"
    }
  }

  /// The URL in quotes, with `xxxxx` in the place of a password, which the daemon itself shows in some messages.
  private static func withoutPassword(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let scheme = bytes.indices.first(where: { bytes[$0...].starts(with: "://".utf8) }) else {
      return GoText.quoted(text)
    }
    let start = scheme + 3
    let authority = bytes[start...].prefix { $0 != UInt8(ascii: "/") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return GoText.quoted(text) }
    let name = bytes[start..<at].prefix { $0 != UInt8(ascii: ":") }
    return GoText.quoted(
      String(decoding: bytes[..<start] + name + Array(":xxxxx".utf8) + bytes[at...], as: UTF8.self))
  }
}

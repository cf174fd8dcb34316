import Certificates

/// A refusal to read `hosts.toml`: why, and at which place of the file.
///
/// containerd gives no place, so that a file's author has to search; here each error has one.
package struct HostsFileError: Error, Sendable, Hashable {
  /// What is wrong with the file.
  package enum Reason: Sendable, Hashable {
    /// The file is not TOML.
    case syntax(TOMLError.Reason)
    /// A setting is of another type than containerd takes.
    case wrongType(SettingError)
    /// The URL of a server is none; with the `https://` that containerd puts before it.
    case invalidServer(String, ServerURLError)
    /// A capability that containerd does not know.
    case unknownCapability(String)
    /// `ca` is neither a string nor an array; with its value.
    case invalidAuthority(String)
    /// `client` is neither a string nor an array, with its value; or holds something else, with its type in Go.
    case invalidClient(String)
    /// A pair of `client` that does not have two elements; with its value.
    case invalidPair(String)
    /// An element that should be a string; with its value.
    case notAString(String)
    /// A header that is neither a string nor an array; with its value and its name.
    case invalidHeader(String, String)
    /// `dial_timeout` is no length of time; with Go's message.
    case invalidDuration(String)
  }

  /// What is wrong.
  package let reason: Reason
  /// Where.
  package let position: TextPosition

  init(reason: Reason, position: TextPosition) {
    self.reason = reason
    self.position = position
  }

  init(_ error: SettingError) {
    self.init(reason: .wrongType(error), position: error.position)
  }
}

extension HostsFileError {
  /// What containerd writes to its log after `failed to decode PATH`; `nil` where go-toml writes it, whose words change
  /// from release to release.
  package var containerdMessage: String? {
    switch reason {
    case .syntax, .wrongType: nil
    case .invalidServer(let url, let error):
      "unable to parse server \(url): parse \(GoText.quoted(Self.withoutFragment(url))): \(error)"
    case .unknownCapability(let name): "unknown capability \(name)"
    case .invalidAuthority(let value): "invalid type \(value) for \"ca\""
    case .invalidClient(let value): "invalid type \(value) for \"client\""
    case .invalidPair(let value): "invalid pair \(value) for \"client\""
    case .notAString(let value): "unable to cast \(value) to string"
    case .invalidHeader(let value, let name): "invalid type \(value) for header \(GoText.quoted(name))"
    case .invalidDuration(let message): message
    }
  }

  private static func withoutFragment(_ url: String) -> String {
    String(url.prefix { $0 != "#" })
  }
}

extension HostsFileError: CustomStringConvertible {
  /// The error as a sentence, with its place: `line 3, column 7: unknown capability "pul"`.
  package var description: String {
    switch reason {
    case .syntax(let reason): "\(position): \(reason)"
    case .wrongType(let error): error.description
    default: "\(position): " + DisplayText.escaped(containerdMessage ?? "")
    }
  }
}
